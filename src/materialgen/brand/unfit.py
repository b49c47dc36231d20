"""Why a logo cannot be used."""

from __future__ import annotations


class UnfitLogoError(Exception):
    """A logo cannot be used; its text says why, and follows the file's name.

    Attributes:
        code: Of the problem.
        hint: What to do about it.
    """

    def __init__(self, code: str, message: str, hint: str) -> None:
        """Keep what is said to the user."""
        self.code = code
        self.hint = hint
        super().__init__(message)

"""Warnings silenced in place: ``# lint: ok CODE – reason`` at the end of a text's line, or alone on the line above."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from materialgen.lint.book import Finding
from materialgen.lint.codes import CODES, OF_SILENCERS
from materialgen.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from materialgen.lint.book import ContentFile

_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*lint[ \t]*:(?P<rest>.*)$", re.MULTILINE)
_SILENCED = set(CODES) - set(OF_SILENCERS)
_CODE = r"[a-z]+(?:-[a-z]+)*"
_OK = re.compile(rf"\s*ok\s+(?P<codes>{_CODE}(?:\s*,\s*{_CODE})*)\s*(?P<reason>.*)")
_FORM = "write '# lint: ok CODE – why this is right here'"
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Silencer:
    """A comment that silences warnings.

    Attributes:
        file: Where it stands.
        index: Its place in the file's text.
        line: The line of the text that it is about.
        codes: What it silences.
        reasoned: Whether it says why.
    """

    file: ContentFile
    index: int
    line: int
    codes: tuple[str, ...]
    reasoned: bool

    def silences(self, finding: Finding) -> bool:
        """Return whether a warning is one of those it is about."""
        here = finding.where.file == self.file.shown and self.line in finding.lines
        return here and finding.code in self.codes


def silence(
    findings: Sequence[Finding], files: Sequence[ContentFile], looked_for: Collection[str]
) -> tuple[list[Finding], int]:
    """Return the findings that are not silenced, with those about the silencers, and how many were silenced.

    Args:
        findings: All findings.
        files: The files with the comments.
        looked_for: The codes that could have been found: others are not missed.
    """
    silencers: list[Silencer] = []
    about: list[Finding] = []
    for file in files:
        for one in _comments(file):
            if isinstance(one, Silencer):
                silencers.append(one)
            else:
                about.append(one)
    kept = [one for one in findings if not any(silencer.silences(one) for silencer in silencers)]
    for silencer in silencers:
        for code in silencer.codes:
            used = any(one.code == code and silencer.silences(one) for one in findings)
            if not used and code in looked_for and silencer.reasoned:
                about.append(_about(silencer.file, silencer.index, "silencer-unused", f"no {code} here", "remove it"))
    return [*kept, *about], len(findings) - len(kept)


def _comments(file: ContentFile) -> Iterator[Silencer | Finding]:
    matches = list(_COMMENT.finditer(file.raw))
    texts = _scalars(file.raw) if matches else []
    for match in matches:
        at = match.start()
        if any(start <= at < end for start, end in texts):
            continue
        form = _OK.match(match["rest"])
        if form is None:
            yield _about(file, at, "silencer-unclear", "this comment does not say which warning is all right", _FORM)
            continue
        codes = re.findall(_CODE, form["codes"])
        for code in codes:
            if code not in _SILENCED:
                hint = did_you_mean(code, _SILENCED) or _FORM
                yield _about(file, at, "silencer-unclear", f"there is no warning '{code}' to silence", hint)
        reasoned = re.search(r"\w", form["reason"]) is not None
        if not reasoned:
            yield _about(file, at, "silencer-unclear", "this comment gives no reason", _FORM)
        yield Silencer(file, at, _line(file, at), tuple(one for one in codes if one in _SILENCED), reasoned)


def _about(file: ContentFile, index: int, code: str, message: str, hint: str) -> Finding:
    return Finding(code, message, hint, file.place(index), range(0))


def _line(file: ContentFile, index: int) -> int:
    """Return the line that a comment is about: its own, or the next with a text if it stands alone."""
    lines = file.raw.split("\n")
    line = file.place(index).line
    if lines[line - 1].lstrip().startswith("#"):
        while line < len(lines) and (not lines[line].strip() or lines[line].lstrip().startswith("#")):
            line += 1
        return line + 1
    return line


def _scalars(raw: str) -> list[tuple[int, int]]:
    """Return where the texts stand: what looks like a comment inside one is none."""
    events = yaml.parse(raw, _Loader)
    marks = [(one.start_mark, one.end_mark) for one in events if isinstance(one, yaml.ScalarEvent)]
    return [(start.index, end.index) for start, end in marks if start and end]

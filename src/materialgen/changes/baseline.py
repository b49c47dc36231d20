"""What has been printed: a copy of the manifest and its documents, in the hidden folder beside the files.

The documents' files are named after their SHA-256 and the manifest is replaced last, so that an interruption leaves the
old baseline or the new one, and at the most files that belong to neither.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.problems import Problem, ProblemsFoundError, Where
from materialgen.reads import note
from materialgen.render.files import cannot_write, prepare_folder, see_no_link, write_atomically
from materialgen.render.lock import locked
from materialgen.render.manifest import NAME, Manifest, find_manifest, read_manifest, sha256
from materialgen.render.state import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from materialgen.render.manifest import DocumentEntry

PRINTED = "printed"
"""The folder in the hidden one."""
_AGAIN = "build the kit again, and print from that"


@dataclass(frozen=True, slots=True)
class Since:
    """What a kit is compared with.

    Attributes:
        manifest: What it was.
        file: Where that was read.
        kind: ``printed``: what was remembered as printed; ``built``: what was built last; ``named``: what was named.
    """

    manifest: Manifest
    file: Path
    kind: str

    def pdf(self, document: DocumentEntry) -> bytes | None:
        """Return a document's old file if it is still there as it was."""
        for name in (document.file, f"{document.sha256}.pdf"):
            path = self.file.parent / name
            with suppress(OSError):
                data = path.read_bytes() if path.is_file() else b""
                if sha256(data) == document.sha256:
                    return data
        return None


def printed_folder(folder: Path) -> Path:
    """Return where an output folder keeps what has been printed from it."""
    return folder / FOLDER / PRINTED


def find_printed(folder: Path) -> Manifest | None:
    """Return what has been printed from an output folder, if that is remembered; the build takes note of it."""
    return find_manifest(note(printed_folder(folder) / NAME).parent)


def told_since_print(folder: Path, now: Manifest) -> str:
    """Return the line that tells how much of what has been built differs from what was printed, or nothing."""
    was = find_printed(folder)
    if was is None or not was.complete or (was.kit, was.language) != (now.kit, now.language):
        return ""
    from materialgen.changes.compare import compare

    count = len(compare(was, now, "").again)
    if not count:
        return ""
    have, they = ("document has", "it was") if count == 1 else ("documents have", "they were")
    return f"\n{count} {have} changed since {they} printed: see `materialgen changes`."


def read_since(folder: Path, named: Path | None) -> Since:
    """Return what a kit is compared with.

    Args:
        folder: The output folder.
        named: A manifest, or a folder with one; None means what was printed from the output folder, or built into it.

    Raises:
        ProblemsFoundError: There is no manifest, or a build was interrupted, so that it says what was to come.
    """
    kind, place = "named", named
    if place is None:
        place = printed_folder(folder)
        kind = "printed"
        if not (place / NAME).exists():
            kind, place = "built", folder
    manifest = read_manifest(place)
    file = place / NAME if place.is_dir() else place
    if not manifest.complete:
        raise ProblemsFoundError([_unfinished(file)])
    return Since(manifest, file, kind)


def _unfinished(file: Path) -> Problem:
    message = "a build was interrupted here, so that some files are old and some new"
    return Problem("unfinished-build", message, Where(file.as_posix()), "build the kit again")


def remember_printed(folder: Path, on_wait: Callable[[], None]) -> Manifest:
    """Remember that what stands in an output folder now has been printed, and return what that is.

    Raises:
        ProblemsFoundError: Nothing has been built there, its files are not those of its manifest, or it cannot be
            written to.
    """
    read_manifest(folder)  # before anything is made in a folder that is no output folder
    baseline = printed_folder(folder)
    see_no_link(baseline.parent)
    see_no_link(baseline)
    prepare_folder(baseline)
    try:
        with locked(folder / FOLDER / "lock", on_wait):
            manifest = read_manifest(folder)
            _keep(folder, manifest, baseline)
    except OSError as error:
        raise cannot_write(baseline, error) from None
    return manifest


def _keep(folder: Path, manifest: Manifest, baseline: Path) -> None:
    """Write the baseline, from what must be whole."""
    if not manifest.complete:
        raise ProblemsFoundError([_unfinished(folder / NAME)])
    kept = {}
    problems = []
    for one in manifest.documents:
        path = folder / one.file
        try:
            data = path.read_bytes()
        except OSError:
            message = f"the file '{one.file}' is not there"
            problems.append(Problem("missing-pdf", message, Where(path.as_posix()), _AGAIN))
            continue
        if sha256(data) != one.sha256:
            message = "the file is not what was built, so that nobody knows what was printed from it"
            problems.append(Problem("not-as-built", message, Where(path.as_posix()), _AGAIN))
        kept[f"{one.sha256}.pdf"] = data
    if problems:
        raise ProblemsFoundError(problems)
    for name, data in kept.items():
        write_atomically(baseline / name, data)
    write_atomically(baseline / NAME, manifest.to_json().encode())
    for path in baseline.iterdir():
        if path.name not in kept and (path.suffix == ".pdf" or path.name.endswith(".tmp")):
            path.unlink(missing_ok=True)

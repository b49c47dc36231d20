"""What a build remembers for the next one: in a hidden folder beside the files, to be deleted at will.

It is read before anything heavy is imported: when nothing has changed since, the next build ends there.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from materialgen.reads import Seen, has_changed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from materialgen.reads import Reads

FOLDER = ".materialgen"
"""The hidden folder."""
NAME = "state"
FORMAT = 2
_MOST = 100_000_000
"""Bytes of a state that are read: a thousand times the largest kit's."""
State = dict[str, Any]
"""As in the file: ``format``, ``engine`` and ``documents`` with ``commons``; of the last build, ``asked``, ``files``,
``listings``, ``outputs`` and ``said``.
"""


def read_state(folder: Path) -> State | None:
    """Return what the last build into a folder remembers, or None."""
    path = folder / FOLDER / NAME
    try:
        if not path.is_file() or path.stat().st_size > _MOST:
            return None
        check, _, text = path.read_bytes().partition(b"\n")
        if check != _check(text):
            return None  # damaged: half of what was known would be worse than nothing
        state = json.loads(text)
        parts = (state["documents"], state["commons"], state["files"], state["outputs"])
        return state if state["format"] == FORMAT and all(isinstance(one, dict) for one in parts) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def state_file(state: State) -> bytes:
    """Return what stands in the file: a check sum, and the state as JSON."""
    text = json.dumps(state).encode()
    return _check(text) + b"\n" + text


def _check(text: bytes) -> bytes:
    return b"%08x" % zlib.crc32(text)


def engine() -> str:
    """Return what changes when materialgen, what it stands on or Python are others than before.

    Modules by their sizes and times, packages by the names of their metadata folders, which hold their versions: no
    digest that would have to load OpenSSL, and no search for modules, which takes longer than all the rest.
    """
    package = Path(__file__).resolve().parent.parent
    packages = [name for folder in sys.path for name in _listed(folder) if name.endswith((".dist-info", ".egg-info"))]
    text = "\n".join([*sorted(_stamps(str(package))), *packages])
    return f"{zlib.crc32(text.encode()):08x}-{len(text)} {sys.version}"


def _listed(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder or "."))  # noqa: PTH208 - names alone
    except OSError:
        return []  # an archive, or a folder that is not there


def _stamps(folder: str) -> Iterator[str]:
    """Yield the files of a folder and what is below with their sizes and times."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _stamps(entry.path)
            else:
                facts = entry.stat()
                yield f"{entry.path}:{facts.st_size}:{facts.st_mtime_ns}"


def up_to_date(state: State, asked: str, folder: Path) -> bool:
    """Return whether a build would write what is there already.

    Args:
        state: What the last build remembers.
        asked: What is asked for.
        folder: Where the files are.
    """
    try:
        return (
            state["asked"] == asked
            and state["engine"] == engine()
            and not any(has_changed(Path(path), _seen(seen)) for path, seen in state["files"].items())
            and all(_names(path, pattern) == names for path, pattern, names in state["listings"])
            and not any(has_changed(folder / name, _seen(seen)) for name, seen in state["outputs"].items())
            and not foreign(folder, state["outputs"])
        )
    except (KeyError, TypeError, ValueError, AttributeError, NotImplementedError, OSError):
        return False  # a state that something else has written


def foreign(folder: Path, own: Collection[str]) -> list[str]:
    """Return the names of the PDF files in a folder that a whole build did not write."""
    with os.scandir(folder) as entries:
        return sorted(one.name for one in entries if one.name.lower().endswith(".pdf") and one.name not in own)


def _seen(written: list[Any]) -> Seen:
    stamp, digest, fresh = written
    return Seen(tuple(stamp) if stamp is not None else None, digest, fresh)


def _written(seen: Seen) -> list[Any]:
    return [seen.stamp, seen.digest, seen.fresh]


def _names(folder: str, pattern: str) -> list[str]:
    return sorted(one.name for one in Path(folder).glob(pattern))


def remember_reads(state: State, reads: Reads, outputs: Mapping[str, Seen]) -> None:
    """Put into a state what a build has read and written."""
    state["files"] = {str(path): _written(seen) for path, seen in reads.files.items()}
    state["listings"] = [[str(folder), pattern, list(names)] for (folder, pattern), names in reads.listings.items()]
    state["outputs"] = {name: _written(seen) for name, seen in outputs.items()}

"""What a build remembers for the next one: in a hidden folder beside the files, to be deleted at will.

It is read before anything heavy is imported: when nothing has changed since, the next build ends there.
"""

from __future__ import annotations

import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from materialgen.reads import Seen, has_changed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from materialgen.reads import Reads

FOLDER = ".materialgen"
"""The hidden folder."""
NAME = "state.json"
FORMAT = 1
_LIBRARIES = ("click", "pydantic", "pydantic_core", "pyphen", "reportlab", "rl_accel", "uharfbuzz", "yaml")
"""What has a say in the bytes."""

State = dict[str, Any]
"""As in the file: ``format``, ``engine`` and ``documents`` with ``commons``; of the last build, ``asked``, ``files``,
``listings``, ``outputs`` and ``said``.
"""


def read_state(folder: Path) -> State | None:
    """Return what the last build into a folder remembers, or None."""
    try:
        state = json.loads((folder / FOLDER / NAME).read_text("utf-8"))
        return state if state["format"] == FORMAT and isinstance(state["documents"], dict) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def engine() -> str:
    """Return what changes when materialgen, its libraries or Python are others than before."""
    package = Path(__file__).resolve().parent.parent
    stamps = sorted(_stamps(str(package)))
    for name in _LIBRARIES:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            facts = os.stat(spec.origin)  # noqa: PTH116 - a dozen files on the way to an answer in milliseconds
            stamps.append(f"{spec.origin}:{facts.st_size}:{facts.st_mtime_ns}")
    return f"{hash_of(chr(10).join(stamps))} {sys.version}"


def hash_of(text: str) -> str:
    """Return a short digest of a text."""
    from hashlib import sha256  # OpenSSL is loaded only when this is called

    return sha256(text.encode()).hexdigest()[:16]


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
    except (KeyError, TypeError, ValueError, OSError):
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

"""ICC profiles that a user names (ISO 15076-1): read as far as a PDF file needs to know them."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from materialgen.press import Profile
from materialgen.problems import Problem, ProblemsFoundError, Where
from materialgen.reads import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

MOST = 20_000_000
"""Bytes; profiles of printing conditions have 0.5 to 3 million."""
_HEADER = 128
_CHANNELS = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}
"""Colour spaces that an output intent may have (ISO 19005-2, 6.2.3)."""
_CLASSES = (b"prtr", b"mntr")
_MOST_TAGS = 200
_HINT = "name the profile of the printing condition, a file ending in .icc or .icm that your print shop offers"


def read_profile(path: Path) -> Profile:
    """Read a profile.

    Raises:
        ProblemsFoundError: The file is not there, cannot be read, is too large, is damaged, or is no profile that an
            output intent may have.
    """
    where = Where(path.as_posix())
    try:
        data = read_bytes(path, MOST + 1)
    except FileNotFoundError:
        raise ProblemsFoundError([Problem("missing-file", "the file is missing", where, _HINT)]) from None
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        raise ProblemsFoundError([Problem("unreadable-file", message, where, _HINT)]) from None
    fault = _fault(data)
    if fault:
        raise ProblemsFoundError([Problem("broken-profile", fault, where, _HINT)])
    return Profile(_description(data) or path.stem, _CHANNELS[data[16:20]], data)


def _fault(data: bytes) -> str | None:
    """Return what is wrong with a profile's header (ISO 15076-1, 7.2), or None."""
    if len(data) > MOST:
        return f"the file is larger than {MOST // 1_000_000} MB"
    if len(data) < _HEADER + 4 or data[36:40] != b"acsp":
        return "the file is no ICC profile"
    size, tags = int.from_bytes(data[:4], "big"), _tags(data)
    faults = (
        (size != len(data), f"the profile is damaged: it says that it has {size} bytes, and the file has {len(data)}"),
        (data[8] not in {2, 4}, f"the profile is of version {data[8]}; PDF readers know 2 and 4"),
        (data[16:20] not in _CHANNELS, f"the profile is for '{_word(data[16:20])}', not for CMYK, RGB or grey"),
        (
            data[12:16] not in _CLASSES,
            f"the profile is of the kind '{_word(data[12:16])}', not of a printer or display",
        ),
        (
            not tags or any(offset < _HEADER or offset + length > size for _, offset, length in tags),
            "the profile is damaged: its parts do not lie in the file",
        ),
    )
    return next((message for is_so, message in faults if is_so), None)


def _word(data: bytes) -> str:
    return "".join(chr(one) if chr(one).isalnum() else "?" for one in data).strip("?") or "?"


def _tags(data: bytes) -> list[tuple[bytes, int, int]]:
    """Return signature, offset and length of each tag (ISO 15076-1, 7.3); none if the table is not whole."""
    count = int.from_bytes(data[_HEADER : _HEADER + 4], "big")
    if not 0 < count <= _MOST_TAGS or len(data) < _HEADER + 4 + 12 * count:
        return []
    return [struct.unpack_from(">4sII", data, _HEADER + 4 + 12 * index) for index in range(count)]


def _description(data: bytes) -> str:
    """Return what the profile calls itself, or nothing (ISO 15076-1, 9.2.41 and 10.15; ICC.1:2001-04, 6.5.17)."""
    tag = next((data[offset : offset + length] for name, offset, length in _tags(data) if name == b"desc"), b"")
    text = ""
    if tag[:4] == b"desc" and len(tag) > 12:  # noqa: PLR2004 - signature, room and length of version 2
        text = tag[12 : 12 + int.from_bytes(tag[8:12], "big")].decode("ascii", errors="ignore")
    elif tag[:4] == b"mluc" and len(tag) >= 28:  # noqa: PLR2004 - the head and one record of version 4
        length, offset = struct.unpack_from(">II", tag, 20)
        text = tag[offset : offset + length].decode("utf-16-be", errors="ignore")
    return " ".join("".join(one for one in text if one.isprintable()).split())[:100]

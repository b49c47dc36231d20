"""Make src/materialgen/colour/srgb.icc, the colour profile that every PDF carries for archiving.

PDF/A asks for a profile that says what the numbers of DeviceRGB mean (ISO 19005-2, 6.2.3 and 6.2.4.3). This writes the
smallest one that says it exactly: sRGB (IEC 61966-2-1) as a display profile of three colourants and one curve, in
version 4 of the format (ICC.1:2004-10, which PDF 1.7 takes). It is the project's own work, under the project's licence,
and needs no other profile to be made from::

    .venv/bin/python tools/colour_profile.py

The file is committed, so this runs only when the profile is to change; a changed profile changes every PDF. The same
script gives the same bytes everywhere: the time stamp is fixed. A test compares the file with what is made here.
"""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src" / "materialgen" / "colour" / "srgb.icc"

D50 = (0.9642, 1.0, 0.8249)
"""The white of the profile connection space (ICC.1, 6.3.4.3)."""

COLOURANTS = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
"""The primaries of ITU-R BT.709, adapted from D65 to D50."""

ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
"""The Bradford matrix from D65 to D50, by rows, with which the primaries were adapted (ICC.1, annex E)."""

CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""The sRGB curve as a parametric curve of type 3: g, a, b, c, d (ICC.1, 10.15)."""

COPYRIGHT = "Copyright the materialgen contributors, MIT License"


def fixed(*values: float) -> bytes:
    """Return numbers as s15Fixed16Number."""
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def unicode_text(text: str) -> bytes:
    """Return a text as multiLocalizedUnicodeType with one record, American English (ICC.1, 10.13)."""
    data = text.encode("utf-16-be")
    return struct.pack(">4s4xII2s2sII", b"mluc", 1, 12, b"en", b"US", len(data), 28) + data


def profile() -> bytes:
    """Return the profile: header, table of tags, tags; the three curves are one."""
    curve = struct.pack(">4s4xHxx", b"para", 3) + fixed(*CURVE)
    tags = {
        b"desc": unicode_text("sRGB"),
        b"cprt": unicode_text(COPYRIGHT),
        b"wtpt": b"XYZ \0\0\0\0" + fixed(*D50),
        b"chad": b"sf32\0\0\0\0" + fixed(*ADAPTATION),
        **{name: b"XYZ \0\0\0\0" + fixed(*values) for name, values in COLOURANTS.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    start = 128 + 4 + 12 * len(tags)
    body, table, places = b"", b"", dict[bytes, int]()
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
        table += struct.pack(">4sII", name, places[data], len(data))
    header = struct.pack(">I4xI4s4s4s", start + len(body), 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H4s", 2000, 1, 1, 0, 0, 0, b"acsp")
    header += struct.pack(">28x12s48x", fixed(*D50))
    made = header + struct.pack(">I", len(tags)) + table + body
    # The profile's own fingerprint is taken with its place, the flags and the rendering intent zero, as they are here.
    return made[:84] + hashlib.md5(made, usedforsecurity=False).digest() + made[100:]


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(profile())
    print(f"{TARGET.name}: {len(profile())} bytes")

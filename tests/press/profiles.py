"""Small ICC profiles, made for tests: a real one of CMYK that colour management can use, and damaged ones."""

from __future__ import annotations

import struct
from itertools import product
from typing import TYPE_CHECKING

from materialgen.resources import colour_profile

if TYPE_CHECKING:
    from collections.abc import Sequence


def srgb() -> bytes:
    """Return the profile that comes with the package."""
    return colour_profile().read_bytes()


def cmyk(name: str = "Test press, coated") -> bytes:
    """Return a profile of version 2 for four inks: each corner of the ink cube is the paper's white, darkened."""
    tags = [
        (b"desc", _description(name)),
        (b"cprt", b"text" + bytes(4) + b"Public domain\0"),
        (b"wtpt", b"XYZ " + bytes(4) + struct.pack(">3i", *(round(one * 65536) for one in (0.9642, 1.0, 0.8249)))),
        (b"A2B0", _to_lab()),
        (b"B2A0", _from_lab()),
    ]
    offset, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for signature, data in tags:
        padded = data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", signature, offset + len(body), len(data))
        body += padded
    data = struct.pack(">I", len(tags)) + table + body
    head = bytearray(128)
    struct.pack_into(">I4sI4s4s4s", head, 0, 128 + len(data), b"test", 0x02400000, b"prtr", b"CMYK", b"Lab ")
    struct.pack_into(">6H", head, 24, 2000, 1, 1, 0, 0, 0)
    head[36:40] = b"acsp"
    struct.pack_into(">3i", head, 68, 63190, 65536, 54061)  # the illuminant D50
    return bytes(head) + data


def _description(name: str) -> bytes:
    text = name.encode("ascii") + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(4 + 4 + 2 + 1 + 67)


def _table(inputs: int, outputs: int, nodes: Sequence[tuple[int, ...]]) -> bytes:
    """Return a table of bytes with two points along each axis (ICC.1:2001-04, 6.5.8, lut8Type)."""
    straight = bytes(range(256))
    identity = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    grid = b"".join(bytes(one) for one in nodes)
    return (
        b"mft1" + bytes(4) + bytes([inputs, outputs, 2, 0]) + identity + straight * inputs + grid + straight * outputs
    )


def _to_lab() -> bytes:
    inks = {0: (-0.4, 60, 30), 1: (-0.5, 150, 128), 2: (-0.1, 120, 210), 3: (-0.85, 128, 128)}
    nodes = []
    for corner in product((0, 1), repeat=4):
        light, used = 1.0, [inks[index] for index, on in enumerate(corner) if on]
        for darker, _, _ in used:
            light *= 1 + darker
        a, b = (sum(one[at] for one in used) / len(used) if used else 128 for at in (1, 2))
        nodes.append((round(light * 255), round(a), round(b)))
    return _table(4, 3, nodes)


def _from_lab() -> bytes:
    nodes = [
        (255 * (1 - a), 255 * a, 255 * b, 0) if light else (0, 0, 0, 255) for light, a, b in product((0, 1), repeat=3)
    ]
    return _table(3, 4, nodes)

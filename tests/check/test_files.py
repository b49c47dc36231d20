"""Files as files: whole, all there, no others, and nothing in them that runs."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from materialgen.check import files
from materialgen.check.built import read_built
from tests.check.damage import Opened
from tests.check.drawn import codes, told, with_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from materialgen.check.built import Built

SHEET = "07-diagram-a3.pdf"


def spoilt(data: bytes) -> bytes:
    """Change one byte of the first stream."""
    at = data.index(b"stream\n") + 100
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def renumbered(data: bytes) -> bytes:
    """Give an object another number than the table says."""
    return data.replace(b"\n9 0 obj", b"\n8 0 obj", 1)


@pytest.mark.parametrize(
    ("damage", "code", "said"),
    [
        (lambda data: data + b"\0\0xyz", "extra-data", "5 bytes follow its end"),
        (lambda data: b"\n" + data, "broken-pdf", "starts with"),
        (lambda data: data + data[data.rindex(b"startxref") :], "extra-data", "appended"),
        (spoilt, "broken-pdf", "cannot be unpacked"),
        (renumbered, "broken-pdf", "not where its table says"),
    ],
)
def test_damaged_bytes_are_found(
    kit: Built, tmp_path: Path, damage: Callable[[bytes], bytes], code: str, said: str
) -> None:
    """What readers put up with is found all the same."""
    (tmp_path / SHEET).write_bytes(damage(kit.files[SHEET].data))
    built = read_built(kit.plan, tmp_path, kit.fresh.values(), [SHEET])
    ((_, found, message),) = told(files.check, built)
    assert found == code
    assert said in message


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_a_truncated_file_is_broken(kit: Built, tmp_path: Path, share: float) -> None:
    """A file that was not copied to its end."""
    data = kit.files[SHEET].data
    (tmp_path / SHEET).write_bytes(data[: int(share * len(data))])
    built = read_built(kit.plan, tmp_path, kit.fresh.values(), [SHEET])
    assert codes(files.check, built) == [(0, "broken-pdf")]


def test_missing_and_foreign_files_are_found(kit: Built, tmp_path: Path) -> None:
    """Each missing file is told, and each that the plan does not know, but only if the whole folder is checked."""
    for name in kit.files:
        if name != SHEET:
            (tmp_path / name).write_bytes(b"")
    for name in ("old.pdf", "OLD.PDF", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    built = replace(kit, folder=tmp_path, files={name: file for name, file in kit.files.items() if name != SHEET})
    found = [(one.file, one.problem.code) for one in files.check(built)]
    assert found == [(SHEET, "missing-pdf"), ("OLD.PDF", "foreign-pdf"), ("old.pdf", "foreign-pdf")]
    assert codes(files.check, replace(built, chosen=frozenset({"11-parkeringsplats-a3.pdf"}))) == []


def script(pdf: Opened) -> None:
    """Run something when the file is opened."""
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    pdf.root[NameObject("/OpenAction")] = DictionaryObject(action)


def attachment(pdf: Opened) -> None:
    """Attach a file."""
    pdf.writer.add_attachment("a.txt", b"secret")


@pytest.mark.parametrize(("damage", "said"), [(script, "JavaScript, OpenAction"), (attachment, "EmbeddedFiles")])
def test_scripts_and_attachments_are_found(kit: Built, damage: Callable[[Opened], None], said: str) -> None:
    """Nothing runs when a file is opened, and nothing is hidden in it."""
    opened = Opened(kit.folder / SHEET)
    assert codes(files.check, with_file(kit, SHEET, opened.to_bytes())) == []
    damage(opened)
    ((_, code, message),) = told(files.check, with_file(kit, SHEET, opened.to_bytes()))
    assert code == "active-content"
    assert said in message


def test_the_name_of_an_action_in_a_text_is_none(kit: Built) -> None:
    """The control: an alternative text about Launch or JavaScript is only a text; an escaped name is a name."""
    opened = Opened(kit.folder / SHEET)
    opened.elements("Figure")[0][NameObject("/Alt")] = TextStringObject("See /JavaScript and /Launch (and /JS)")
    assert codes(files.check, with_file(kit, SHEET, opened.to_bytes())) == []
    data = opened.to_bytes().replace(b"/PageMode", b"/J#53    ", 1)
    assert (0, "active-content") in codes(files.check, with_file(kit, SHEET, data))


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_file_is_found(kit: Built, tmp_path: Path, password: str) -> None:
    """A file that may be read but not copied is locked for some readers; with a password it cannot be read at all."""
    opened = Opened(kit.folder / SHEET)
    opened.writer.encrypt(password, "owner", algorithm="RC4-128")
    (tmp_path / SHEET).write_bytes(opened.to_bytes())
    built = read_built(kit.plan, tmp_path, kit.fresh.values(), [SHEET])
    assert codes(files.check, built) == [(0, "broken-pdf" if password else "encrypted-pdf")]


def test_streams_packed_in_other_ways_are_left_to_readers() -> None:
    """Only what is packed once is unpacked here."""
    packed = zlib.compress(b"abc")
    data = (
        b"1 0 obj <</Filter /FlateDecode>>stream\n"
        + packed
        + b"\nendstream endobj 2 0 obj <</Filter [/ASCII85Decode /FlateDecode]>>stream\nxx\nendstream endobj"
    )
    assert [number for number, _ in files._packed(data)] == ["1"]
    assert all(files._unpacks(one) for _, one in files._packed(data))
    assert not files._unpacks(packed[:-2])

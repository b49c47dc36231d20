"""A brand's file: strictly read, every mistake with its place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from materialgen.brand import Brand, load_brand
from tests.brand.brands import RECT, WITH_SVG, fault, faults, said_of, svg, write
from tests.helpers import problems_of

if TYPE_CHECKING:
    from pathlib import Path


def test_everything_may_be_left_out(tmp_path: Path) -> None:
    """An empty file is a brand that changes nothing but the folder of the files."""
    brand = load_brand(write(tmp_path / "Östra Åby & Co", "# nothing\n"))
    assert brand == Brand("ostra-aby-co")
    assert brand.sender("sv").texts == {}


def test_a_file_and_its_folder_are_the_same(tmp_path: Path) -> None:
    """``brand.yaml`` is found in a folder; another file is named."""
    folder = write(tmp_path / "almlunda", WITH_SVG, {"logo.svg": svg()})
    (folder / "other.yaml").write_text("id: other\n", encoding="utf-8")
    assert load_brand(folder) == load_brand(folder / "brand.yaml")
    assert load_brand(folder / "other.yaml").id == "other"
    assert problems_of(lambda: load_brand(tmp_path))[0].code == "missing-file"


def test_texts_are_for_all_languages_or_for_each(tmp_path: Path) -> None:
    """A plain text serves every language; of a mapping, each language gets its own."""
    brand = load_brand(write(tmp_path, "name: {sv: Almlunda kommun, en: Almlunda}\nweb: www.almlunda.example\n"))
    assert brand.sender("sv").texts == {"name": "Almlunda kommun", "web": "www.almlunda.example"}
    assert brand.sender("en").texts == {"name": "Almlunda", "web": "www.almlunda.example"}
    [problem] = problems_of(lambda: brand.sender("fi"))
    assert (problem.code, problem.where and problem.where.line) == ("missing-key", 1)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("nmae: Almlunda\n", "unknown-key", 1),
        ("name: [Almlunda]\n", "wrong-type", 1),
        ("name: {sv: Almlunda, English: Almlunda}\n", "wrong-form", 1),
        ("name: {sv: [Almlunda]}\n", "wrong-type", 1),
        ("name: {}\n", "empty-value", 1),
        ("id: Almlunda kommun\n", "wrong-form", 1),
        ("web: almlunda\n", "wrong-form", 1),
        ("web: javascript:alert(1)\n", "wrong-form", 1),
        ('contact: " "\n', "empty-value", 1),
        ("colours: blue\n", "wrong-type", 1),
        ('colours:\n  pink: "#ff00ff"\n', "unknown-key", 2),
        ("colours:\n  blue: 0a4d8c\n", "wrong-form", 2),
        ("colours:\n  blue: #0a4d8c\n", None, 0),
        ("fonts: {regular: a.ttf}\n", "missing-key", 1),
        ("name: A\nname: B\n", "duplicate-key", 2),
        ("logo: logo.svg\n", "missing-key", 1),
        ("name: A\nlogo: logo.gif\n", "missing-file", 2),
        ("name: !!python/object:x {}\n", "yaml-tag", 1),
    ],
)
def test_mistakes_have_their_place(tmp_path: Path, text: str, code: str | None, line: int) -> None:
    """Each is found on its line; a colour without quotes is a comment, and so left out."""
    if code is None:
        assert load_brand(write(tmp_path, text)).colours == {}
        return
    found = faults(tmp_path, text, {"logo.svg": svg()})
    assert [(one.code, one.where and one.where.line) for one in found] in ([(code, line)], [(code, line)] * 2)


@pytest.mark.parametrize(
    "name",
    ["../logo.svg", "/etc/hostname", "C:/logo.svg", "C:logo.svg", "a/../../logo.svg", "~/logo.svg", "..\\\\logo.svg",
     "file:///etc/hostname", "https://example.org/logo.svg", "//host/share/logo.svg", "\\\\\\\\host\\\\logo.svg"],
)  # fmt: skip
def test_nothing_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    """Not by way of the parent, of an absolute path, of a drive or of an address."""
    (tmp_path / "logo.svg").write_bytes(svg())
    problem = fault(tmp_path / "brand", f'name: Almlunda\nlogo: "{name}"\n')
    assert problem.code == "outside-brand"


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no symbolic links")
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A link that stays inside is: it is as good as the file."""
    (tmp_path / "logo.svg").write_bytes(svg())
    folder = write(tmp_path / "brand", WITH_SVG, {"own.svg": svg()})
    link = folder / "logo.svg"
    link.symlink_to(tmp_path / "logo.svg")
    assert fault(folder, WITH_SVG).code == "outside-brand"
    link.unlink()
    link.symlink_to(folder / "own.svg")
    assert load_brand(folder).logo
    link.unlink()
    link.symlink_to(link)
    assert fault(folder, WITH_SVG).code == "unreadable-file"
    link.unlink()
    (folder / "inner").symlink_to(tmp_path, target_is_directory=True)
    assert fault(folder, "name: A\nlogo: inner/logo.svg\n").code == "outside-brand"


def test_odd_files_are_told(tmp_path: Path) -> None:
    """A folder, a file that is too large, an empty one, and a name that no file can have."""
    (tmp_path / "logo.svg").mkdir()
    assert fault(tmp_path, WITH_SVG).code == "unreadable-file"
    (tmp_path / "logo.svg").rmdir()
    assert fault(tmp_path, WITH_SVG, {"logo.svg": b" " * 2_000_001}).code == "unreadable-file"
    assert fault(tmp_path, WITH_SVG, {"logo.svg": b""}).code == "unfit-logo"
    long = "a" * 190 + "/" + "b" * 300
    assert fault(tmp_path, f"name: A\nlogo: {long}\n").code in {"wrong-form", "unreadable-file"}
    assert fault(tmp_path, 'name: A\nlogo: "a\\0b.svg"\n').code in {"wrong-form", "yaml-syntax"}


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """A missing logo, a missing font and a colour that is too light."""
    text = 'logo: no.svg\ncolours: {accent: "#ffff00"}\nfonts: {regular: a.ttf, bold: b.ttf, italic: b.ttf}\n'
    codes = [one.code for one in faults(tmp_path, text)]
    assert codes == ["missing-key", "missing-file", "faint-colour", "missing-file", "missing-file"]


VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["logo.svg", "#0a4d8c", "sv", "null", "~", "[]", "{}", "[a, b]", "{sv: a}", "{sv: {sv: a}}", "1.5"]
    ),
)
KEYS = st.sampled_from(
    [
        "id",
        "name",
        "contact",
        "web",
        "imprint",
        "logo",
        "colours",
        "fonts",
        "accent",
        "  sv",
        "  blue",
        "  regular",
        "x",
    ]
)


@given(st.lists(st.tuples(KEYS, VALUES, st.booleans()), max_size=8))
def test_whatever_stands_in_the_file_is_a_brand_or_a_located_problem(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str, bool]]
) -> None:
    """Nothing else ever comes out, and each problem names the file."""
    folder = tmp_path_factory.getbasetemp() / "fuzzed"
    text = "".join(f"{key}: {value}\n" if plain else f"{key}: {value!r}\n" for key, value, plain in lines).encode(
        errors="replace"
    )
    write(folder, "", {"logo.svg": svg(RECT), "brand.yaml": text})
    assert all(one.where is not None and one.where.file.endswith("brand.yaml") for one in said_of(folder))

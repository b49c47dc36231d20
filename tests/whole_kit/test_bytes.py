"""The same content gives the same bytes: in every process, from the checkout and from the wheel."""

from __future__ import annotations

import email
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

import materialgen
from tests.helpers import ROOT, SOURCE, python
from tests.whole import languages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PACKAGED = ("content", "layouts", "src")


def build(folder: Path, *, source: Path = SOURCE, env: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """Build the kit in a folder and return its files."""
    folder.mkdir()
    for language in languages():
        done = python("-m", "materialgen", "build", "-q", "--lang", language, cwd=folder, env=env, source=source)
        assert (done.code, done.out, done.err) == (0, "", "")
    return read(folder / "output" / "declaration")


def read(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by their paths."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.pdf")}


def test_another_process_writes_the_same_bytes(built_kit: Path, tmp_path: Path) -> None:
    """Other hash seeds, time zones, locales and folders change nothing."""
    first = read(built_kit)  # without bundles
    assert len(first) == 20 * len(languages())
    others = []
    for number, env in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
            {"PYTHONHASHSEED": "4242", "TZ": "UTC", "PYTHONUTF8": "0", "SOURCE_DATE_EPOCH": "1700000000"},
        )
    ):
        others.append(build(tmp_path / f"folder {number} å", env=env))
    for again in others:
        assert len(again) == (20 + 2) * len(languages())
        assert [name for name in again if again[name] != first.get(name, others[0][name])] == []


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project as it is, without what its users do not get."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in PACKAGED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*", "*~"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "CHANGELOG.md", "LICENSE", "LICENSE-CONTENT"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of the project."""
    folder = tmp_path_factory.mktemp("wheel")
    program = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    done = python("-c", program, str(folder), cwd=checkout, env={"PYTHONWARNINGS": "default"})
    assert done.code == 0, done.err
    return folder / done.out.split()[-1]


@pytest.mark.slow
def test_the_wheel_holds_everything_that_a_build_needs(wheel: Path, checkout: Path) -> None:
    """Package, fonts, content and layouts are in the wheel, and nothing else."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    info = f"materialgen-{materialgen.__version__}.dist-info"
    expected = {
        path.relative_to(checkout / "src").as_posix() for path in (checkout / "src").rglob("*") if path.is_file()
    }
    for name in ("content", "layouts"):
        expected |= {
            f"materialgen/_builtin/{path.relative_to(checkout).as_posix()}"
            for path in (checkout / name).rglob("*")
            if path.is_file()
        }
    assert {name for name in names if not name.startswith(info)} == expected
    assert {"materialgen/py.typed", "materialgen/fonts/Inter-Regular.ttf", "materialgen/fonts/OFL.txt"} <= names
    assert "materialgen/_builtin/content/declaration/kit.yaml" in names
    assert {
        f"materialgen/_builtin/layouts/{one}.py" for one in ("assessment", "guide/__init__", "guide/words")
    } <= names
    licences = {"LICENSE", "LICENSE-CONTENT", "src/materialgen/fonts/OFL.txt"}
    assert {f"{info}/licenses/{one}" for one in licences} <= names


@pytest.mark.slow
def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    """Name, version, licence, the command and what must be installed with it stand in the metadata."""
    with zipfile.ZipFile(wheel) as archive:
        folder = f"materialgen-{materialgen.__version__}.dist-info"
        metadata = email.message_from_bytes(archive.read(f"{folder}/METADATA"))
        entries = archive.read(f"{folder}/entry_points.txt").decode()
    assert (metadata["Name"], metadata["Version"]) == ("materialgen", materialgen.__version__)
    assert metadata["License-Expression"] == "MIT AND CC-BY-4.0 AND OFL-1.1"
    assert "materialgen = materialgen.cli:main" in entries
    needed = {one.split(">")[0].split("<")[0].strip() for one in metadata.get_all("Requires-Dist", [])}
    assert {"click", "pydantic", "pypdf", "pypdfium2", "pyyaml", "reportlab", "uharfbuzz"} <= needed
    assert not needed & {"pytest", "hypothesis", "fonttools", "opendataloader-pdf"}


@pytest.mark.slow
def test_the_wheel_writes_the_same_bytes_as_the_checkout(wheel: Path, checkout: Path, tmp_path: Path) -> None:
    """The kit from an unpacked wheel, in an empty folder and without network, is that of the checkout."""
    unpacked = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    ours = build(tmp_path / "ours", source=checkout / "src")
    theirs = build(tmp_path / "theirs", source=unpacked)
    assert len(ours) == (20 + 2) * len(languages())  # with two bundles
    assert set(theirs) == set(ours)
    assert [name for name in ours if theirs[name] != ours[name]] == []


@pytest.mark.slow
def test_the_wheel_uses_its_own_content(wheel: Path, tmp_path: Path) -> None:
    """The control: a word changed inside the unpacked wheel changes what it prints."""
    unpacked = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    path = unpacked / "materialgen" / "_builtin" / "content" / "declaration" / "sv" / "kit.yaml"
    text = path.read_text(encoding="utf-8")
    title = text.split("\ntitle: ")[1].split("\n")[0]
    path.write_text(text.replace(f"\ntitle: {title}\n", "\ntitle: En annan rubrik\n"), encoding="utf-8")
    folder = tmp_path / "out"
    folder.mkdir()
    done = python("-m", "materialgen", "list", "declaration", cwd=folder, source=unpacked)
    assert done.code == 0, done.err
    assert done.out.startswith("En annan rubrik (declaration, ")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_new_kit_is_written_and_built_by_the_installed_wheel(wheel: Path, tmp_path: Path, language: str) -> None:
    """From an empty folder, offline: `materialgen new demo && materialgen build ./demo`, as pip has installed it."""
    site, folder = tmp_path / "site", tmp_path / "empty folder å"
    folder.mkdir()
    pip = ("-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--disable-pip-version-check")
    done = python(*pip, "--target", str(site), str(wheel), cwd=folder, env={"PYTHONWARNINGS": "default"})
    assert done.code == 0, done.err
    script = next(path for path in (site / "bin").iterdir() if path.stem == "materialgen")
    for arguments in (("new", "demo", "--lang", language), ("build", "./demo")):
        done = python(str(script), *arguments, cwd=folder, source=site)
        assert (done.code, done.err) == (0, "")
    assert len(list((folder / "output" / "demo" / language).glob("*.pdf"))) == 11 + 2  # with two bundles

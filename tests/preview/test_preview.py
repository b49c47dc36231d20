"""``materialgen preview``: what it writes, what it leaves alone, what it says."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers import LAYOUTS, edit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers import Result


@pytest.fixture
def preview(run: Callable[..., Result], tiny_kit: Path, empty: Path) -> Callable[..., Result]:
    """Return a function that previews the tiny kit in the folder ``out``."""

    def command(*arguments: str | Path) -> Result:
        return run("preview", tiny_kit, "--layouts", LAYOUTS, "--out", empty / "out", *arguments)

    return command


def model_in(folder: Path) -> Any:  # noqa: ANN401 - JSON has no common type
    """Return what the gallery in a kit's folder shows."""
    page = (folder / "preview" / "index.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="model">(.*?)</script>', page)
    assert found
    return json.loads(found[1])


def test_every_page_becomes_a_picture_and_stands_in_the_gallery(preview: Callable[..., Result], empty: Path) -> None:
    """Each page has a PNG file of its own, and the gallery holds the same picture."""
    done = preview()
    assert done.code == 0, done.err
    folder = empty / "out"
    pages = [page for one in model_in(folder)["documents"] for page in one["pages"]]
    files = sorted(path.name for path in (folder / "preview").glob("*.png"))
    assert files == sorted(page["picture"]["file"] for page in pages)
    assert len(files) >= 4
    for page in pages:
        data = base64.b64decode(page["picture"]["src"].partition(",")[2])
        assert data == (folder / "preview" / page["picture"]["file"]).read_bytes()
        assert data.startswith(b"\x89PNG")


def test_it_says_what_it_made_and_what_to_do_next(preview: Callable[..., Result]) -> None:
    """The last line names the file to open; without PDF files the line before names the command that makes them."""
    lines = preview().out.splitlines()
    assert re.fullmatch(
        r"\d+ pages in \S.*/out/preview/index\.html \(\d+\.\d MB\), and beside it as PNG files\.", lines[0]
    )
    assert lines[1] == "PDF files that it leads to are not there: `materialgen build` writes them."
    assert re.fullmatch(r"Next: open \S.*/out/preview/index\.html in a browser\.", lines[2])
    assert preview("-q").out == ""


def test_no_pdf_is_written(preview: Callable[..., Result], empty: Path) -> None:
    """A preview makes its own folder and nothing beside it."""
    preview()
    assert [path.name for path in (empty / "out").iterdir()] == ["preview"]


def test_the_gallery_leads_to_pdfs_and_says_whether_they_are_these(
    preview: Callable[..., Result], build_tiny: Callable[..., Result], tiny_kit: Path, empty: Path
) -> None:
    """A link is there when its file is; when the content has changed since, it says so."""
    preview()
    assert {one["pdf"] for one in model_in(empty / "out")["documents"]} == {None}
    build_tiny()
    done = preview()
    assert len(done.out.splitlines()) == 2
    links = [one["pdf"] for one in model_in(empty / "out")["documents"]]
    assert all(one["current"] for one in links)
    assert all((empty / "out" / "preview" / one["href"]).resolve().is_file() for one in links)
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "Sheet first body", "Something new")
    done = preview()
    assert "were built from other content: `materialgen build` writes them." in done.out
    links = [one["pdf"]["current"] for one in model_in(empty / "out")["documents"]]
    assert links[0] is False


def test_pictures_of_pages_that_are_gone_are_removed_and_nothing_else(
    preview: Callable[..., Result], empty: Path
) -> None:
    """What this tool would have written itself goes; a file of the user's stays."""
    preview()
    folder = empty / "out" / "preview"
    names = {path.name for path in folder.iterdir()}
    gone = folder / "07-an-old-sheet-a3-page-2.png"
    kept = [folder / name for name in ("logo.png", "07-notes.txt", "7-an-old-sheet-page-2.png")]
    for path in (gone, *kept):
        path.write_bytes(b"")
    preview("--only", "first")
    assert gone.exists()
    preview()
    assert {path.name for path in folder.iterdir()} == names | {path.name for path in kept}


def test_some_sheets_only(preview: Callable[..., Result], empty: Path) -> None:
    """``--only`` shows the sheets that it names."""
    preview("--only", "each")
    assert {one["sheet"] for one in model_in(empty / "out")["documents"]} == {"each"}


def test_two_previews_of_the_same_kit_are_equal(preview: Callable[..., Result], empty: Path) -> None:
    """Nothing in a gallery depends on when or how often it is made."""
    preview()
    first = (empty / "out" / "preview" / "index.html").read_bytes()
    preview()
    assert (empty / "out" / "preview" / "index.html").read_bytes() == first


def test_a_gallery_names_no_folder_above_the_kit(
    preview: Callable[..., Result], run: Callable[..., Result], tiny_kit: Path, empty: Path
) -> None:
    """A gallery may be sent by mail: it names files from the kit's folder on; in the kit's folder, as it did before."""
    preview()
    pages = model_in(empty / "out")["documents"][0]["pages"]
    assert {source[0] for text in pages[0]["texts"] for source in text["sources"]} >= {"tiny/sv/sheets/first.yaml"}
    assert str(tiny_kit.parent) not in (empty / "out" / "preview" / "index.html").read_text(encoding="utf-8")
    run("preview", ".", "--layouts", LAYOUTS, "--out", empty / "out", cwd=tiny_kit)
    pages = model_in(empty / "out")["documents"][0]["pages"]
    assert {source[0] for text in pages[0]["texts"] for source in text["sources"]} >= {"sv/sheets/first.yaml"}


def test_a_mistake_is_told_as_a_build_tells_it(preview: Callable[..., Result], tiny_kit: Path, empty: Path) -> None:
    """A mistake in the content is located, and no file is touched."""
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "title:", "titel:")
    done = preview()
    assert done.code == 1
    assert any("error[unknown-key]" in line for line in done.problems)
    assert not (empty / "out").exists()


def test_a_folder_that_cannot_be_written_is_told(preview: Callable[..., Result], empty: Path) -> None:
    """A file where the folder should be is a problem, not a traceback."""
    (empty / "out").mkdir()
    (empty / "out" / "preview").write_text("a file", encoding="utf-8")
    done = preview()
    assert done.code == 1
    assert "error[cannot-write]" in done.err
    assert "Traceback" not in done.err


def test_it_takes_the_flags_of_a_build(preview: Callable[..., Result], empty: Path) -> None:
    """Language, group and ink: what is shown is what a build with the same flags would print."""
    done = preview("--lang", "en", "--participants", "10", "--ink", "grey")
    assert done.code == 0, done.err
    shown = model_in(empty / "out")
    assert (shown["language"], shown["participants"]) == ("en", 10)


def test_without_a_folder_it_goes_where_a_build_goes(run: Callable[..., Result], tiny_kit: Path, empty: Path) -> None:
    """The preview of a kit stands in the folder of its files."""
    done = run("preview", tiny_kit, "--layouts", LAYOUTS)
    assert done.code == 0, done.err
    assert (empty / "output" / "tiny" / "sv" / "preview" / "index.html").is_file()


def test_a_build_beside_a_preview_does_not_mind_it(
    preview: Callable[..., Result], build_tiny: Callable[..., Result]
) -> None:
    """A preview is no foreign file to a build."""
    preview()
    done = build_tiny()
    assert done.code == 0
    assert "foreign" not in done.err


def test_an_ordinary_build_needs_nothing_of_a_preview(empty: Path, tiny_kit: Path) -> None:
    """A build imports no part of the preview; the control: a preview does."""
    from tests.cli.test_commands import imported

    arguments = (str(tiny_kit), "--layouts", str(LAYOUTS))
    assert "materialgen.preview" not in imported("build", *arguments, cwd=empty)
    assert {"materialgen.preview", "pypdfium2"} <= imported("preview", *arguments, cwd=empty)

"""A plan becomes files: everything is drawn and audited before anything is replaced."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from materialgen.draw import Stroke
from materialgen.geometry import A4, Box
from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.layout import Job, Printed
from materialgen.plan import Dots, Plan, make_plan
from materialgen.problems import MaterialgenInternalError
from materialgen.render.layouts import load_layout
from materialgen.render.render import Drawn, draw_document
from materialgen.typeset import Style, Weight
from tests.helpers import LAYOUTS, edit, pdfs, problems_of, render
from tests.pdf import Pdf
from tests.tiny import files, write_kit

if TYPE_CHECKING:
    from collections.abc import Callable

    from materialgen.draw import Document
    from materialgen.layout import Layout
    from materialgen.render.output import Written

STYLE = Style("test", (12,), Weight.REGULAR)


@cache
def load() -> dict[str, Layout]:
    """Return the layouts of the tiny kit."""
    return {name: load_layout(LAYOUTS / f"{name}.py") for name in ("probe", "summary")}


def plan(folder: Path) -> Plan:
    """Return the plan of the tiny kit."""
    schemas = {name: layout.schema for name, layout in load().items()}
    return make_plan(load_kit(folder, None, schemas), Dots(find_product(None)))


def drawing(draw: Callable[[Job, Document], None]) -> dict[str, Layout]:
    """Return the layouts, the probe drawing something else."""
    layouts = load()
    return layouts | {"probe": replace(layouts["probe"], draw=draw)}


def sheet_of(written: Written) -> str:
    """Return the id of the sheet in a file."""
    assert isinstance(written.made, Drawn)
    return written.made.printed.plan.sheet.id


def names(folder: Path) -> list[str]:
    """Return the names of a folder's files."""
    return pdfs(folder)


def test_each_document_becomes_a_file(tiny_kit: Path, tmp_path: Path) -> None:
    """Files stand in the folder under their names, with the words of their sheet, in the order of the plan."""
    made = plan(tiny_kit)
    written = render(made, load(), tmp_path / "out")
    assert [one.path.name for one in written] == [one.file_name for one in made.documents] == names(tmp_path / "out")
    assert all(one.changed and len(one.made.data) == one.path.stat().st_size for one in written)
    assert "Does question P2.Q1 work?" in Pdf.of(written[2].path).texts[0]


def test_a_second_run_changes_nothing(tiny_kit: Path, tmp_path: Path) -> None:
    """The same kit gives the same bytes, and files that are equal are left alone."""
    render(plan(tiny_kit), load(), tmp_path)
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.glob("*.pdf")}
    written = render(plan(tiny_kit), load(), tmp_path)
    assert not any(one.changed for one in written)
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.glob("*.pdf")} == before


def test_an_edit_changes_the_files_that_show_it(tiny_kit: Path, tmp_path: Path) -> None:
    """A word changes its own sheet and the one that counts fingerprints, and no other."""
    render(plan(tiny_kit), load(), tmp_path)
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "Sheet first body", "Another body")
    written = render(plan(tiny_kit), load(), tmp_path)
    assert [sheet_of(one) for one in written if one.changed] == ["first", "last"]


def test_a_sheet_can_be_made_alone(tiny_kit: Path, tmp_path: Path) -> None:
    """Only the files of the wanted sheets are written, equal to those of a whole build."""
    render(plan(tiny_kit), load(), tmp_path / "all")
    written = render(plan(tiny_kit), load(), tmp_path / "some", only=["each"])
    assert [one.path.name for one in written] == ["01-sheet-each-name-p1-a3.pdf", "01-sheet-each-name-p2-a3.pdf"]
    assert names(tmp_path / "some") == [one.path.name for one in written]
    assert all(one.path.read_bytes() == (tmp_path / "all" / one.path.name).read_bytes() for one in written)


def test_a_sheet_that_counts_others_counts_them_even_when_made_alone(tiny_kit: Path, tmp_path: Path) -> None:
    """A summary made alone is the one of the whole kit: pages, copies and fingerprints of all other sheets."""
    render(plan(tiny_kit), load(), tmp_path / "all")
    (one,) = render(plan(tiny_kit), load(), tmp_path / "some", only=["last"])
    assert one.path.read_bytes() == (tmp_path / "all" / one.path.name).read_bytes()
    text = Pdf.of(one.path).texts[0]
    assert "01-sheet-each-name-p2-a3.pdf: 1 × 4, " in text
    assert names(tmp_path / "some") == [one.path.name]


def test_a_sheet_that_counts_others_is_drawn_last_wherever_it_stands(tmp_path: Path) -> None:
    """A summary that is the first sheet of the kit has its number and name, and counts all that follow."""
    data = files()
    data["kit.yaml"]["sheets"].reverse()
    written = render(plan(write_kit(tmp_path / "kit", data)), load(), tmp_path / "out")
    assert [one.path.name for one in written] == names(tmp_path / "out")
    assert written[0].path.name == "00-sheet-last-name-a4.pdf"
    text = Pdf.of(written[0].path).texts[0]
    assert [text.count(f"{one.path.name}: 1 × ") for one in written] == [0, 1, 1, 1]


def test_problems_of_all_sheets_are_told_and_no_file_is_touched(tiny_kit: Path, tmp_path: Path) -> None:
    """Overflow on one sheet and a missing glyph on another come together; the old files stay."""
    render(plan(tiny_kit), load(), tmp_path / "out")
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in (tmp_path / "out").glob("*.pdf")}
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "Sheet first body", "word " * 100)
    edit(tiny_kit / "sv" / "principles" / "p2.yaml", "Does question P2.Q1 work?", "Does ☐ work?")
    edit(tiny_kit / "sv" / "sheets" / "last.yaml", "Sheet last title", "Another title")
    found = problems_of(lambda: render(plan(tiny_kit), load(), tmp_path / "out"))
    assert [one.code for one in found] == ["missing-glyph", "text-too-long"]
    after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in (tmp_path / "out").glob("*.pdf")}
    assert after == before


def test_a_problem_of_a_sheet_that_is_only_counted_is_told(tiny_kit: Path, tmp_path: Path) -> None:
    """A count of sheets that cannot be printed would be wrong."""
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "Sheet first body", "☐")
    assert len(problems_of(lambda: render(plan(tiny_kit), load(), tmp_path, only=["last"]))) == 1
    assert len(render(plan(tiny_kit), load(), tmp_path, only=["each"])) == 2


def test_a_layout_that_lets_texts_collide_is_stopped(tiny_kit: Path, tmp_path: Path) -> None:
    """The audit's findings name the layout, the file and the page, and nothing is written."""

    def collide(_job: Job, doc: Document) -> None:
        doc.page(A4)
        page = doc.page(A4)
        page.text("one", Box(20, 20, 50, 10), STYLE)
        page.text("two", Box(20, 21, 50, 10), STYLE)

    with pytest.raises(MaterialgenInternalError, match=r"'probe' drew '00-.*\.pdf' wrongly:\n  page 2: .* overlaps"):
        render(plan(tiny_kit), drawing(collide), tmp_path / "out")
    assert names(tmp_path / "out") == []


def test_a_layout_that_fails_is_named(tiny_kit: Path, tmp_path: Path) -> None:
    """An error inside a layout says which layout, which line and what, and nothing is written."""

    def fail(_job: Job, _doc: Document) -> None:
        message = "no room"
        raise KeyError(message)

    with pytest.raises(MaterialgenInternalError, match=r"the layout 'probe' failed at .*test_render\.py:\d+: KeyError"):
        render(plan(tiny_kit), drawing(fail), tmp_path / "out")
    assert names(tmp_path / "out") == []


def test_a_layout_that_fails_in_what_it_calls_is_named_by_its_own_line(
    tiny_kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong call is told where the layout makes it, from the current folder if it lies there."""

    def fail(_job: Job, doc: Document) -> None:
        doc.page(A4).line(1.0, 1.0, 2.0, "3", Stroke(0.3, (0.0, 0.0, 0.0)))  # type: ignore[arg-type]  # what is to fail

    line = fail.__code__.co_firstlineno + 1
    monkeypatch.chdir(Path(__file__).parent)
    with pytest.raises(MaterialgenInternalError, match=rf"'probe' failed at test_render\.py:{line}: TypeError"):
        render(plan(tiny_kit), drawing(fail), tmp_path / "out")


def test_each_document_is_announced_before_it_is_drawn_and_after_it_is_written(tiny_kit: Path, tmp_path: Path) -> None:
    """Progress follows the order of drawing, and files are told when they are in place."""
    seen: list[str] = []
    render(
        plan(tiny_kit),
        load(),
        tmp_path,
        on_progress=lambda one: seen.append(f"draw {one.sheet.id}"),
        on_written=lambda one: seen.append(f"wrote {sheet_of(one)} {one.path.exists()}"),
    )
    assert seen == [
        "draw first", "draw each", "draw each", "draw last",
        "wrote first True", "wrote each True", "wrote each True", "wrote last True",
    ]  # fmt: skip


def drawn(folder: Path, index: int, layouts: dict[str, Layout] | None = None) -> tuple[Document, Printed]:
    """Draw a document of the tiny kit."""
    made = plan(folder)
    document = made.documents[index]
    return draw_document(Job(made, document), (layouts or load())[document.sheet.layout])


def test_a_fingerprint_follows_the_words(tiny_kit: Path) -> None:
    """A changed word changes the fingerprint; the group's size, which is not on the sheet, does not."""
    first = drawn(tiny_kit, 0)[1].fingerprint
    assert len(first) == 6
    assert int(first, 16) >= 0
    edit(tiny_kit / "kit.yaml", "participants: 6", "participants: 7")
    assert drawn(tiny_kit, 0)[1].fingerprint == first
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "Sheet first body", "Sheet first bodies")
    assert drawn(tiny_kit, 0)[1].fingerprint != first


def test_a_fingerprint_follows_alternative_texts_and_pages(tiny_kit: Path) -> None:
    """What is told of a figure counts, and so does where a page ends; place and size do not."""

    def draw(alt: str, x: float, *, split: bool) -> Callable[[Job, Document], None]:
        def sheet(_job: Job, doc: Document) -> None:
            page = doc.page(A4)
            page.text("one", Box(x, 20, 50, 10), STYLE)
            page = doc.page(A4) if split else page
            page.text("two", Box(x, 60, 50, 10), STYLE)
            with page.figure(alt, Box(x, 40, 10, 10)):
                page.circle(x + 5, 45, 4, fill=(0, 0, 0))

        return sheet

    def of(alt: str, x: float = 20, *, split: bool = False) -> str:
        return drawn(tiny_kit, 0, drawing(draw(alt, x, split=split)))[1].fingerprint

    assert of("a") == of("a", 30)
    assert len({of("a"), of("b"), of("a", split=True)}) == 3


def test_every_page_has_a_foot(tiny_kit: Path) -> None:
    """Kit, number, sheet, language, edition, fingerprint and page stand at the foot."""
    doc, printed = drawn(tiny_kit, 1)
    (text,) = Pdf(doc.to_bytes()).texts
    assert "sv short_title · 01 Sheet each name 1" in text
    assert f"sv · sv edition 2026-11 · {printed.fingerprint} · sv page 1 / 1" in text


def test_a_file_is_titled_with_its_sheet_and_kit(tiny_kit: Path) -> None:
    """The title bar says what is open."""
    information = Pdf(drawn(tiny_kit, 2)[0].to_bytes()).reader.metadata
    assert information is not None
    assert information.title == "Sheet each name 2 – sv title"
    assert information.subject == "Sheet each title: Principle P2 name"

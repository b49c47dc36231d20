"""HTML editions: which documents have one, what they are called, and what becomes of a layout that fails."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.plan import Dots, make_plan
from materialgen.problems import MaterialgenInternalError, Problem, ProblemsFoundError
from materialgen.render.layouts import load_layout
from materialgen.render.manifest import read_manifest
from materialgen.render.output import Output
from materialgen.render.render import draw_kit
from materialgen.render.web import WebPage, draw_pages
from tests.helpers import LAYOUTS, problems_of, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from materialgen.layout import Job, Layout


@cache
def load() -> dict[str, Layout]:
    """Return the layouts of the tiny kit, none of which has an HTML edition."""
    return {name: load_layout(LAYOUTS / f"{name}.py") for name in ("probe", "summary")}


def drawn(kit: Path, edition: Callable[[Job], str] | None, only: Sequence[str] | None = None) -> list[WebPage]:
    """Return the HTML editions of the tiny kit, the probe having one."""
    layouts = load() | {"probe": replace(load()["probe"], web=edition)}
    plan = make_plan(load_kit(kit, None, {name: one.schema for name, one in layouts.items()}), Dots(find_product(None)))
    return draw_pages(plan, layouts, [one.printed for one in draw_kit(plan, layouts, only=only)])


def told(job: Job) -> str:
    """Return a page that tells of its document."""
    return f"{job.document.name} {job.fingerprint} å"


def test_documents_whose_layout_has_an_edition_get_one(tiny_kit: Path) -> None:
    """Each document of such a layout gets a page, called like the PDF file without its paper."""
    pages = drawn(tiny_kit, told)
    assert [one.document.sheet.layout for one in pages] == ["probe"] * 3
    assert [one.file_name for one in pages] == [
        one.document.file_name.replace("-a4.pdf", ".html").replace("-a3.pdf", ".html") for one in pages
    ]
    assert len({one.file_name for one in pages}) == 3
    assert drawn(tiny_kit, None) == []


def test_a_page_knows_the_fingerprint_of_its_document(tiny_kit: Path) -> None:
    """The document has been drawn before, and its fingerprint stands on the page."""
    texts = [one.data.decode() for one in drawn(tiny_kit, told)]
    assert all(len(text.split()[-2]) == 6 for text in texts)
    assert all(text.endswith(" å") for text in texts)


def test_only_what_was_drawn_gets_a_page(tiny_kit: Path) -> None:
    """A build of one sheet makes the page of that sheet only."""
    (page,) = drawn(tiny_kit, told, ["first"])
    assert page.document.sheet.id == "first"


def test_pages_are_written_and_listed_like_other_files(tiny_kit: Path, tmp_path: Path) -> None:
    """A page is replaced whole, an equal one left as it is, and the manifest knows what it is the edition of."""
    pages, out = drawn(tiny_kit, told), tmp_path / "out"
    schemas = {name: one.schema for name, one in load().items()}
    made = make_plan(load_kit(tiny_kit, None, schemas), Dots(find_product(None)))
    for changed in (True, False):
        with Output.opened(out) as output:
            assert output.has_pages is not changed
            written = output.write(made, (), (), pages)
        assert [one.changed for one in written] == [changed] * 3
    assert [(out / one.file_name).read_bytes() for one in pages] == [one.data for one in pages]
    assert visible(out) == sorted([*(one.file_name for one in pages), "manifest.json"])
    listed = read_manifest(out).web
    assert [(one.file, one.of) for one in listed] == [(one.file_name, one.document.file_name) for one in pages]
    for one in pages:
        (out / one.file_name).unlink()
    with Output.opened(out) as output:
        assert not output.has_pages


def test_an_edition_that_fails_names_its_layout(tiny_kit: Path) -> None:
    """A fault of a layout is told with its file and line, and is not the user's."""

    def fail(_job: Job) -> str:
        raise KeyError("gone")

    message = r"the layout 'probe' failed at .*test_web\.py:\d+: KeyError: 'gone'"
    with pytest.raises(MaterialgenInternalError, match=message):
        drawn(tiny_kit, fail)


def test_an_edition_may_find_a_problem(tiny_kit: Path) -> None:
    """What is wrong with the content stays the user's problem."""

    def refuse(job: Job) -> str:
        raise ProblemsFoundError([Problem("missing-key", "a word is missing", job.sheet.words.title.where)])

    (problem,) = problems_of(lambda: drawn(tiny_kit, refuse, ["first"]))
    assert problem.code == "missing-key"

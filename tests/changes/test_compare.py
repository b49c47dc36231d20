"""Which documents must be printed again, and why: manifests compared in memory."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from materialgen.changes.compare import compare, shortened
from materialgen.changes.places import Places
from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.plan import Dots, Event, Plan, make_plan
from materialgen.render.layouts import load_layout
from materialgen.render.manifest import Manifest
from materialgen.render.render import draw_kit
from tests.helpers import LAYOUTS, problems_of
from tests.pdf import Pdf
from tests.tiny import files, write_kit
from tests.whole import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from materialgen.changes.compare import Changes, DocumentChange
    from materialgen.layout import Layout
    from materialgen.render.render import Drawn


@cache
def layouts() -> dict[str, Layout]:
    """Return the layouts of the tiny kit."""
    return {name: load_layout(LAYOUTS / f"{name}.py") for name in ("probe", "summary")}


def planned(folder: Path, data: dict[str, Any] | None = None, participants: int | None = None) -> Plan:
    """Return the plan of a tiny kit."""
    schemas = {name: layout.schema for name, layout in layouts().items()}
    kit = load_kit(write_kit(folder, data), None, schemas)
    return make_plan(kit, Dots(find_product(None)), Event(participants=participants) if participants else None)


def drawn_of(plan: Plan) -> tuple[Manifest, list[Drawn]]:
    """Return a kit's documents and manifest."""
    drawn = draw_kit(plan, layouts())
    return Manifest.of(plan, drawn), drawn


def manifest_of(folder: Path, data: dict[str, Any] | None = None, participants: int | None = None) -> Manifest:
    """Return the manifest of a tiny kit."""
    return drawn_of(planned(folder, data, participants))[0]


@pytest.fixture
def before(tmp_path: Path) -> Manifest:
    """Return the manifest of the tiny kit as it was."""
    return manifest_of(tmp_path / "before")


def changed(
    before: Manifest, folder: Path, data: dict[str, Any] | None = None, participants: int | None = None
) -> Changes:
    """Return what is other in another tiny kit."""
    return compare(before, manifest_of(folder, data, participants), "manifest.json")


def only(changes: Changes) -> DocumentChange:
    """Return the one document that must be printed again, beside the list that prints every fingerprint."""
    (one,) = [one for one in changes.again if one.entry.sheet != "last"]
    return one


def test_an_unchanged_kit_needs_no_paper(before: Manifest, tmp_path: Path) -> None:
    """Every document is the same, and nothing is printed."""
    changes = changed(before, tmp_path / "now")
    assert {one.kind for one in changes.documents} == {"same"}
    assert (changes.again, changes.sides) == ((), {})


def test_a_reworded_question_is_named_with_its_place(before: Manifest, tmp_path: Path) -> None:
    """The sheet of its principle is named, with the old and the new words and the line of the content."""
    data = files()
    data["sv/principles/p2.yaml"]["P2"]["questions"]["P2.Q1"]["question"] = "Is it any good?"
    plan = planned(tmp_path / "now", data)
    changes = compare(before, drawn_of(plan)[0], "")
    one = only(changes)
    assert (one.kind, one.entry.file, one.copies, one.pages) == ("changed", "01-sheet-each-name-p2-a3.pdf", 4, (1,))
    (text,) = one.texts
    assert (text.kind, text.was, text.now, text.page) == (
        "reworded",
        "Does question P2.Q1 work?",
        "Is it any good?",
        1,
    )
    place = Places(plan.kit).find("Is it any good?", one.entry)
    assert place is not None
    assert (place.name, place.where) == ("question P2.Q1", plan.kit.principles[1].questions[0].text.where)


def test_a_question_more_or_less_is_added_or_removed(before: Manifest, tmp_path: Path) -> None:
    """A text that nothing stood in the place of is added; the other way round, it is removed."""
    data = files()
    data["kit.yaml"]["principles"][1]["questions"].append({"id": "P2.Q2", "actions": []})
    data["sv/principles/p2.yaml"]["P2"]["questions"]["P2.Q2"] = {"question": "One more thing?", "group": "More"}
    now = manifest_of(tmp_path / "now", data)
    both = only(compare(before, now, "")), only(compare(now, before, ""))
    told = [[(text.kind, text.was, text.now) for text in one.texts] for one in both]
    assert told == [[("added", None, "One more thing?")], [("removed", "One more thing?", None)]]


def test_texts_that_change_places_are_moved(before: Manifest, tmp_path: Path) -> None:
    """The same words in another order are no new words."""
    data = files()
    first, second = data["kit.yaml"]["principles"][0]["questions"]
    data["kit.yaml"]["principles"][0]["questions"] = [second, first]
    one = only(changed(before, tmp_path / "now", data))
    assert [text.kind for text in one.texts] == ["moved"]


def test_more_copies_are_printed_and_fewer_are_left_out(before: Manifest, tmp_path: Path) -> None:
    """Another group needs other numbers of the same sheets."""
    kinds = {
        one.entry.sheet: (one.kind, one.copies) for one in changed(before, tmp_path / "more", participants=8).again
    }
    assert kinds == {"last": ("more", 2)}
    fewer = changed(before, tmp_path / "fewer", participants=4)
    assert (fewer.again, fewer.sides) == ((), {})
    assert [one.entry.sheet for one in fewer.documents if one.kind == "fewer"] == ["last"]


def test_another_paper_a_new_sheet_and_one_that_is_gone(before: Manifest, tmp_path: Path) -> None:
    """A sheet on other paper or that is new is printed whole; one that is gone needs no paper."""
    data = files()
    data["kit.yaml"]["sheets"][0]["paper"] = "A3"
    del data["kit.yaml"]["sheets"][2], data["sv/sheets/last.yaml"], data["en/sheets/last.yaml"]
    data["kit.yaml"]["sheets"].append({**data["kit.yaml"]["sheets"][0], "id": "fresh"})
    for language in ("sv", "en"):
        data[f"{language}/sheets/fresh.yaml"] = data[f"{language}/sheets/first.yaml"] | {"name": "Fresh"}
    changes = changed(before, tmp_path / "now", data)
    kinds = {one.entry.sheet: one.kind for one in changes.documents}
    assert kinds == {"first": "paper", "each": "same", "fresh": "new", "last": "gone"}
    assert changes.sides == {"A3": 2}


def test_another_edition_changes_foot_lines_only(before: Manifest, tmp_path: Path) -> None:
    """What differs in its foot line alone need not be printed again."""
    data = files()
    data["kit.yaml"]["edition"] = "2027-01"
    changes = changed(before, tmp_path / "now", data)
    assert {one.kind for one in changes.documents} == {"foot"}
    assert changes.again == ()


def test_the_same_words_drawn_otherwise_are_told_apart(before: Manifest) -> None:
    """Another file with the same words is another look, and no reason to print."""
    first, *rest = before.documents
    now = replace(before, documents=(replace(first, sha256="0" * 64), *rest))
    changes = compare(before, now, "")
    assert [one.kind for one in changes.documents] == ["look", "same", "same", "same"]
    assert changes.again == ()


def test_only_the_pages_that_differ_are_printed(before: Manifest) -> None:
    """Pages that say what they said stay; with more copies or more pages than before, all are printed."""
    first = replace(before.documents[0], pages=3, words=(("One word", "a"), ("Two words", "b"), ("Three words", "c")))
    was = replace(before, documents=(first,))
    other = replace(first, sha256="0" * 64, words=(("One word", "a"), ("Two words", "b"), ("Four words", "c")))
    assert only(compare(was, replace(before, documents=(other,)), "")).pages_to_print == (3,)
    more = replace(other, copies=first.copies + 1)
    assert only(compare(was, replace(before, documents=(more,)), "")).pages_to_print == (1, 2, 3)
    longer = replace(other, pages=4, words=(*other.words, ("Five words",)))
    assert only(compare(was, replace(before, documents=(longer,)), "")).sides == 4


def test_a_text_on_the_next_page_is_no_new_text(before: Manifest) -> None:
    """A page break that moves makes two pages other and no text."""
    first = replace(before.documents[0], pages=2, words=(("One word", "Two words"), ("Three words",)))
    other = replace(first, sha256="0" * 64, words=(("One word",), ("Two words", "Three words")))
    one = only(compare(replace(before, documents=(first,)), replace(before, documents=(other,)), ""))
    assert (one.kind, one.texts, one.pages) == ("changed", (), (1, 2))


@pytest.mark.parametrize("change", [{"kit": "other"}, {"language": "en"}])
def test_another_kit_or_language_cannot_be_compared(before: Manifest, change: dict[str, str]) -> None:
    """A manifest of something else is a problem that names both."""
    (problem,) = problems_of(lambda: compare(replace(before, **change), before, "a/manifest.json"))  # type: ignore[arg-type]
    assert (problem.code, str(problem.where)) == ("other-kit", "a/manifest.json")


# --- shortened -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("short", "shirt", ("short", "shirt")),
        (
            "a b c " * 20 + "end",
            "a b c " * 20 + "and",
            ("…a b c a b c a b c a b c end", "…a b c a b c a b c a b c and"),
        ),
        ("yes " + "a b c " * 20, "no " + "a b c " * 20, None),
    ],
)
def test_what_differs_is_shown(was: str, now: str, expected: tuple[str, str] | None) -> None:
    """The parts that are alike are cut short, and what differs stays."""
    told = shortened(was, now)
    if expected is not None and len(was) < 40:
        assert told == expected
    assert all(len(one) <= 80 for one in told)
    assert told[0] != told[1]


@given(was=st.text(max_size=300), now=st.text(max_size=300))
def test_different_texts_are_never_shown_alike_unless_beyond_reach(was: str, now: str) -> None:
    """Whatever the texts, what is shown of each is a part of it, between dots."""
    for text, told in zip((was, now), shortened(was, now), strict=True):
        assert told.removeprefix("…").removesuffix("…") in text or told in text
        assert len(told) <= 80


# --- random edits ----------------------------------------------------------------------------------------------------


def leaves(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - YAML has no common type
    """Yield the ways to all texts in the words of the first language."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key != "language":
                yield from leaves(one, (*way, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from leaves(one, (*way, index))
    else:
        yield way


WAYS = [way for name, value in files().items() if name.startswith("sv/") for way in leaves(value, (name,))]


def put(data: dict[str, Any], way: tuple[Any, ...], text: str) -> None:
    """Replace a text."""
    value: Any = data
    for key in way[:-1]:
        value = value[key]
    value[way[-1]] = text


def read_back(plan: Plan, drawn: list[Drawn]) -> dict[str, str]:
    """Return what PDFium reads on the pages of each document, without the foot lines."""
    words = plan.kit.words
    said = {}
    for one in drawn:
        document = one.printed.plan
        text = "\f".join(squeezed(page) for page in Pdf(one.data).texts)
        left = squeezed(f"{words.short_title} · {document.number:02d} {document.name}")
        assert left in text
        for page in range(1, one.printed.pages + 1):
            right = f"{plan.kit.language} · {words.labels.edition} {plan.kit.edition} · {one.printed.fingerprint} · "
            foot = squeezed(f"{right}{words.labels.page} {page} / {one.printed.pages}")
            assert foot in text
            text = text.replace(foot, "")
        said[document.file_name] = text.replace(left, "")
    return said


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> tuple[Manifest, dict[str, str]]:
    """Return the tiny kit's manifest, and what PDFium reads in its documents."""
    plan = planned(tmp_path_factory.mktemp("base") / "tiny")
    manifest, drawn = drawn_of(plan)
    return manifest, read_back(plan, drawn)


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ways=st.sets(st.sampled_from(WAYS), max_size=4), word=st.sampled_from(["ny", "bättre", "annat"]))
def test_exactly_the_documents_whose_words_changed_are_named(
    base: tuple[Manifest, dict[str, str]],
    tmp_path_factory: pytest.TempPathFactory,
    ways: set[tuple[Any, ...]],
    word: str,
) -> None:
    """After any edits, what must be printed again is what PDFium reads otherwise, by sheet and principle."""
    was, before = base
    data = files()
    for number, way in enumerate(sorted(ways, key=str)):
        put(data, way, f"{word} {number}")
    plan = planned(tmp_path_factory.mktemp("random") / "tiny", data)
    now, drawn = drawn_of(plan)
    changes, after = compare(was, now, ""), read_back(plan, drawn)
    names = {(one.sheet, one.principle): one.file for one in was.documents}
    expected = {one.file for one in now.documents if after[one.file] != before[names[one.sheet, one.principle]]}
    assert {one.entry.file for one in changes.again} == expected
    assert all(text.was != text.now for one in changes.again for text in one.texts if text.kind == "reworded")

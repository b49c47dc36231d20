"""A kit's folder becomes a kit: facts and words are checked against each other, all that is wrong is told at once."""

from __future__ import annotations

import shutil
from dataclasses import FrozenInstanceError
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from materialgen.kit.load import check_choices, load_kit
from materialgen.kit.schema import Count, Model, SheetSchema, SheetWords
from materialgen.kit.text import Text
from materialgen.problems import UnknownChoiceError, Where
from tests.helpers import edit, place_of, problems_of
from tests.tiny import files, write_kit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from materialgen.kit.model import Kit
    from materialgen.problems import Problem


class Words(SheetWords):
    """The words of the layout ``probe``."""

    body: Text


class Options(Model):
    """The options of the layout ``probe``."""

    lines: Count = 2


SCHEMAS = {"probe": SheetSchema(Words, Options), "summary": SheetSchema(SheetWords)}


def load(folder: Path, language: str | None = None) -> Kit:
    """Load the tiny kit."""
    return load_kit(folder, language, SCHEMAS)


def wrong(folder: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a kit."""
    return problems_of(lambda: load(folder))


def changed(folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """Write the tiny kit after a change of its data."""
    data = files()
    change(data)
    return write_kit(folder, data)


def test_facts_and_words_are_joined(tiny_kit: Path) -> None:
    """The kit has the order and numbers of the facts and the words of the language."""
    kit = load(tiny_kit)
    assert (kit.id, kit.edition, kit.language, kit.languages) == ("tiny", "2026-11", "sv", ("sv", "en"))
    assert [(step.id, step.number, step.minutes, step.per_principle) for step in kit.steps] == [
        ("open", None, 10, False),
        ("work", "1", 30, True),
    ]
    assert [(part.id, part.minutes, part.most, part.title, part.do) for part in kit.steps[1].parts] == [
        ("alone", 5, 10, "Part alone", ("Do alone",)),
        ("together", 15, None, "Part together", ("Do together",)),
    ]
    assert [(one.id, one.number, one.colour) for one in kit.principles] == [("P1", 1, "blue"), ("P2", 2, "green")]
    assert [
        (question.id, question.number, question.group, [action.id for action in question.actions])
        for principle in kit.principles
        for question in principle.questions
    ] == [
        ("P1.Q1", 1, "Group P1.Q1", ["P1.Q1.A1", "P1.Q1.A2"]),
        ("P1.Q2", 2, "Group P1.Q2", ["P1.Q2.A1"]),
        ("P2.Q1", 1, "Group P2.Q1", ["P2.Q1.A1"]),
    ]
    assert [(one.id, one.layout, one.paper, one.per_principle, one.step) for one in kit.sheets] == [
        ("first", "probe", "A4", False, None),
        ("each", "probe", "A3", True, kit.steps[1]),
        ("last", "summary", "A4", False, None),
    ]
    assert [one.options for one in kit.sheets] == [Options(lines=2), Options(lines=3), None]


def test_every_text_knows_its_file_and_place(tiny_kit: Path) -> None:
    """A text of the kit can be found in the content by file, line and column."""
    text = load(tiny_kit).principles[0].questions[1].text
    path = tiny_kit / "sv" / "principles" / "p1.yaml"
    assert text == "Does question P1.Q2 work?"
    assert (text.where.line, text.where.column) == place_of(path, str(text))
    assert text.where.file == path.as_posix()


def test_a_file_below_the_current_folder_is_shown_as_the_user_would_type_it(
    tiny_kit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Places are relative to the current folder where the kit lies below it."""
    monkeypatch.chdir(tiny_kit.parent)
    assert load(tiny_kit).words.title.where.file == "tiny/sv/kit.yaml"


def test_a_kit_cannot_be_changed(tiny_kit: Path) -> None:
    """Later stages can only read the kit."""
    kit = load(tiny_kit)
    with pytest.raises(FrozenInstanceError):
        kit.id = "other"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        kit.words.title = Text("other")  # type: ignore[misc]


def test_each_language_has_its_own_words(tiny_kit: Path) -> None:
    """The words come from the language's folder, and the first language is the default."""
    assert load(tiny_kit, "en").words.title == "en title"
    assert load(tiny_kit).words.title == "sv title"


def test_an_unknown_language_and_sheet_are_refused_with_the_choices(tiny_kit: Path) -> None:
    """A command that asks for what the kit does not have is told what it has."""
    with pytest.raises(UnknownChoiceError, match=r"no language .*'de' \(choose from: sv, en\)"):
        load(tiny_kit, "de")
    with pytest.raises(UnknownChoiceError, match=r"no language .*'de' \(choose from: sv, en\)"):
        check_choices(tiny_kit, ["de"], ())
    with pytest.raises(UnknownChoiceError, match=r"no sheet .*'lats' - did you mean 'last'\?.*first, each, last"):
        check_choices(tiny_kit, [], ["lats"])
    assert check_choices(tiny_kit, ["en"], ["first", "last"])


def test_choices_wait_for_facts_that_can_be_read(tiny_kit: Path) -> None:
    """With broken facts, the problem of the facts is told, not that of the choice."""
    edit(tiny_kit / "kit.yaml", "id: tiny\n", "id: tiny\nodd: 1\n")
    assert check_choices(tiny_kit, ["de"], ["none"]) == ()
    assert [one.code for one in wrong(tiny_kit)] == ["unknown-key"]


# --- facts -------------------------------------------------------------------------------------------------------

FACTS = [
    pytest.param("step: work", "step: wrok", "unknown-step", "did you mean 'work'?", id="unknown step"),
    pytest.param("layout: summary", "layout: sumary", "unknown-layout", "did you mean 'summary'?", id="unknown layout"),
    pytest.param("- tape", "- tap", "unknown-tool", "did you mean 'tape'?", id="unknown tool"),
    pytest.param("- id: last", "- id: first", "duplicate-id", "it stands first in line", id="sheet twice"),
    pytest.param("- id: together", "- id: alone", "duplicate-id", "it stands first in line", id="part twice"),
    pytest.param("- P1.Q2.A1", "- P1.Q1.A1", "duplicate-id", "it stands first in line", id="action twice"),
    pytest.param("- id: P2.Q1", "- id: P1.Q1", "duplicate-id", "it stands first in line", id="question twice"),
    pytest.param("- id: P2\n", "- id: P1\n", "duplicate-id", "it stands first in line", id="principle twice"),
    pytest.param("- id: work", "- id: open", "duplicate-id", "it stands first in line", id="step twice"),
]


@pytest.mark.parametrize(("old", "new", "code", "hint"), FACTS)
def test_facts_that_do_not_agree_are_located(tiny_kit: Path, old: str, new: str, code: str, hint: str) -> None:
    """A name that leads nowhere or stands twice is reported where it is written."""
    path = tiny_kit / "kit.yaml"
    line, column = place_of(path, old)
    edit(path, old, new)
    found = [one for one in wrong(tiny_kit) if one.code == code]
    assert len(found) == 1
    written = new.strip().split(" ")[-1]
    assert f"'{written}'" in found[0].message
    assert str(found[0].hint).startswith(hint)
    assert found[0].where is not None
    assert (found[0].where.line, found[0].where.column) == (line, column + new.rstrip().rindex(" ") + 1)


def test_parts_may_be_shorter_than_their_step_but_not_longer(tiny_kit: Path) -> None:
    """The parts of a step are counted with their upper ends: 25 of 30 minutes pass, 31 do not."""
    load(tiny_kit)
    edit(tiny_kit / "kit.yaml", "minutes: 15", "minutes: 20")
    load(tiny_kit)
    edit(tiny_kit / "kit.yaml", "minutes: 20", "minutes: 21")
    (problem,) = wrong(tiny_kit)
    assert problem.code == "parts-too-long"
    assert problem.message == "the parts of step 'work' take 31 minutes, but the step has 30"


@pytest.mark.parametrize("key", ["languages", "steps", "sheets"])
def test_a_kit_without_languages_steps_or_sheets_is_refused(tmp_path: Path, key: str) -> None:
    """An empty list where the kit must have something is a problem, not a fault of the program."""
    folder = changed(tmp_path / "kit", lambda data: data["kit.yaml"].update({key: []}))
    assert [(one.code, one.message) for one in wrong(folder)] == [
        ("empty-value", f"{key}: at least one entry is needed")
    ]


def test_a_sheet_per_principle_needs_principles(tmp_path: Path) -> None:
    """A kit without principles cannot have a sheet for each of them."""
    folder = changed(tmp_path / "kit", lambda data: data["kit.yaml"].update({"principles": []}))
    assert "no-principles" in {one.code for one in wrong(folder)}


# --- words -------------------------------------------------------------------------------------------------------


def test_words_of_another_language_are_refused(tiny_kit: Path) -> None:
    """A folder that holds another language than its name says is refused where it says so."""
    edit(tiny_kit / "sv" / "kit.yaml", "language: sv", "language: en")
    (problem,) = wrong(tiny_kit)
    assert problem.code == "wrong-language"
    assert problem.where is not None
    assert (problem.where.line, problem.where.column) == place_of(tiny_kit / "sv" / "kit.yaml", "language: en")


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        pytest.param("steps.yaml", "work:", "wrok:", {"unknown-id", "missing-id"}, id="step"),
        pytest.param("steps.yaml", "    alone:", "    alnoe:", {"unknown-id", "missing-id"}, id="part"),
        pytest.param("principles/p1.yaml", "P1:", "P3:", {"unknown-id", "missing-id"}, id="principle"),
        pytest.param("principles/p1.yaml", "P1.Q2:", "P1.Q3:", {"unknown-id", "missing-id"}, id="question"),
        pytest.param("principles/p1.yaml", "P1.Q1.A2:", "P1.Q1.A9:", {"unknown-id", "missing-id"}, id="action"),
        pytest.param("sheets/first.yaml", "body:", "bdoy:", {"unknown-key", "missing-key"}, id="sheet"),
    ],
)
def test_words_and_facts_must_have_the_same_ids(
    tiny_kit: Path, file: str, old: str, new: str, expected: set[str]
) -> None:
    """Words for what the facts do not know would never be printed, and facts without words would print nothing."""
    path = tiny_kit / "sv" / file
    edit(path, old, new)
    found = wrong(tiny_kit)
    assert {one.code for one in found} == expected
    assert all(one.where is not None and one.where.file == path.as_posix() for one in found)
    (unknown,) = (one for one in found if one.code.startswith("unknown"))
    assert unknown.where is not None
    assert (unknown.where.line, unknown.where.column) == place_of(path, new.strip())


def test_a_step_that_says_nothing_to_do_is_refused(tiny_kit: Path) -> None:
    """A step without parts needs instructions."""
    edit(tiny_kit / "sv" / "steps.yaml", "  do:\n  - Do open first\n  - Do open second\n", "")
    (problem,) = wrong(tiny_kit)
    assert (problem.code, problem.message) == ("missing-key", "the step says nothing to do")


@pytest.mark.parametrize(
    ("file", "hint"),
    [
        ("kit.yaml", None),
        ("steps.yaml", None),
        ("principles/p2.yaml", "write the principle's words there, or remove it from kit.yaml"),
        (
            "sheets/each.yaml",
            "write the words of the layout 'probe' there (docs/layouts.md), or remove it from kit.yaml",
        ),
    ],
)
def test_a_missing_file_is_named(tiny_kit: Path, file: str, hint: str | None) -> None:
    """Each file of a language is needed; what to write into a sheet's is what its layout wants."""
    path = tiny_kit / "sv" / file
    path.unlink()
    (problem,) = wrong(tiny_kit)
    assert (problem.code, problem.message, problem.hint) == ("missing-file", "the file is missing", hint)
    assert problem.where == Where(path.as_posix())


def test_a_language_without_a_folder_is_begun_from_another(tiny_kit: Path) -> None:
    """Whoever adds a language is told to copy the folder of one that is there."""
    edit(tiny_kit / "kit.yaml", "- en\n", "- fi\n")
    problems = problems_of(lambda: load_kit(tiny_kit, "fi", SCHEMAS))
    assert problems[0].hint == "copy the folder 'sv' to 'fi', and translate its files"
    assert [one.hint for one in problems[1:] if one.hint and "copy" in one.hint] == []


@pytest.mark.parametrize(
    ("file", "instead_of", "hint"),
    [
        ("principles/p3.yaml", None, "remove it, or add what it belongs to in kit.yaml"),
        ("sheets/frist.yaml", None, "remove it, or add what it belongs to in kit.yaml"),
        ("sheets/frist.yaml", "sheets/first.yaml", "did you mean 'first'?"),
        ("sheets/each.yml", "sheets/each.yaml", "did you mean 'each'?"),
    ],
)
def test_a_file_that_nothing_would_print_is_reported(
    tiny_kit: Path, file: str, instead_of: str | None, hint: str
) -> None:
    """A misnamed file is found instead of being left out without a word; a name is proposed if its file is missing."""
    if instead_of:
        (tiny_kit / "sv" / instead_of).unlink()
    (tiny_kit / "sv" / file).write_text("a: b\n", encoding="utf-8")
    (problem,) = [one for one in wrong(tiny_kit) if one.code == "stray-file"]
    assert problem.hint == hint


def test_files_of_other_kinds_may_lie_in_the_kit(tiny_kit: Path) -> None:
    """The control: notes and pictures beside the content are nobody's business."""
    (tiny_kit / "sv" / "sheets" / "notes.txt").write_text("a", encoding="utf-8")
    (tiny_kit / "README.md").write_text("a", encoding="utf-8")
    load(tiny_kit)


@pytest.mark.parametrize("file", ["steps.yaml", "principles/p1.yaml"])
@pytest.mark.parametrize("text", ["- a\n", "a\n", ""])
def test_a_file_of_another_shape_is_refused(tiny_kit: Path, file: str, text: str) -> None:
    """A list, a text or nothing where ids with their words must stand is a problem."""
    (tiny_kit / "sv" / file).write_text(text, encoding="utf-8")
    assert {one.code for one in wrong(tiny_kit)} <= {"wrong-type", "missing-id"}


# --- layouts' words and options ----------------------------------------------------------------------------------


def test_options_are_validated_by_the_layout_and_located(tiny_kit: Path) -> None:
    """A wrong option is reported where it stands in the facts, with the layout's own options as choices."""
    path = tiny_kit / "kit.yaml"
    edit(path, "lines: 3", "liens: 3")
    (problem,) = wrong(tiny_kit)
    line, column = place_of(path, "liens: 3")
    assert str(problem) == (
        f"{path.as_posix()}:{line}:{column}: error[unknown-key]: the key 'liens' is unknown\n"
        "  hint: did you mean 'lines'?"
    )
    edit(path, "liens: 3", "lines: three")
    (problem,) = wrong(tiny_kit)
    line, column = place_of(path, "three")
    assert str(problem.where) == f"{path.as_posix()}:{line}:{column}"
    assert problem.message == "lines: expected a whole number, found 'three'"


def test_options_for_a_layout_without_any_are_refused(tiny_kit: Path) -> None:
    """An option that nothing reads is an error, not silence."""
    path = tiny_kit / "kit.yaml"
    edit(path, "layout: summary\n", "layout: summary\n  options: {lines: 3}\n")
    (problem,) = wrong(tiny_kit)
    line, column = place_of(path, "lines: 3}")
    assert str(problem) == (
        f"{path.as_posix()}:{line}:{column}: error[unknown-key]: the layout 'summary' has no options\n  hint: remove it"
    )


def test_an_option_that_must_be_given_is_missing_at_its_sheet(tiny_kit: Path) -> None:
    """A layout may ask for an option; a sheet without any is told so where the sheet stands."""

    class Needed(Model):
        lines: Count

    schemas = SCHEMAS | {"probe": SheetSchema(Words, Needed)}
    (problem,) = problems_of(lambda: load_kit(tiny_kit, None, schemas))
    assert problem.code == "missing-key"
    assert problem.where is not None
    assert (problem.where.line, problem.where.column) == place_of(tiny_kit / "kit.yaml", "id: first")


def test_a_tool_without_words_in_one_language_is_missing_there(tiny_kit: Path) -> None:
    """Other languages have words for it, so the facts are right; if none has, it is the facts that are looked at."""
    tools = {one: place_of(tiny_kit / one / "kit.yaml", "tools:") for one in ("sv", "en")}
    edit(tiny_kit / "sv" / "kit.yaml", "  tape: Tool tape\n", "")
    (problem,) = wrong(tiny_kit)
    assert problem.where is not None
    assert problem.where.file.endswith("sv/kit.yaml")
    assert (problem.code, problem.where.line, problem.where.column) == ("unknown-tool", *tools["sv"])
    assert problem.hint == "add 'tape:' here, under 'tools'"
    edit(tiny_kit / "en" / "kit.yaml", "  tape: Tool tape\n", "")
    (problem,) = wrong(tiny_kit)
    assert problem.where is not None
    assert not problem.where.file.endswith("sv/kit.yaml")
    assert problem.hint == "add 'tape:' under 'tools' in the kit.yaml of each language"


# --- many at once ------------------------------------------------------------------------------------------------


def test_everything_wrong_in_all_files_is_told_in_one_run_and_in_order(tiny_kit: Path) -> None:
    """Mistakes of every kind in every file of the language come together, sorted by file, line and column."""
    edit(tiny_kit / "kit.yaml", "step: work", "step: wrok")
    edit(tiny_kit / "kit.yaml", "layout: summary", "layout: sumary")
    edit(tiny_kit / "sv" / "kit.yaml", "\ntitle:", "\ntitel:")
    edit(tiny_kit / "sv" / "steps.yaml", "title: Step work title", "title: ''")
    edit(tiny_kit / "sv" / "principles" / "p1.yaml", "P1.Q1.A2:", "P1.Q1.A9:")
    (tiny_kit / "sv" / "principles" / "p2.yaml").write_text("P2:\n\t- a\n", encoding="utf-8")
    (tiny_kit / "sv" / "sheets" / "each.yaml").unlink()
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "body:", "body: [x]\nwho:")
    found = wrong(tiny_kit)
    names = [one.where.file.removeprefix(tiny_kit.as_posix() + "/") for one in found if one.where]
    assert list(zip(names, [one.code for one in found], strict=True)) == [
        ("kit.yaml", "unknown-step"),
        ("kit.yaml", "unknown-layout"),
        ("sv/kit.yaml", "missing-key"),
        ("sv/kit.yaml", "unknown-key"),
        ("sv/principles/p1.yaml", "missing-id"),
        ("sv/principles/p1.yaml", "unknown-id"),
        ("sv/principles/p2.yaml", "yaml-syntax"),
        ("sv/sheets/each.yaml", "missing-file"),
        ("sv/sheets/first.yaml", "wrong-type"),
        ("sv/sheets/first.yaml", "unknown-key"),
        ("sv/steps.yaml", "empty-value"),
    ]
    places = [one.where for one in found if one.where]
    assert places == sorted(places)


def test_broken_facts_do_not_hide_broken_words(tiny_kit: Path) -> None:
    """When the facts cannot be read, words that are not YAML are reported in the same run."""
    (tiny_kit / "kit.yaml").write_text("id: [\n", encoding="utf-8")
    (tiny_kit / "en" / "steps.yaml").write_text("a: b: c\n", encoding="utf-8")
    (tiny_kit / "sv" / "sheets" / "last.yaml").write_bytes(b"a: \xe5\n")
    assert [(one.code, str(one.where).split("/")[-1]) for one in wrong(tiny_kit)] == [
        ("yaml-syntax", "steps.yaml:1:5"),
        ("yaml-syntax", "kit.yaml:1:5"),
        ("not-utf8", "last.yaml:1:4"),
    ]


def test_a_folder_that_is_gone_is_a_problem(tiny_kit: Path) -> None:
    """A language whose folder does not exist has every file missing."""
    shutil.rmtree(tiny_kit / "sv")
    assert {one.code for one in wrong(tiny_kit)} == {"missing-file"}


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("principles: 1\n", "principles: 3\n", "principles: 3"),
        ("tables: 2", "tables: 7", "tables: 7"),
    ],
)
def test_a_group_that_cannot_be_is_located(tiny_kit: Path, old: str, new: str, place: str) -> None:
    """A group cannot work on more principles than the kit has, nor sit at more tables than it has participants."""
    load(tiny_kit)
    edit(tiny_kit / "kit.yaml", old, new)
    (problem,) = wrong(tiny_kit)
    assert problem.code == "impossible-group"
    assert problem.where is not None
    assert (problem.where.line, problem.where.column) == place_of(tiny_kit / "kit.yaml", place)

"""``materialgen lint`` as users run it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.helpers import LAYOUTS, edit, place_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers import Result

    Run = Callable[..., Result]


@pytest.fixture
def slip(copy_of_kit: Path) -> Path:
    """Return a copy of the kit in Swedish with one doubled word, and no other warning."""
    facts = (copy_of_kit / "kit.yaml").read_text(encoding="utf-8")
    facts = re.sub(r"^languages: .*$", "languages: [sv]", facts, flags=re.MULTILINE)
    (copy_of_kit / "kit.yaml").write_text(facts, encoding="utf-8")
    terms = copy_of_kit / "terms.yaml"
    terms.write_text(terms.read_text(encoding="utf-8").partition("\nen:")[0] + "\n", encoding="utf-8")
    edit(copy_of_kit / "sv" / "kit.yaml", "title: Stärk er förmåga", "title: Stärk er er förmåga")
    return copy_of_kit


def test_the_built_in_kit_passes_strictly(run: Run) -> None:
    """Without a kit the built-in one is looked at; it has no warnings, and the LIX of its actions is told."""
    result = run("lint", "--strict")
    assert (result.code, result.err) == (0, "")
    assert re.fullmatch(r"no warnings; LIX of the actions: sv \d\d(, en \d\d)? \(easy below 45\)\.\n", result.out)


def test_warnings_do_not_fail_unless_asked(run: Run, slip: Path) -> None:
    """A warning stands on standard error with its place and what to do; with --strict it is an error."""
    result = run("lint", slip)
    line, column = place_of(slip / "sv" / "kit.yaml", "er förmåga till innovation\nsubtitle")
    place = f"{(slip / 'sv' / 'kit.yaml').as_posix()}:{line}:{column}"
    expected = f"{place}: warning[doubled-word]: 'er' stands twice\n  hint: remove one\n"
    assert (result.code, result.err) == (0, expected)
    assert result.out.startswith("1 warning; LIX of the actions: sv ")
    strict = run("lint", slip, "--strict")
    assert (strict.code, strict.err) == (1, expected.replace("warning[", "error["))


def test_a_reason_silences_a_warning(run: Run, slip: Path) -> None:
    """A comment with a reason ends the warning, and the summary counts it."""
    edit(slip / "sv" / "kit.yaml", "innovation\nsubtitle", "innovation # lint: ok doubled-word – a pun\nsubtitle")
    result = run("lint", slip, "--strict")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("no warnings, 1 silenced; ")


def test_programs_get_json(run: Run, slip: Path) -> None:
    """In JSON, standard output is a list of warnings and nothing else, empty or not."""
    result = run("lint", slip, "--format", "json")
    assert (result.code, result.err) == (0, "")
    (row,) = json.loads(result.out)
    assert (row["code"], row["severity"], row["message"]) == ("doubled-word", "warning", "'er' stands twice")
    edit(slip / "sv" / "kit.yaml", "er er", "er")
    assert json.loads(run("lint", slip, "--format", "json", "--strict").out) == []


def test_a_ci_service_gets_annotations(run: Run, slip: Path) -> None:
    """Each warning is a workflow command, an error when warnings are."""
    first = run("lint", slip, "--format", "github").out.splitlines()[0]
    assert re.fullmatch(
        r"::warning title=doubled-word,file=.*sv/kit\.yaml,line=\d+,col=\d+::'er' stands twice%0A.*", first
    )
    assert run("lint", slip, "--format", "github", "--strict").out.startswith("::error title=doubled-word,")


def test_colours_are_a_choice(run: Run, slip: Path) -> None:
    """Colours are off where there is no terminal, unless asked for."""
    assert "\x1b" not in run("lint", slip).err
    assert "\x1b[33m" in run("lint", slip, "--color").err


def test_quiet_means_warnings_only(run: Run, slip: Path) -> None:
    """With -q there is no summary."""
    assert run("lint", slip, "-q").out == ""


def test_errors_come_before_warnings(run: Run, slip: Path) -> None:
    """A kit that cannot be built is told as by build: its errors, in every language, and no warnings."""
    edit(slip / "kit.yaml", "languages: [sv]", "languages: [sv, en]")
    edit(slip / "sv" / "kit.yaml", "subtitle:", "subtitel:")
    edit(slip / "en" / "steps.yaml", "welcome:\n  title:", "welcome:\n  titel:")
    result = run("lint", slip)
    assert result.code == 1
    assert result.out == ""
    told = [re.search(r"(\w\w)/\w+\.yaml:\S+: error\[([a-z-]+)\]", line) for line in result.problems]
    assert [one and one.groups() for one in told] == [
        ("en", "missing-key"),
        ("en", "unknown-key"),
        ("sv", "missing-key"),
        ("sv", "unknown-key"),
    ]
    assert "warning[" not in result.err


def test_broken_facts_are_told_once(run: Run, slip: Path) -> None:
    """Facts are the same for all languages, so their mistakes are told once."""
    edit(slip / "kit.yaml", "votes: 5", "votes: five")
    result = run("lint", slip)
    assert result.code == 1
    assert len(result.problems) == 1


def test_a_mistake_in_the_terms_is_an_error(run: Run, slip: Path) -> None:
    """The list of terms is content."""
    (slip / "terms.yaml").write_text("sv: [policys]\n", encoding="utf-8")
    result = run("lint", slip)
    assert result.code == 1
    assert "terms.yaml:1:1: error[wrong-type]" in result.err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["declaratoin"], "did you mean 'declaration'?"),
        (["--lang", "svn"], "did you mean 'sv'?"),
        (["--in-step", "--lang", "sv"], "leave out --lang"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--layouts", "no-such-folder"], "no-such-folder"),
    ],
)
def test_a_wrong_command_is_explained(run: Run, arguments: list[str], expected: str) -> None:
    """A mistyped kit, language or option ends with status 2."""
    result = run("lint", *arguments)
    assert (result.code, result.out) == (2, "")
    assert expected in result.err
    assert "Traceback" not in result.err


def test_a_kit_may_have_layouts_of_its_own(run: Run, tiny_kit: Path) -> None:
    """Words are read by the layouts that draw them."""
    assert "error[unknown-layout]" in run("lint", tiny_kit).err
    result = run("lint", tiny_kit, "--layouts", LAYOUTS, "--lang", "en")
    assert (result.code, result.problems) == (0, [])


# --- several languages -------------------------------------------------------------------------------------------


@pytest.fixture
def both(copy_of_kit: Path, run: Run) -> Path:
    """Return a copy of the kit in two languages that have just been declared in step."""
    facts = (copy_of_kit / "kit.yaml").read_text(encoding="utf-8")
    facts = re.sub(r"^languages: .*$", "languages: [sv, en]", facts, flags=re.MULTILINE)
    (copy_of_kit / "kit.yaml").write_text(facts, encoding="utf-8")
    assert run("lint", copy_of_kit, "--in-step").code == 0
    return copy_of_kit


def test_a_text_that_is_behind_is_told_until_it_is_in_step(run: Run, both: Path) -> None:
    """The life of a change: edit one language, see the other is behind, mend it, declare both in step."""
    assert run("lint", both, "--strict").code == 0
    edit(both / "sv" / "sheets" / "notes.yaml", "title: Anteckningar", "title: Våra anteckningar")
    result = run("lint", both, "--strict")
    assert result.code == 1
    (line,) = [one for one in result.err.splitlines() if "error[" in one]
    place = ":".join(map(str, place_of(both / "en" / "sheets" / "notes.yaml", "Notes\nwhy")))
    other = ":".join(map(str, place_of(both / "sv" / "sheets" / "notes.yaml", "Våra anteckningar")))
    assert re.search(
        rf"en/sheets/notes\.yaml:{place}: error\[translation-behind\]: .*sv/sheets/notes\.yaml:{other}", line
    )
    edit(both / "en" / "sheets" / "notes.yaml", "title: Notes", "title: Our notes")
    assert "translation-undeclared" in run("lint", both).err
    declared = run("lint", both, "--in-step", "--strict")
    assert (declared.code, declared.err) == (0, "")
    assert declared.out.splitlines()[0] == f"wrote {(both / 'languages.lock').as_posix()}"
    again = run("lint", both, "--in-step")
    assert "wrote" not in again.out


def test_declaring_texts_in_step_names_those_that_were_behind(run: Run, both: Path) -> None:
    """Who declares a text in step without touching it is told which."""
    edit(both / "sv" / "sheets" / "notes.yaml", "title: Anteckningar", "title: Våra anteckningar")
    result = run("lint", both, "--in-step")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[0].startswith(f"declared in step: {(both / 'en/sheets/notes.yaml').as_posix()}:")


def test_one_language_is_looked_at_alone(run: Run, both: Path) -> None:
    """With --lang, the other language's texts and files do not matter."""
    edit(both / "sv" / "sheets" / "notes.yaml", "title: Anteckningar", "title: Våra anteckningar")
    (both / "en" / "steps.yaml").unlink()
    result = run("lint", both, "--lang", "sv", "--strict")
    assert (result.code, result.err) == (0, "")
    assert re.match(r"no warnings; LIX of the actions: sv \d\d ", result.out)


def test_a_kit_with_one_language_cannot_be_out_of_step(run: Run, slip: Path) -> None:
    """There is nothing to declare, and a folder of another language does not matter."""
    (slip / "languages.lock").unlink(missing_ok=True)
    result = run("lint", slip, "--in-step")
    assert result.code == 2
    assert "one language only" in result.err
    assert not (slip / "languages.lock").exists()


def test_the_lock_is_named_from_the_current_folder(run: Run, both: Path) -> None:
    """Messages name the lock as the user would type it."""
    (both / "languages.lock").unlink()
    assert "\n  hint" in run("lint", ".", cwd=both).err
    assert run("lint", ".", cwd=both).err.startswith("languages.lock: warning[translation-undeclared]: ")

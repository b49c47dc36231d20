"""`materialgen new`: a complete kit, written whole or not at all, over nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from materialgen import resources
from materialgen.look.colour import PRINCIPLE_TONES
from materialgen.scaffold import write_kit
from tests.helpers import problems_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.helpers import Result

LANGUAGES = ["sv", "en"]


def tree(folder: Path) -> set[str]:
    """Return the paths of all files and empty folders below a folder."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if not path.is_dir() or not any(path.iterdir())
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_kit_builds(run: Callable[..., Result], empty: Path, language: str) -> None:
    """`materialgen new demo && materialgen build ./demo`: every sheet, and nothing to complain about."""
    assert run("new", "demo", "--lang", language).code == 0
    result = run("build", "./demo")
    assert (result.code, result.err) == (0, "")
    assert len(list((empty / "output" / "demo" / language).glob("*.pdf"))) == 11 + 2  # with two bundles


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_kit_is_well_written(run: Callable[..., Result], language: str) -> None:
    """The advice on language has nothing to say about the words that everybody begins with."""
    assert run("new", "demo", "--lang", language).code == 0
    result = run("lint", "./demo", "--strict")
    assert (result.code, result.err) == (0, "")


def test_swedish_is_the_default(run: Callable[..., Result], empty: Path) -> None:
    """Without a language, the kit is in Swedish."""
    assert run("new", "one").code == 0
    assert run("new", "two", "--lang", "sv").code == 0
    assert tree(empty / "one") == tree(empty / "two")
    assert (empty / "one" / "sv" / "kit.yaml").is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_kit_has_its_own_name_and_schemas(run: Callable[..., Result], empty: Path, language: str) -> None:
    """The name stands as the id and in the commands of the comments; the schemas are those of the package."""
    assert run("new", "our-kit-2", "--lang", language).code == 0
    folder = empty / "our-kit-2"
    text = (folder / "kit.yaml").read_text(encoding="utf-8")
    assert "\nid: our-kit-2\n" in text
    assert "materialgen build ./our-kit-2\n" in text
    assert not [path for path in folder.rglob("*.yaml") if "my-kit" in path.read_text(encoding="utf-8")]
    schemas = resources.schema_folder()
    assert {one.name for one in (folder / ".schemas").iterdir()} == {one.name for one in schemas.glob("*.json")}
    for one in (folder / ".schemas").iterdir():
        assert one.read_bytes() == (schemas / one.name).read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_file_begins_by_saying_what_it_is(run: Callable[..., Result], empty: Path, language: str) -> None:
    """After the line for the editor, a comment of a line or more."""
    assert run("new", "demo", "--lang", language).code == 0
    for path in (empty / "demo").rglob("*.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("# yaml-language-server: ")
        assert lines[1] == "#"
        assert lines[2].startswith("# ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_facts_name_every_colour(language: str) -> None:
    """The comment above the principles says what may be chosen."""
    text = (resources.scaffold_folder() / language / "kit.yaml").read_text(encoding="utf-8")
    (line,) = re.findall(r"^#   colour +(.+ (?:or|eller) .+)$", text, re.MULTILINE)
    assert set(re.split(r", | or | eller ", line)) == set(PRINCIPLE_TONES)


def test_both_templates_are_the_same_kit() -> None:
    """The templates have the same files, and the same facts but for the language."""
    root = resources.scaffold_folder()
    names = [{one.replace(language, "xx", 1) for one in tree(root / language)} for language in LANGUAGES]
    assert names[0] == names[1]
    facts = [re.sub(r" *#.*", "", (root / one / "kit.yaml").read_text(encoding="utf-8")) for one in LANGUAGES]
    assert facts[0].replace("languages: [sv]", "languages: [en]") == facts[1]


def test_the_command_offers_the_templates_there_are(run: Callable[..., Result]) -> None:
    """Each template is a choice of --lang, and no other; a wrong choice names them."""
    found = {path.name for path in resources.scaffold_folder().iterdir() if (path / "kit.yaml").is_file()}
    assert found == set(LANGUAGES)
    assert "--lang [sv|en]" in run("new", "--help").out
    result = run("new", "demo", "--lang", "de")
    assert result.code == 2
    assert "'sv', 'en'" in result.err


def test_the_next_steps_are_printed(run: Callable[..., Result], empty: Path) -> None:
    """What was made, how to build it and where to begin; the printed command works as it stands."""
    (empty / "my folder").mkdir()
    result = run("new", "demo", "--dir", "my folder", "--lang", "en")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "made ./my folder/demo, a complete kit in 16 files.\n"
        "Next:\n"
        '  materialgen build "./my folder/demo"\n'
        "  open ./my folder/demo/kit.yaml: it says what stands where\n"
        "  change the words in ./my folder/demo/en/ and build again\n"
    )
    assert run("list", "./my folder/demo").code == 0


@pytest.mark.parametrize("arguments", [["--dir", ".."], ["--dir", "/"]])
def test_a_folder_elsewhere_is_named_as_it_is_typed(arguments: list[str]) -> None:
    """A path that leads up or begins at the root gets no dot before it."""
    from materialgen.cli.new import _summary

    kit = Path(arguments[1]) / "demo"
    assert f"materialgen build {kit.as_posix()}\n" in _summary(kit, "sv", ())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Demo", "for instance 'demo'"),
        ("Vårt kit!", "for instance 'vart-kit'"),
        ("a_b", "for instance 'a-b'"),
        ("-a-", "No such option"),
        ("a--b", "for instance 'a-b'"),
        ("a/b", "for instance 'a-b'"),
        ("..", "use a-z, 0-9 and '-'"),
        ("", "use a-z, 0-9 and '-'"),
        ("日本", "use a-z, 0-9 and '-'"),
        ("demo\n", "for instance 'demo'"),
        ("a" * 41, "use 40 or fewer"),
        ("con", "means something else"),
        ("null", "means something else"),
        ("declaration", "is a built-in kit"),
    ],
)
def test_a_bad_name_is_refused(run: Callable[..., Result], empty: Path, name: str, words: str) -> None:
    """A name that would not do is refused with status 2, the place in the command and a name that does."""
    result = run("new", name)
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    if not name.startswith("-"):
        assert "Invalid value for 'NAME'" in result.err
    assert tree(empty) == set()


@pytest.mark.parametrize("name", ["a", "2026", "a-1-b", "a" * 40, "true"])
def test_a_good_name_gives_a_kit_that_loads(run: Callable[..., Result], name: str) -> None:
    """The control: short, long and numeric names are as good, and YAML takes none of them for something else."""
    assert run("new", name).code == 0
    result = run("list", f"./{name}")
    assert (result.code, result.err) == (0, "")
    assert f"({name}, edition 1, " in result.out


def test_nothing_is_overwritten(run: Callable[..., Result], empty: Path) -> None:
    """A file, a folder or a link that leads nowhere stays as it is; nothing is written beside it."""
    (empty / "file").write_text("mine", encoding="utf-8")
    (empty / "folder").mkdir()
    (empty / "link").symlink_to(empty / "nowhere")
    before = tree(empty)
    for name in ("file", "folder", "link"):
        result = run("new", name)
        assert (result.code, result.out) == (1, "")
        assert f"{name}: error[cannot-write]: there is something of that name already" in result.err
        assert "no file was changed" in result.err
    assert tree(empty) == before
    assert (empty / "file").read_text(encoding="utf-8") == "mine"
    assert run("new", "free").code == 0


def test_a_second_kit_of_the_same_name_is_refused(run: Callable[..., Result], empty: Path) -> None:
    """What has been changed in a kit is safe from a second `new`."""
    assert run("new", "demo").code == 0
    path = empty / "demo" / "sv" / "kit.yaml"
    path.write_text("mine", encoding="utf-8")
    assert run("new", "demo", "--lang", "en").code == 1
    assert path.read_text(encoding="utf-8") == "mine"
    assert not (empty / "demo" / "en").exists()


def test_a_folder_that_does_not_exist_is_refused(run: Callable[..., Result], empty: Path) -> None:
    """A slip in --dir makes no folders."""
    result = run("new", "demo", "--dir", "nowhere")
    assert (result.code, result.out) == (2, "")
    assert "'--dir'" in result.err
    assert tree(empty) == set()


@pytest.mark.parametrize("step", ["write_bytes", "rename"])
def test_a_write_that_fails_leaves_nothing(empty: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """A disk that is full halfway, or a folder that cannot be moved into place, leaves no half kit and no litter."""
    real, calls = getattr(Path, step), []

    def fail(self: Path, *arguments: object) -> object:
        calls.append(self)
        if len(calls) == (10 if step == "write_bytes" else 1):
            raise OSError(28, "No space left on device")
        return real(self, *arguments)

    monkeypatch.setattr(Path, step, fail)
    (problem,) = problems_of(lambda: write_kit(empty / "demo", "sv"))
    assert (problem.code, problem.where and problem.where.file) == ("cannot-write", (empty / "demo").as_posix())
    assert problem.message == "it cannot be written: No space left on device"
    assert list(empty.iterdir()) == []
    monkeypatch.undo()
    assert len(write_kit(empty / "demo", "sv")) == 16
    assert list(empty.iterdir()) == [empty / "demo"]


def test_the_folder_can_be_read_by_others(run: Callable[..., Result], empty: Path) -> None:
    """The kit's folder and files have the rights of any others that are made there."""
    (empty / "plain").mkdir()
    (empty / "plain" / "file").touch()
    assert run("new", "demo").code == 0
    for ours, theirs in (("demo", "plain"), ("demo/kit.yaml", "plain/file")):
        assert (empty / ours).stat().st_mode == (empty / theirs).stat().st_mode


def test_the_folder_of_schemas_is_no_part_of_the_kit(run: Callable[..., Result], empty: Path) -> None:
    """Whatever lies in .schemas, the kit is read and looked at as before, also when its facts are broken."""
    assert run("new", "demo").code == 0
    hidden = empty / "demo" / ".schemas"
    (hidden / "kit.yaml").write_text("a: [\n", encoding="utf-8")
    (hidden / "sheets").mkdir()
    (hidden / "sheets" / "start.yaml").write_text("a: [\n", encoding="utf-8")
    for command in ("list", "lint"):
        result = run(command, "./demo")
        assert (result.code, result.err) == (0, "")
    facts = empty / "demo" / "kit.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("colour: blue", "colour: pink"), encoding="utf-8")
    result = run("build", "./demo")
    assert result.code == 1
    first, last = result.err.splitlines()
    assert first.startswith("demo/kit.yaml:")
    assert last == "1 problem; no file was changed."

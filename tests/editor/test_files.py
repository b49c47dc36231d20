"""The files that come with the tool, in an editor: nothing is underlined; a mistake is, where it stands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from materialgen import resources
from materialgen.kit.find import builtin_kits
from materialgen.kit.load import read_facts
from tests.editor.server import LanguageServer, needed
from tests.helpers import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


def schemas_of(folder: Path) -> Mapping[Path, str]:
    """Return the name of the schema of each file of a kit."""
    facts, _ = read_facts(folder)
    result = {folder / "kit.yaml": "kit", folder / "terms.yaml": "terms"}
    for language in facts.languages:
        words = folder / language
        result |= {words / "kit.yaml": "words", words / "steps.yaml": "steps"}
        result |= {words / "principles" / f"{one.id.lower()}.yaml": "principle" for one in facts.principles}
        result |= {words / "sheets" / f"{one.id}.yaml": f"sheet-{one.layout}" for one in facts.sheets}
    return result


def builtin_files() -> Mapping[Path, str]:
    """Return the name of the schema of each built-in file."""
    result = {ROOT / "content" / f"{name}.yaml": name for name in ("labels", "calibration")}
    for folder in builtin_kits().values():
        result |= schemas_of(folder)
    return result


def broken(path: Path) -> tuple[Path, str]:
    """Return a file with one line more, which no file may have."""
    return path, path.read_text(encoding="utf-8") + "zzz: 1\n"


def last_line(path: Path) -> int:
    """Return the number of the line that ``broken`` adds."""
    return path.read_text(encoding="utf-8").count("\n") + 1


def test_every_built_in_file_is_tied_to_its_schema() -> None:
    """The first line leads to the shipped schema of the file's kind; no file is forgotten."""
    files = builtin_files()
    assert set(files) == {path for path in (ROOT / "content").rglob("*.yaml") if ".schemas" not in path.parts}
    wrong = []
    for path, schema in files.items():
        match = MODELINE.match(path.read_text(encoding="utf-8"))
        target = (path.parent / match[1]).resolve() if match else None
        if target != resources.schema_folder() / f"{schema}.json" or not target.is_file():
            wrong.append(path.relative_to(ROOT).as_posix())
    assert wrong == [], "run `make schemas`"


def test_every_file_of_a_new_kit_is_tied_to_its_schema(new_kit: Path) -> None:
    """The first line leads to the kit's own copy of the schema, wherever the kit's folder is moved."""
    files = schemas_of(new_kit)
    assert set(files) == set(new_kit.rglob("*.yaml"))
    for path, schema in files.items():
        match = MODELINE.match(path.read_text(encoding="utf-8"))
        assert match
        assert not Path(match[1]).is_absolute()
        assert (path.parent / match[1]).resolve() == (new_kit / ".schemas" / f"{schema}.json").resolve()


def test_nothing_is_underlined_in_the_built_in_files(editor: LanguageServer) -> None:
    """The editor has nothing to say about any file of the built-in kits, in any language."""
    files = list(builtin_files())
    marks = dict(zip(files, editor.marks(*files), strict=True))
    assert {path.name: found for path, found in marks.items() if found} == {}


def test_a_mistake_in_any_built_in_file_is_underlined(editor: LanguageServer) -> None:
    """The control: a line that does not belong is underlined in each of the same files, and that line only."""
    files = list(builtin_files())
    for path, found in zip(files, editor.marks(*map(broken, files)), strict=True):
        lines = {mark.line for mark in found}
        if path.parent.name == "principles":  # "one principle per file" is said of the first
            lines.discard(min(lines))
        assert lines == {last_line(path)}, path


def test_nothing_is_underlined_in_a_new_kit(editor: LanguageServer, new_kit: Path) -> None:
    """The editor has nothing to say about a kit that has just been made, in a folder with a space and an å."""
    files = sorted(new_kit.rglob("*.yaml"))
    assert len(files) == 16
    assert [found for found in editor.marks(*files) if found] == []


def test_a_mistake_in_any_file_of_a_new_kit_is_underlined(editor: LanguageServer, new_kit: Path) -> None:
    """The control: the new kit's own schemas are read."""
    files = sorted(new_kit.rglob("*.yaml"))
    for path, found in zip(files, editor.marks(*map(broken, files)), strict=True):
        assert last_line(path) in {mark.line for mark in found}, path


def test_the_editor_explains_a_key(editor: LanguageServer, new_kit: Path) -> None:
    """Under the pointer stands what the schema says about the key."""
    path = new_kit / "kit.yaml"
    line = next(n for n, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if "edition:" in text)
    assert "Stands in the foot of each page." in editor.hover(path, line, 3)


def test_the_editor_proposes_keys_and_values(editor: LanguageServer, new_kit: Path) -> None:
    """A choice of words is proposed, and the keys that may still stand in a place."""
    path = new_kit / "kit.yaml"
    text = path.read_text(encoding="utf-8")
    line = next(n for n, one in enumerate(text.splitlines(), 1) if one.startswith("    colour: blue"))
    assert editor.proposals(path, line, 13) == {
        *("blue", "vermillion", "green", "purple", "ochre", "teal", "rose", "indigo"),
    }
    added = text.replace("    per: principle\n    parts:", "    \n    parts:")
    line = next(n for n, one in enumerate(added.splitlines(), 1) if one == "    ")
    assert "per" in editor.proposals(path, line, 5, added)


def test_the_server_is_cut_off_from_the_network(new_kit: Path, tmp_path: Path) -> None:
    """The control of the guard: a schema on the network is asked for, refused, and the log says so."""
    path, log = new_kit / "kit.yaml", tmp_path / "log.txt"
    text = path.read_text(encoding="utf-8").replace("=.schemas/kit.json", "=http://127.0.0.1:9/kit.json")
    with LanguageServer(log) as server:
        found = server.marks((path, text))[0]
    assert "the network is off in tests" in found[0].message
    assert "the network is off in tests" in log.read_text(encoding="utf-8")


def test_a_missing_server_skips_the_test_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Node.js or the server, the tests are skipped and say what to do."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="run `npm ci` in tests/editor"):
        needed()


def test_a_missing_server_fails_the_test_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """In CI nothing is skipped for want of the server."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="run `npm ci` in tests/editor"):
        needed()

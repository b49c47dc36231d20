"""The JSON Schemas: shipped as they are made, complete, and printed by the command."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from materialgen import resources
from materialgen.render.layouts import layout_files
from tests.helpers import ROOT, edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.helpers import Result

FIXED = ["kit", "words", "steps", "principle", "terms", "event", "brand", "labels", "printer", "calibration"]
KEYWORDS = {
    "$schema", "title", "description", "type", "properties", "required", "additionalProperties", "propertyNames",
    "minProperties", "maxProperties", "items", "maxItems", "minItems", "enum", "const", "default", "pattern",
    "patternErrorMessage", "dependencies",
    "minimum", "maximum", "allOf", "if", "then",
}  # fmt: skip
"""What the schemas are made of: draft 7, and the word of editors for what to say when a pattern does not match."""


def shipped() -> dict[str, str]:
    """Return the schemas in the package by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in resources.schema_folder().glob("*.json")}


def parts(schema: dict[str, Any], at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each schema inside a schema, itself included, with the way to it."""
    yield at, schema
    for key, one in schema.get("properties", {}).items():
        yield from parts(one, f"{at}/{key}")
    for keyword in ("items", "additionalProperties", "propertyNames", "if", "then"):
        if isinstance(schema.get(keyword), dict):
            yield from parts(schema[keyword], f"{at}/{keyword}")
    for number, one in enumerate(schema.get("allOf", ())):
        yield from parts(one, f"{at}/allOf/{number}")


def stale(made: Path) -> set[str]:
    """Return the names of the schemas that are not shipped as they are made."""
    now = {path.stem: path.read_text(encoding="utf-8") for path in made.glob("*.json")}
    ours = shipped()
    return {name for name in now.keys() | ours.keys() if now.get(name) != ours.get(name)}


def test_the_shipped_schemas_are_those_that_are_made(run: Callable[..., Result], tmp_path: Path) -> None:
    """Nothing in a model or a layout has changed since `make schemas`."""
    assert run("schema", "--out", tmp_path).code == 0
    assert stale(tmp_path) == set(), "run `make schemas`"


def test_a_changed_layout_makes_the_shipped_schemas_stale(run: Callable[..., Result], tmp_path: Path) -> None:
    """The control: one key more in a layout's words is seen, in the schema of its sheets and in no other."""
    layouts, out = tmp_path / "layouts", tmp_path / "out"
    layouts.mkdir()
    changed = layouts / "notes.py"
    shutil.copy(ROOT / "layouts" / "notes.py", changed)
    edit(changed, "    lead: Text\n", "    lead: Text\n    more: Text\n")
    assert run("schema", "--layouts", layouts, "--out", out).code == 0
    assert stale(out) == {"sheet-notes"}
    edit(changed, '    rules: Rules = "lines"\n', '    rules: Rules = "dots"\n')
    assert run("schema", "--layouts", layouts, "--out", out).code == 0
    assert stale(out) == {"sheet-notes", "kit"}


def test_the_schemas_are_listed(run: Callable[..., Result]) -> None:
    """Without a name, each schema is listed with the files it is for."""
    result = run("schema")
    assert (result.code, result.err) == (0, "")
    names = re.findall(r"^([a-z_-]+) +\S.* \(.*\)$", result.out, re.MULTILINE)
    assert len(names) == len(result.out.splitlines())
    layouts = layout_files()
    assert names == [*FIXED, *(f"sheet-{name}" for name in layouts)]
    assert set(names) == set(shipped())


@pytest.mark.parametrize("name", ["kit", "sheet-notes"])
def test_a_schema_is_printed(run: Callable[..., Result], name: str) -> None:
    """With a name, that schema is printed and nothing else; a console that knows ASCII only does no harm."""
    result = run("schema", name, env={"PYTHONIOENCODING": "ascii"})
    assert (result.code, result.err) == (0, "")
    assert result.out == shipped()[name]


def test_one_schema_is_written(run: Callable[..., Result], empty: Path) -> None:
    """A name and a folder write that file only; a second time it is left as it is."""
    result = run("schema", "words", "--out", "new/folder")
    assert (result.code, result.err) == (0, "")
    assert result.out == "wrote new/folder/words.json\n1 file in new/folder (1 new or changed).\n"
    assert [path.name for path in (empty / "new" / "folder").iterdir()] == ["words.json"]
    assert run("schema", "words", "--out", "new/folder").out == "1 file in new/folder (0 new or changed).\n"


def test_an_unknown_schema_is_refused(run: Callable[..., Result]) -> None:
    """A wrong name ends with status 2 and the near one."""
    result = run("schema", "word")
    assert (result.code, result.out) == (2, "")
    assert "did you mean 'words'?" in result.err


def test_schemas_that_cannot_be_written_are_a_problem(run: Callable[..., Result], empty: Path) -> None:
    """A file where the folder should be ends with status 1."""
    (empty / "file").touch()
    result = run("schema", "--out", empty / "file" / "folder")
    assert result.code == 1
    assert "error[cannot-write]" in result.err


def test_a_layout_of_ones_own_has_a_schema(run: Callable[..., Result]) -> None:
    """The layouts of a folder of one's own are named among the schemas, and in the facts."""
    folder = ROOT / "tests" / "layouts"
    assert "sheet-probe " in run("schema", "--layouts", folder).out
    words = json.loads(run("schema", "sheet-probe", "--layouts", folder).out)
    assert words["required"] == ["name", "title", "why", "body"]
    facts = json.loads(run("schema", "kit", "--layouts", folder).out)
    assert "probe" in facts["properties"]["sheets"]["items"]["properties"]["layout"]["enum"]


def test_each_key_is_explained() -> None:
    """Wherever the pointer rests in a file, the editor has words for it."""
    silent = [
        f"{name}{at}/{key}"
        for name, text in shipped().items()
        for at, schema in parts(json.loads(text))
        for key, one in schema.get("properties", {}).items()
        if not at.endswith("/if") and not one.get("description")
    ]
    assert silent == []


def test_explanations_are_in_the_words_of_the_files() -> None:
    """No trace of docstrings: no doubled backticks, no headings, nothing over several lines."""
    for name, text in shipped().items():
        for at, schema in parts(json.loads(text)):
            words = schema.get("description", "")
            assert "`" not in words, (name, at)
            assert "\n" not in words, (name, at)
            assert "Attributes" not in words, (name, at)


def test_schemas_are_made_of_what_editors_know() -> None:
    """Nothing is referred to, and no keyword is one that editors would pass over."""
    for name, text in shipped().items():
        for at, schema in parts(json.loads(text)):
            assert set(schema) <= KEYWORDS, (name, at)


def test_unknown_keys_are_refused_in_every_mapping() -> None:
    """A mapping either names its keys and takes no others, or says what each of its values is."""
    for name, text in shipped().items():
        for at, schema in parts(json.loads(text)):
            if "properties" in schema and not at.endswith(("/if", "/then")):
                assert schema["additionalProperties"] is False, (name, at)
            elif "object" in schema.get("type", ()) and not at.endswith("/options"):
                assert isinstance(schema["additionalProperties"], dict), (name, at)

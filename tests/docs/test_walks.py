"""The walks of docs/, from an empty folder to printed sheets: every block is carried out by the real command."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from materialgen.render.layouts import load_layouts
from tests.docs.walk import follow, page
from tests.helpers import ROOT
from tests.pdf import Pdf
from tests.whole import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers import Result


@pytest.mark.slow
@pytest.mark.parametrize("name", ["kit.md", "layout.md"])
def test_a_walk_leads_to_its_end(run: Callable[..., Result], empty: Path, name: str) -> None:
    """Each section goes on where the one before has ended."""
    for section in page(name):
        follow(section, run, empty)


def removals() -> list[tuple[str, list[str]]]:
    """Return the table of what a kit without principles does not need: files, each with the names in its row."""
    text = (ROOT / "docs" / "kit.md").read_text(encoding="utf-8").partition("## Without principles")[2]
    rows = [line.split("|")[1:3] for line in text.splitlines() if line.startswith("| `")]
    return [(re.findall("`(.+?)`", file)[0], re.findall("`(.+?)`", what)) for file, what in rows]


def without(value: dict[str, Any], path: str) -> None:
    """Remove a key from a mapping; dots lead into it."""
    *way, last = path.split(".")
    for one in way:
        value = value[one]
    del value[last]


def test_the_table_names_every_layout_that_needs_principles() -> None:
    """Those that are refused in a kit without principles, and the one that has nothing to cut without dots."""
    refused = {name for name, one in load_layouts().items() if one.per_principle or one.needs_principles}
    assert set(removals()[1][1]) == refused | {"cut_outs"}


@pytest.mark.slow
def test_a_kit_without_principles_is_what_is_left(run: Callable[..., Result], empty: Path) -> None:
    """The table is complete: what is left builds, is checked, and only two texts say a word of principles."""
    assert run("new", "plain", "--lang", "en").code == 0
    kit = empty / "plain"
    (facts_file, facts_keys), (_, layouts), (folder, _), *words = removals()
    shutil.rmtree(kit / folder)
    facts = yaml.safe_load((kit / facts_file).read_text(encoding="utf-8"))
    for key in facts_keys[:3]:
        without(facts, key)
    for step in facts["steps"]:
        step.pop("per", None)
    for sheet in [one for one in facts["sheets"] if one["layout"] in layouts]:
        facts["sheets"].remove(sheet)
        (kit / "en" / "sheets" / f"{sheet['id']}.yaml").unlink()
    for sheet in facts["sheets"]:
        sheet["copies"]["per"] = sheet["copies"]["per"].replace("round", "table")
    (kit / facts_file).write_text(yaml.safe_dump(facts), encoding="utf-8")
    for name, keys in words:
        file = kit / name
        value = read(file)
        for key in [one for one in keys if one != facts_file]:
            without(value, key)
        file.write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")
    for command in ("build", "check"):
        result = run(command, "./plain")
        assert result.code == 0, result.err
    texts = "".join(text for path in (empty / "output").rglob("0*.pdf") for text in Pdf.of(path).texts)
    assert "Welcome everyone" in texts  # the control: the texts have been read
    told = ["Principles, in order", "One sheet for each principle of each table"]
    assert all(texts.count(one) == 1 for one in told)
    assert texts.lower().count("principle") == len(told)
    assert " 0 " not in texts.partition("Preparations")[2].partition("Get started")[0]

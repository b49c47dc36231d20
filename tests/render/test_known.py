"""What has not changed is not drawn again, and what a build keeps is what it would draw."""

from __future__ import annotations

import os
import random
import re
import shutil
from functools import cache
from typing import TYPE_CHECKING

import pytest

from materialgen.cli.options import dots
from materialgen.kit.find import builtin_kits
from materialgen.kit.load import load_kit
from materialgen.kit.model import Action
from materialgen.kit.watch import watching
from materialgen.plan import Event, make_plan
from materialgen.press import Press
from materialgen.problems import ProblemsFoundError
from materialgen.reads import Reads
from materialgen.render.dependence import Dependence
from materialgen.render.layouts import load_layouts, schemas_of
from materialgen.render.output import Output
from materialgen.render.render import draw_kit
from materialgen.render.state import FOLDER, NAME
from tests.helpers import LAYOUTS, edit
from tests.tiny import files, write_kit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from materialgen.kit.model import SheetSpec
    from materialgen.layout import Layout
    from materialgen.plan import DocumentPlan, Plan
    from materialgen.render.render import Common, Drawn

_NOTHING = Reads()
EDITS = int(os.environ.get("EDITS", "2"))
"""Edits of each kit, one on top of the other; the environment may ask for more."""


class Memory:
    """What an earlier build knows, kept in memory."""

    def __init__(self, drawn: Sequence[Drawn]) -> None:
        """Remember a build."""
        self.documents = {one.printed.plan.file_name: one for one in drawn}

    def document(self, plan: DocumentPlan) -> Drawn | None:
        """Return a document."""
        return self.documents.get(plan.file_name)

    def common(self, sheet: SheetSpec) -> Common | None:
        """Return what the documents of a sheet had in common."""
        return next((one.common for one in self.documents.values() if one.printed.plan.sheet.id == sheet.id), None)


@cache
def known_layouts() -> Mapping[str, Layout]:
    """Return the layouts of the built-in kits and of the tiny one."""
    return load_layouts([LAYOUTS])


def planned(
    folder: Path, language: str = "sv", event: Event | None = None, layouts: Mapping[str, Layout] | None = None
) -> Plan:
    """Return the plan of a kit."""
    return make_plan(load_kit(folder, language, schemas_of(layouts or known_layouts())), dots(None, 1), event)


def redrawn(before: Sequence[Drawn], plan: Plan, press: Press | None = None) -> tuple[list[Drawn], list[str]]:
    """Return a kit drawn by somebody who knows an earlier build, and the files that were drawn again."""
    after = draw_kit(plan, known_layouts(), press=press, known=Memory(before))
    return after, [one.printed.plan.file_name for one in after if not one.kept]


def facts(drawn: Sequence[Drawn]) -> list[tuple[object, ...]]:
    """Return all that is handed on of documents but whether they were kept."""
    return [(one.printed, one.data, one.words, one.made_from) for one in drawn]


def test_nothing_is_drawn_twice(tiny_kit: Path) -> None:
    """The same kit, read again, needs no document drawn; all that is known of them is the same."""
    first = draw_kit(planned(tiny_kit), known_layouts())
    second, drawn = redrawn(first, planned(tiny_kit))
    assert drawn == []
    assert facts(second) == facts(first)


def test_where_a_text_stands_does_not_matter(tiny_kit: Path) -> None:
    """A comment that moves every line changes no sheet."""
    first = draw_kit(planned(tiny_kit), known_layouts())
    for path in tiny_kit.rglob("*.yaml"):
        path.write_text(f"# a comment\n\n{path.read_text('utf-8')}", "utf-8")
    assert redrawn(first, planned(tiny_kit))[1] == []


def test_an_action_is_on_its_own_cards_only(tmp_path: Path) -> None:
    """An edited action draws its principle’s cards again and nothing else, though all share one size."""
    kit = shutil.copytree(builtin_kits()["declaration"], tmp_path / "kit")
    first = draw_kit(planned(kit), known_layouts())
    text = (kit / "sv" / "principles" / "p3.yaml").read_text("utf-8")
    action = re.search(r"P3\.Q2\.A2: (.*)", text)
    assert action is not None
    edit(kit / "sv" / "principles" / "p3.yaml", action[1], f"{action[1][:-1]} varje dag.")
    plan = planned(kit)
    after, drawn = redrawn(first, plan)
    sheets = {one.sheet.id for one in plan.documents if one.file_name in drawn}
    assert [name for name in drawn if "p3" in name] == ["06-atgardskort-p3-a3.pdf"]
    assert sheets == {"cards"}
    assert facts(after) == facts(draw_kit(plan, known_layouts()))


def _kits() -> list[object]:
    every: list[object] = [("tiny", "sv")]
    for name in builtin_kits():
        every += [pytest.param(name, language, marks=pytest.mark.slow) for language in ("sv", "en")]
    return every


@pytest.mark.parametrize(("name", "language"), _kits())
def test_a_build_that_knows_the_last_one_draws_what_a_fresh_one_draws(tmp_path: Path, name: str, language: str) -> None:
    """Whatever is edited, facts or words, the files are byte for byte those of a build that knows nothing."""
    dice = random.Random(f"{name} {language}")  # noqa: S311 - which edits is no secret
    source = write_kit(tmp_path / "tiny", files()) if name == "tiny" else builtin_kits()[name]
    kit = shutil.copytree(source, tmp_path / "kit")
    last = draw_kit(planned(kit, language), known_layouts())
    kept = 0
    for _ in range(EDITS):
        path, plan, fresh = _edited_kit(kit, language, dice)
        after, drawn = redrawn(last, plan)
        assert facts(after) == facts(fresh), path.name
        kept += len(after) - len(drawn)
        last = after
    assert kept > 0


def _edited_kit(kit: Path, language: str, dice: random.Random) -> tuple[Path, Plan, list[Drawn]]:
    """Edit a kit so that it can still be built; return the file, the plan and what is drawn."""
    while True:
        path, before = _edited(kit, language, dice)
        try:
            plan = planned(kit, language)
            return path, plan, draw_kit(plan, known_layouts())
        except ProblemsFoundError:
            path.write_text(before, "utf-8")


def _edited(kit: Path, language: str, dice: random.Random) -> tuple[Path, str]:
    """Change a line of a kit; return the file and what it held."""
    path = dice.choice([kit / "kit.yaml", *sorted((kit / language).rglob("*.yaml"))])
    before = path.read_text("utf-8")
    lines = before.split("\n")
    places = [index for index, line in enumerate(lines) if re.search(r"(: |- )[^\s{\[|>&*#].*[a-zåäö.!?0-9]$", line)]
    if places:
        index = dice.choice(places)
        number = re.search(r"\b(\d+)$", lines[index])
        if number and "id:" not in lines[index]:
            lines[index] = lines[index][: number.start()] + str(int(number[1]) + dice.choice([-5, -1, 1, 5]))
        elif lines[index][-1] in ".!?":
            lines[index] = f"{lines[index][:-1]} {dice.choice(['ja', 'nu', 'om'])}{lines[index][-1]}"
        else:
            lines[index] += dice.choice(["a", " ja", "n"])
    path.write_text("\n".join(lines), "utf-8")
    return path, before


def test_other_groups_and_other_ink_are_drawn_anew(tiny_kit: Path) -> None:
    """What all documents depend on is no attribute of the kit."""
    first = draw_kit(planned(tiny_kit), known_layouts())
    every = [one.printed.plan.file_name for one in first]
    assert redrawn(first, planned(tiny_kit), Press("grey"))[1] == every
    assert redrawn(first, planned(tiny_kit, event=Event(participants=9)))[1] == every
    assert redrawn(first, planned(tiny_kit), Press("full"))[1] == []


def test_another_layout_draws_its_own_documents_anew(tiny_kit: Path, tmp_path: Path) -> None:
    """A changed module is another layout: its documents are drawn, and what counts fingerprints if those change."""
    own = shutil.copytree(LAYOUTS, tmp_path / "layouts")
    before = load_layouts([own])
    first = draw_kit(planned(tiny_kit, layouts=before), before)
    (own / "probe.py").write_text((own / "probe.py").read_text("utf-8") + "\n# changed\n", "utf-8")
    now = load_layouts([own])
    after = draw_kit(planned(tiny_kit, layouts=now), now, known=Memory(first))
    layout = {one.printed.plan.file_name: one.printed.plan.sheet.layout for one in after}
    assert {layout[one.printed.plan.file_name] for one in after if not one.kept} == {"probe"}
    assert {layout[one.printed.plan.file_name] for one in after if one.kept} == {"summary"}


def test_the_comparison_above_can_fail(tiny_kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If all that is known were taken as it is, an edit would not show."""
    first = draw_kit(planned(tiny_kit), known_layouts())
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "Sheet first body", "Another body")
    fresh = draw_kit(planned(tiny_kit), known_layouts())
    monkeypatch.setattr(Dependence, "holds", lambda *_arguments: True)
    assert facts(redrawn(first, planned(tiny_kit))[0]) != facts(fresh)


def test_what_is_read_in_a_block_is_seen_and_nothing_else() -> None:
    """Reads are recorded by object and attribute; blocks may stand inside each other."""
    one, other = Action("a", "x"), Action("b", "y")  # type: ignore[arg-type]  # any string will do
    assert one.text == "x"
    with watching() as outer:
        assert one.id == "a"
        with watching() as inner:
            assert other.text == "y"
        assert one.id == "a"
    assert inner == {(id(other), "text")}
    assert outer == {(id(one), "id"), (id(other), "text")}
    assert other.id == "b"


def test_a_folder_remembers_its_documents_as_long_as_they_are_as_they_were(tiny_kit: Path, tmp_path: Path) -> None:
    """A build takes up what the last one left; a file that somebody has changed is drawn again."""
    plan, out = planned(tiny_kit), tmp_path / "out"

    def build() -> list[str]:
        with Output.opened(out) as output:
            drawn = draw_kit(plan, known_layouts(), known=output)
            output.write(plan, drawn)
            output.remember(drawn, _NOTHING, "", "")
        return [one.printed.plan.file_name for one in drawn if not one.kept]

    every = [one.file_name for one in plan.documents]
    assert build() == every
    assert build() == []
    data = (out / every[0]).read_bytes()
    (out / every[0]).write_bytes(data + b" ")
    (out / every[1]).unlink()
    assert build() == every[:2]
    assert (out / every[0]).read_bytes() == data
    (out / FOLDER / NAME).write_text("{", "utf-8")
    assert build() == every

"""Facts that are right each on its own, and wrong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from materialgen.kit.load import load_kit
from materialgen.kit.schema import Count, Model, SheetSchema, SheetWords
from materialgen.kit.text import Text
from tests.helpers import problems_of
from tests.tiny import files, write_kit

if TYPE_CHECKING:
    from pathlib import Path


class Words(SheetWords):
    """The words of the layout ``probe``."""

    body: Text


class Options(Model):
    """The options of the layout ``probe``."""

    lines: Count = 2


def problems(folder: Path, **probe: object) -> list[str]:
    """Return what is wrong with the tiny kit when its layout ``probe`` can do so much."""
    schemas = {"probe": SheetSchema(Words, Options, **probe), "summary": SheetSchema(SheetWords)}  # type: ignore[arg-type]
    found = problems_of(lambda: load_kit(folder, None, schemas))
    return [str(one).removeprefix(f"{folder.as_posix()}/") for one in found]


def test_a_paper_that_the_layout_cannot_draw_on_is_one_problem(tiny_kit: Path) -> None:
    """The place is the paper's, and the hint says what to write."""
    assert problems(tiny_kit, papers=("A4",)) == [
        "kit.yaml:66:3: error[wrong-paper]: the layout 'probe' draws on A4, not on A3\n  hint: write 'paper: A4'"
    ]


def test_a_layout_that_draws_from_a_principle_needs_one(tiny_kit: Path) -> None:
    """A sheet that is made once cannot have such a layout; the sheet that is made for each principle can."""
    (found,) = problems(tiny_kit, per_principle=True)
    assert found == (
        "kit.yaml:59:7: error[no-principle]: the layout 'probe' draws a sheet for each principle, "
        "but 'first' is made once\n  hint: add 'per: principle' to the sheet"
    )


def test_a_layout_that_draws_all_principles_needs_some(tmp_path: Path) -> None:
    """A kit without principles is told at the layout's name; with them (the control) nothing is wrong."""
    data = files()
    data["kit.yaml"]["principles"] = []
    found = problems(write_kit(tmp_path / "none", data), needs_principles=True)
    assert any("error[no-principles]: the layout 'probe' draws the kit's principles" in one for one in found)
    schemas = {"probe": SheetSchema(Words, Options, needs_principles=True), "summary": SheetSchema(SheetWords)}
    assert load_kit(write_kit(tmp_path / "some"), None, schemas).principles


@pytest.mark.parametrize(
    ("part", "name", "most"),
    [("group", "participants", 200), ("group", "tables", 50), ("dots", "votes", 30), ("dots", "triangles", 9)],
)
def test_a_group_is_no_larger_than_can_be_printed(tmp_path: Path, part: str, name: str, most: int) -> None:
    """As many as are allowed are read, one more is located."""
    data = files()
    data["kit.yaml"]["group"]["participants"] = 100
    data["kit.yaml"][part][name] = most
    schemas = {"probe": SheetSchema(Words, Options), "summary": SheetSchema(SheetWords)}
    assert load_kit(write_kit(tmp_path / "within", data), None, schemas).id == "tiny"
    data["kit.yaml"][part][name] = most + 1
    (found,) = problems_of(lambda: load_kit(write_kit(tmp_path / "beyond", data), None, schemas))
    assert (found.code, found.message) == ("wrong-value", f"{name}: at most {most} is allowed, found {most + 1}")

"""Random kits: each is built and passes the audit, or is stopped by located problems; ``make stress`` does 1,000."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from materialgen.geometry import Box
from materialgen.problems import MaterialgenInternalError, Problem, Where
from materialgen.typeset import Style
from tests.stress import campaign
from tests.stress.campaign import attempt, check_located, run
from tests.stress.kits import Recipe, make, texts, write

if TYPE_CHECKING:
    from pathlib import Path

    from materialgen.draw import Document
    from materialgen.layout import Job

KITS = 12
"""How many are tried here; always the same."""


@pytest.mark.slow
def test_random_kits_are_clean_or_stopped_by_located_problems() -> None:
    """No random kit breaks the audit of the build or the one that reads files back, and both outcomes come up."""
    tally = run(KITS, shard=0)
    assert tally.clean + tally.stopped == KITS
    assert tally.clean >= 2
    assert tally.stopped >= 2


@pytest.mark.parametrize(
    "corner",
    [
        "least",
        pytest.param("most", marks=pytest.mark.slow),
        "a crowd",
        "a long day",
        "many wild",
        "wild sheets",
    ],
)
def test_corners_of_what_a_kit_may_be(corner: str) -> None:
    """The smallest and the largest kits are built, or stopped by located problems, as any other."""
    recipe, clean = {
        "least": (Recipe(1, (1,), actions=1, participants=1, tables=8, chosen=1, minutes=5), True),
        "most": (Recipe(2, (12,) * 9, actions=20, participants=40, tables=8, chosen=9, steps=4, minutes=90), True),
        "a crowd": (Recipe(3, (4, 4, 4), participants=40, tables=1), True),
        "a long day": (Recipe(4, (5,) * 9, chosen=9, minutes=600, start="00.15"), True),
        "many wild": (Recipe(5, (3, 4), wild=1000), False),
        "wild sheets": (Recipe(6, (3, 4), sheets=300), False),
    }[corner]
    assert (not attempt(recipe)) is clean


def test_a_recipe_gives_the_same_kit_again(tmp_path: Path) -> None:
    """What a failing example shows is enough to make the kit again, and another seed makes another one."""
    recipes = [Recipe(7, wild=5), Recipe(7, wild=5), Recipe(8, wild=5)]
    for number, recipe in enumerate(recipes):
        write(tmp_path / str(number), make(recipe))
    first, again, other = (campaign.snapshot(tmp_path / str(number)) for number in range(3))
    assert first == again
    assert first != other


def test_wildness_is_counted() -> None:
    """As many texts are wild as the recipe says, and the others stay as they were."""
    tame, wild = (dict(texts(make(Recipe(9, wild=count)))) for count in (0, 10))
    assert sum(tame[key] != wild[key] for key in tame) == 10


# -- controls: what must not happen is noticed -------------------------------------------------------------------------


@pytest.mark.parametrize(("x", "y", "times"), [(2, 100, 1), (200, 200, 2)], ids=["outside", "overlapping"])
def test_a_layout_that_draws_wrongly_is_an_internal_error(
    monkeypatch: pytest.MonkeyPatch, x: float, y: float, times: int
) -> None:
    """A layout that leaves the live area or lets texts collide fails the test by the audit of the build."""
    real = campaign.layouts()["notes"]

    def draw(job: Job, doc: Document) -> None:
        real.draw(job, doc)
        for number in range(times):
            doc.pages[0].text("På drift", Box(x + number, y, 60, 10), Style("stray", (12,)))

    layouts = {**campaign.layouts(), "notes": replace(real, draw=draw)}
    monkeypatch.setattr(campaign, "layouts", lambda: layouts)
    with pytest.raises(MaterialgenInternalError, match="the layout 'notes' drew"):
        attempt(Recipe(1))
    monkeypatch.setattr("materialgen.render.render.audit", lambda _page: ())
    with pytest.raises(AssertionError, match="leaves the live area" if x < 8 else "overlaps"):
        attempt(Recipe(1))


@pytest.mark.parametrize(
    ("problem", "fault"),
    [
        (Problem("text-too-long", "too long", None, "shorten it"), "nowhere"),
        (Problem("text-too-long", "too long", Where("/elsewhere/kit.yaml", 3, 1), "shorten it"), "outside the kit"),
        (
            Problem("text-too-long", "too long", Where("{kit}/sv/steps.yaml", 1, 1), "shorten it"),
            "no text begins there",
        ),
        (Problem("text-too-long", "too long", Where("{kit}/sv/steps.yaml", 2, 999), "shorten it"), "not on the line"),
        (Problem("text-too-long", "too long", Where("{kit}/sv/steps.yaml", 2, 10), None), "nothing to do about it"),
        (Problem("cannot-write", "disk full", Where("{kit}/sv/steps.yaml", 2, 10), "free it"), "cannot-write"),
    ],
)
def test_a_problem_that_leads_nowhere_is_noticed(tmp_path: Path, problem: Problem, fault: str) -> None:
    """A problem without a place, or at a wrong one, fails the test, and the same at its text's place does not."""
    places = write(tmp_path, make(Recipe(1)))
    place = problem.where and replace(problem.where, file=problem.where.file.replace("{kit}", tmp_path.as_posix()))
    with pytest.raises(AssertionError, match=fault):
        check_located(replace(problem, where=place), tmp_path, places)
    right = Where((tmp_path / "sv/steps.yaml").as_posix(), 2, 10)
    assert check_located(Problem("text-too-long", "too long", right, "shorten it"), tmp_path, places)


def test_a_changed_file_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Problems together with a file that was written fail the test."""

    def build(_folder: Path, _recipe: Recipe, out: Path) -> tuple[Problem, ...]:
        (out / "00-half.pdf").write_bytes(b"%PDF")
        return (Problem("text-too-long", "too long"),)

    monkeypatch.setattr(campaign, "build", build)
    with pytest.raises(AssertionError, match="a file was changed although there are problems"):
        attempt(Recipe(1))

"""Mutation proof: every damage of the corpus is found and named rightly, and what is not damaged is not found."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from materialgen import resources
from materialgen.check.built import Built, read_built
from materialgen.check.marked import marked_content
from materialgen.check.run import CHECKS, run_checks
from materialgen.kit.find import DEFAULT_KIT, find_kit
from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.plan import Dots, make_plan
from materialgen.render.layouts import load_layouts
from materialgen.render.render import draw_kit
from tests.check.damage import Opened
from tests.check.mutations import NOTES, ON_BYTES, ON_CONTENT, ON_FOLDER, ON_LAYOUTS, ON_OBJECTS, Mutation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from materialgen.check.finding import Finding
    from materialgen.plan import Plan
    from materialgen.render.render import Drawn

LANGUAGE = "sv"
REBUILT = "not-as-built"
"""The code of a file that is not what a build would write: every damage of a file that was built rightly is that."""
MOST = 5
"""Findings beside that one; a flood hides what is wrong."""


@dataclass(frozen=True)
class Sound:
    """The kit as it should be, read once for all mutations."""

    plan: Plan
    fresh: tuple[Drawn, ...]
    built: Built


def planned(kit: Path, layouts: Path | None = None) -> tuple[Plan, list[Drawn]]:
    """Return the plan of a kit, and all of its files as a build would write them."""
    known = load_layouts([layouts] if layouts else [])
    loaded = load_kit(kit, LANGUAGE, {name: one.schema for name, one in known.items()})
    plan = make_plan(loaded, Dots(find_product(None)))
    return plan, draw_kit(plan, known)


@pytest.fixture(scope="session")
def sound(built_kit: Path) -> Sound:
    """Return the built-in kit, sound."""
    plan, fresh = planned(find_kit(DEFAULT_KIT))
    return Sound(plan, tuple(fresh), read_built(plan, built_kit / LANGUAGE, fresh))


def checked(built: Built) -> list[Finding]:
    """Return what is found without the validator, which takes seconds for each file and has tests of its own."""
    return run_checks(built, [one for one in CHECKS if one.name != "accessibility"])


def judge(mutation: Mutation, findings: Sequence[Finding], *, rebuilt: bool) -> None:
    """See that a damage was found and named rightly, in the right file and on the right page, and little else."""
    told = "\n".join(f"{one.check}: {one.problem}" for one in findings) or "nothing was found"
    codes = Counter(one.problem.code for one in findings)
    assert (codes.pop(REBUILT, 0) > 0) is rebuilt, told
    assert mutation.codes <= set(codes) | ({REBUILT} if rebuilt else set()), told
    assert set(codes) <= mutation.codes | mutation.also, told
    assert codes.total() <= MOST, told
    named = [one for one in findings if one.problem.code in mutation.codes]
    assert {one.file for one in findings} == {mutation.file}, told
    assert not mutation.page or mutation.page in {one.page for one in named}, told


def named(table: Sequence[Mutation]) -> pytest.MarkDecorator:
    """Return a parametrisation over a table."""
    return pytest.mark.parametrize("mutation", table, ids=[one.name for one in table])


def with_file(sound: Sound, folder: Path, name: str, data: bytes) -> Built:
    """Return the kit with one file replaced, and only that to be checked."""
    (folder / name).write_bytes(data)
    return read_built(sound.plan, folder, sound.fresh, [name])


def test_an_undamaged_kit_has_no_findings(sound: Sound) -> None:
    """The kit as it was built."""
    assert [str(one.problem) for one in checked(sound.built)] == []


@pytest.mark.parametrize("name", sorted({one.file for one in ON_OBJECTS}))
def test_control_a_file_that_is_only_written_anew_is_found_by_its_bytes_alone(
    sound: Sound, tmp_path: Path, name: str
) -> None:
    """The control of all damages of objects: opening and writing a file is no damage but that of other bytes."""
    built = with_file(sound, tmp_path, name, Opened(sound.built.folder / name).to_bytes())
    assert [(one.file, one.problem.code) for one in checked(built)] == [(name, REBUILT)]


@named(ON_OBJECTS)
def test_a_damage_of_a_file_is_found(sound: Sound, tmp_path: Path, mutation: Mutation) -> None:
    """Texts, pages, fonts, tags and metadata."""
    opened = Opened(sound.built.folder / mutation.file)
    mutation.damage(opened)
    built = with_file(sound, tmp_path, mutation.file, opened.to_bytes())
    judge(mutation, checked(built), rebuilt=mutation.file in built.files)


@named(ON_BYTES)
def test_a_damage_of_bytes_is_found(sound: Sound, tmp_path: Path, mutation: Mutation) -> None:
    """Files that are cut off, empty or spoilt."""
    data = (sound.built.folder / mutation.file).read_bytes()
    built = with_file(sound, tmp_path, mutation.file, mutation.damage(data))  # type: ignore[arg-type]  # by its table
    judge(mutation, checked(built), rebuilt=mutation.file in built.files)


@named(ON_FOLDER)
def test_a_damage_of_the_folder_is_found(sound: Sound, tmp_path: Path, mutation: Mutation) -> None:
    """Files that are not there, and files that should not be."""
    folder = tmp_path / LANGUAGE
    folder.mkdir()
    for path in sound.built.folder.glob("*.pdf"):
        (folder / path.name).hardlink_to(path)
    (tmp_path / "en").symlink_to(sound.built.folder.parent / "en")
    mutation.damage(folder)
    changed = mutation.file in sound.built.files and (folder / mutation.file).is_file()
    files = {name: file for name, file in sound.built.files.items() if (folder / name).is_file()}
    built = replace(sound.built, folder=folder, files=files)
    if (folder / mutation.file).exists():
        again = read_built(sound.plan, folder, sound.fresh, [mutation.file])
        built = replace(built, files=files | dict(again.files), broken=again.broken)
    judge(mutation, checked(built), rebuilt=changed)


@named(ON_CONTENT)
def test_a_file_of_another_edition_is_found(
    sound: Sound, tmp_path: Path, copy_of_kit: Path, mutation: Mutation
) -> None:
    """The content was changed, and the file is from before that."""
    mutation.damage(copy_of_kit)
    _, drawn = planned(copy_of_kit)
    data = next(one.data for one in drawn if one.printed.plan.file_name == mutation.file)
    judge(mutation, checked(with_file(sound, tmp_path, mutation.file, data)), rebuilt=True)


@named(ON_LAYOUTS)
def test_a_fault_of_a_layout_is_found(tmp_path: Path, mutation: Mutation) -> None:
    """The files are what a build would write, so that only the content and the rules can tell."""
    layouts = shutil.copytree(resources.builtin_folder("layouts"), tmp_path / "layouts")
    mutation.damage(layouts)
    plan, fresh = planned(find_kit(DEFAULT_KIT), layouts)
    data = next(one.data for one in fresh if one.printed.plan.file_name == mutation.file)
    (tmp_path / mutation.file).write_bytes(data)
    judge(mutation, checked(read_built(plan, tmp_path, fresh, [mutation.file])), rebuilt=False)


def spoilt(data: bytes, seed: int) -> bytes:
    """Return a file with some of its bytes, numbers, names or references changed at random."""
    chance = random.Random(seed)  # noqa: S311 - no secrets here
    patterns = (rb".", rb"[0-9]", rb"/[A-Z][A-Za-z]+", rb"[0-9]+ 0 R")
    found = list(re.finditer(patterns[seed % len(patterns)], data, re.DOTALL))
    target, source = chance.sample(found, 2)
    return data[: target.start()] + source[0] + data[target.end() :]


@pytest.mark.parametrize("seed", range(40))
def test_a_file_spoilt_at_random_is_found_and_breaks_nothing(sound: Sound, tmp_path: Path, seed: int) -> None:
    """Whatever is wrong in a file, there is a finding and no traceback, and never a flood."""
    data = (sound.built.folder / NOTES).read_bytes()
    damaged = spoilt(data, seed)
    findings = checked(with_file(sound, tmp_path, NOTES, damaged))
    assert bool(findings) is (damaged != data)
    assert len(findings) <= 2 * MOST


def test_operators_that_never_end_are_read_in_no_time() -> None:
    """A dictionary that is opened again and again, but never closed, does not send the reader back and forth."""
    assert marked_content(b"/P <<" + b"<< >> /A " * 200 + b"BDC").mcids == []
    assert marked_content(b"/P << /A << /B (>>) >> /C <00> /MCID 7 >> BDC EMC").mcids == [(7, "P")]


def test_the_corpus_is_large_and_every_mutation_has_a_name_of_its_own() -> None:
    """The corpus is a proof, not an example."""
    names = [one.name for table in (ON_OBJECTS, ON_BYTES, ON_FOLDER, ON_CONTENT, ON_LAYOUTS) for one in table]
    assert len(names) == len(set(names))
    assert len(names) >= 60

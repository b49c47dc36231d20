"""What a build remembers may be damaged, forged or old: it never keeps a wrong document, and never leads astray."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from materialgen.render.manifest import Manifest, read_manifest, sha256
from materialgen.render.output import Output
from materialgen.render.state import FOLDER, NAME, read_state, state_file, up_to_date
from tests.helpers import edit, pdfs, problems_of
from tests.safety.trials import FACTOR, Kit, read, see_repaired, see_told, see_whole

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path


def state_of(kit: Kit) -> Path:
    """Return the file of what a build remembers."""
    return kit.out / FOLDER / NAME


def damaged(data: bytes, chance: random.Random, count: int) -> Iterator[bytes]:
    """Yield a file in states of damage: cut off, with bytes changed, doubled, or replaced by something else."""
    yield from (b"", b"\0" * len(data), data + data, b"[" * 100_000, b"null", b"[]", b"{}", b'"' + b"x" * 1_000_000)
    for _ in range(count):
        yield data[: chance.randrange(len(data))]
        at = chance.randrange(len(data))
        yield data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


@pytest.mark.slow
@pytest.mark.parametrize("name", [f"{FOLDER}/{NAME}", "manifest.json"])
def test_a_damaged_memory_costs_nothing_but_time(kit: Kit, chance: random.Random, name: str) -> None:
    """Whatever stands in the file, the next build writes what a build into an empty folder writes."""
    path = kit.out / name
    expected, sound = read(kit.out), path.read_bytes()
    for number, data in enumerate(damaged(sound, chance, 6 * FACTOR)):
        path.write_bytes(data)
        done = kit.run()
        assert (done.code, done.err) == (0, "")
        found = read(kit.out)
        assert found == expected, f"damage {number}"


WRONG: list[Any] = [None, True, -1, 1e300, "x", [], {}, [[]], {"x": "y"}, ["../../x"], {"../../x": [None, None, False]}]


@pytest.mark.slow
def test_a_memory_with_wrong_types_costs_nothing_but_time(kit: Kit, chance: random.Random) -> None:
    """A state whose check sum is right and whose content is nonsense changes no file and gives no traceback."""
    expected = read(kit.out)
    sound = read_state(kit.out)
    assert sound is not None
    ways = [(key,) for key in sound] + [("documents", pdfs(kit.out)[0], key) for key in _first(sound["documents"])]
    for way in ways:
        for value in WRONG if FACTOR > 1 else chance.sample(WRONG, 2):
            state = json.loads(json.dumps(sound))
            inner: Any = state
            for key in way[:-1]:
                inner = inner[key]
            inner[way[-1]] = value
            state_of(kit).write_bytes(state_file(state))
            done = kit.run("-v")  # which does not end where nothing has changed
            assert (done.code, done.err) == (0, ""), (way, value)
            # A number or a text in the place of another is no wrong type: only a forger writes it, see below.
            of_print = way[-1] in {"pages", "parts", "cuts", "on_labels", "content"}
            forged = of_print and type(value) is type(_first(sound["documents"])[way[-1]])
            assert read(kit.out) == expected or forged, (way, value)


def _first(documents: dict[str, Any]) -> dict[str, Any]:
    return next(iter(documents.values()))


def test_a_wrong_state_is_never_up_to_date(kit: Kit) -> None:
    """The quick look at what has changed survives every wrong type."""
    state = read_state(kit.out)
    assert state is not None
    assert up_to_date(state, state["asked"], kit.out)
    for key in ("asked", "engine", "files", "listings", "outputs"):
        for wrong in WRONG:
            nothing = key == "listings" and wrong in ([], {})
            not_there = key == "files" and isinstance(wrong, dict) and wrong != {"x": "y"}  # and still is not
            assert nothing or not_there or not up_to_date({**state, key: wrong}, state["asked"], kit.out), (key, wrong)


def test_a_pipe_in_the_place_of_a_file_does_not_hang(kit: Kit) -> None:
    """A named pipe that nobody writes to is not read."""
    for path in (state_of(kit), kit.out / "manifest.json", kit.out / pdfs(kit.out)[0]):
        path.unlink()
        os.mkfifo(path)
        done = kit.run()
        assert (done.code, done.err) == (0, "")
        assert path.is_file()
    see_repaired(kit)


OF_DOCUMENT = [
    ("file", "../outside.pdf"),
    ("file", "/etc/passwd"),
    ("file", "c:\\x.pdf"),
    ("file", "manifest.json"),
    ("copies", "4"),
    ("pages", True),
    ("words", "abc"),
    ("words", [["a", 1]]),
    ("name", "\ud800"),
    ("more", 1),
    ("sha256", None),
]
OF_MANIFEST = [
    ("documents", {"a": 1}),
    ("documents", [[]]),
    ("bundles", None),
    ("complete", "yes"),
    ("manifest", 2),
    ("group", []),
    ("kit", 1),
    ("more", 1),
]


def test_a_manifest_with_wrong_values_is_refused(kit: Kit) -> None:
    """A manifest is taken as a whole or not at all, and none leads out of its folder."""
    path = kit.out / "manifest.json"
    sound = path.read_text("utf-8")
    for key, value in [*OF_DOCUMENT, *OF_MANIFEST]:
        said = json.loads(sound)
        (said["documents"][0] if (key, value) in OF_DOCUMENT else said)[key] = value
        path.write_text(json.dumps(said), encoding="utf-8")
        (problem,) = problems_of(lambda: read_manifest(kit.out))
        assert problem.code == "no-manifest", (key, value)
    see_told(kit.run(command="changes"))
    see_repaired(kit)


def test_a_folder_from_elsewhere_is_drawn_anew(kit: Kit, tmp_path: Path) -> None:
    """What another installation remembers counts for nothing here, even if a file fits what it says."""
    expected = read(kit.out)
    name = pdfs(kit.out)[0]
    forged = b"%PDF-1.7 forged\n%%EOF\n"
    (kit.out / name).write_bytes(forged)
    path = kit.out / "manifest.json"
    manifest = Manifest.from_json(path.read_text("utf-8"))
    path.write_text(manifest.to_json().replace(sha256(expected[name]), sha256(forged)), encoding="utf-8")
    state = read_state(kit.out)
    assert state is not None
    state["documents"][name]["sha256"] = sha256(forged)
    state["engine"] = "another"
    state_of(kit).write_bytes(state_file(state))
    shutil.copytree(kit.out, tmp_path / "copy")
    kit.build()
    assert read(kit.out) == expected


def test_limit_who_forges_the_engines_fingerprint_as_well_is_found_by_check_only(kit: Kit) -> None:
    """The limit: who may write into the folder and knows this installation can make a build keep a file.

    They could have replaced the file after the build as well. `materialgen check` takes nothing from memory.
    """
    name, other, *_ = pdfs(kit.out)
    sound, forged = (kit.out / name).read_bytes(), (kit.out / other).read_bytes()
    (kit.out / name).write_bytes(forged)
    path = kit.out / "manifest.json"
    edit(path, sha256(sound), sha256(forged))
    state = read_state(kit.out)
    assert state is not None
    state["documents"][name]["sha256"] = sha256(forged)
    state_of(kit).write_bytes(state_file(state))
    kit.build("-v")
    assert (kit.out / name).read_bytes() == forged
    done = kit.forker.run(
        ["check", str(kit.folder), "--lang", "sv", "--layouts", str(kit.layouts), "--out", str(kit.out), "--fast"],
        kit.folder,
    )
    assert done.code == 1
    assert f"{name}: error[not-as-built]" in done.err


def test_words_that_are_changed_in_the_manifest_are_not_believed(kit: Kit) -> None:
    """A manifest that says other words than the document has is written anew."""
    path = kit.out / "manifest.json"
    sound = path.read_text("utf-8")
    words = read_manifest(kit.out).documents[0].words[0][0]
    path.write_text(sound.replace(json.dumps(words), '"Other words"'), encoding="utf-8")
    kit.build()
    assert path.read_text("utf-8") == sound


def test_a_memory_that_is_deleted_is_no_loss(kit: Kit) -> None:
    """The hidden folder may be deleted at will, and so may the manifest."""
    expected = read(kit.out)
    shutil.rmtree(kit.out / FOLDER)
    (kit.out / "manifest.json").unlink()
    kit.build()
    assert read(kit.out) == expected


def test_an_interrupted_build_after_an_interrupted_build_is_told_truly(kit: Kit) -> None:
    """The manifest of a third build tells the files that are really there, not those that the second promised."""
    first = read(kit.out)
    path = kit.out / "manifest.json"
    manifest = read_manifest(kit.out)
    promised = Manifest.from_json(manifest.to_json().replace(manifest.documents[0].sha256, "0" * 64))
    path.write_text(promised.to_json().replace('"complete": true', '"complete": false'), encoding="utf-8")
    kit.edit(3)
    seen = []
    with Output.opened(kit.out) as output:
        assert output.manifest.complete is False
        under_way = read_manifest(kit.out).underway(kit.out)
        seen = [one.was for one in under_way.documents]
    assert seen[0] == sha256(first[manifest.documents[0].file])
    kit.build()
    see_whole(kit.out)


# --- clocks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("when", [0, 1_000_000_000, 4_000_000_000])
def test_an_edit_is_noticed_whatever_the_clock_says(kit: Kit, when: int) -> None:
    """A file that seems to come from the past or the future, of the same size as before, is read again."""
    path = kit.folder / "sv" / "sheets" / "first.yaml"
    os.utime(path, (when, when))
    kit.build()
    edit(path, "Sheet first body", "Sheet thirs body")
    os.utime(path, (when, when))
    assert "(0 new or changed)" not in kit.build().out
    see_repaired(kit)


def test_a_result_that_is_set_back_is_noticed(kit: Kit) -> None:
    """A PDF file that somebody has changed is written again, though its size and time are as they were."""
    path = kit.out / pdfs(kit.out)[0]
    sound, facts = path.read_bytes(), path.stat()
    path.write_bytes(sound.replace(b"obj", b"OBJ", 1))
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    kit.build()
    assert path.read_bytes() == sound

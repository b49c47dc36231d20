"""A kit from elsewhere runs no code, and reads no file outside its own folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.helpers import edit
from tests.safety.trials import see_told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.safety.trials import Kit

HIDDEN = "title: The secret of the house\nname: The secret\nwhy: Secret\nbody: The secret of the house\n"


@pytest.mark.parametrize(
    "target", ["kit.yaml", "sv", "sv/steps.yaml", "sv/sheets", "sv/sheets/first.yaml", "event.yaml"]
)
@pytest.mark.parametrize("relative", [False, True])
def test_links_that_lead_out_are_refused(kit: Kit, tmp_path: Path, target: str, *, relative: bool) -> None:
    """A file or folder of a kit that is a link to elsewhere is told, and not a word of it is read."""
    outside = tmp_path / "outside"
    path = kit.folder / target
    if path.exists():
        path.rename(outside)
    else:
        outside.write_text("participants: 3\n", encoding="utf-8")
    path.symlink_to(os.path.relpath(outside, path.parent) if relative else outside)
    readers = (
        ("build", "plan", "check", "changes")
        if target == "event.yaml"
        else ("build", "plan", "lint", "check", "changes")
    )
    for command in readers:
        arguments = [command, str(kit.folder), "--layouts", str(kit.layouts)]
        done = kit.forker.run(arguments, tmp_path)
        see_told(done)
        assert "error[outside-kit]: it is a link that leads out of the kit's folder" in done.err
        shown = (kit.folder / target).relative_to(tmp_path).as_posix()
        assert all(shown in line for line in done.err.splitlines() if "error[outside-kit]" in line)


def test_links_within_a_kit_are_followed(kit: Kit) -> None:
    """A sheet's words may be those of another: the link leads to a file of the same kit."""
    sheets = kit.folder / "sv" / "sheets"
    (sheets / "more-1.yaml").unlink()
    (sheets / "more-1.yaml").symlink_to("more-2.yaml")
    kit.build()


def test_a_kit_that_is_itself_a_link_is_what_the_user_named(kit: Kit, tmp_path: Path) -> None:
    """The user may name a link to a kit."""
    (tmp_path / "link").symlink_to(kit.folder)
    done = kit.forker.run(
        ["build", str(tmp_path / "link"), "--layouts", str(kit.layouts), "--out", str(kit.out)], tmp_path
    )
    assert (done.code, done.err) == (0, "")


def test_links_in_a_circle_and_pipes_are_told(kit: Kit) -> None:
    """A link to itself, and a pipe that nobody writes to, are problems: nothing hangs."""
    path = kit.folder / "sv" / "sheets" / "first.yaml"
    path.unlink()
    path.symlink_to(path.name)
    see_told(kit.run())
    path.unlink()
    os.mkfifo(path)
    done = kit.run()
    see_told(done)
    assert "error[unreadable-file]" in done.err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: first", "id: ../../secret"),
        ("id: first", "id: /etc/passwd"),
        ("id: first", r"id: ..\..\secret"),
        ("- sv", "- ../../secret"),
        ("id: P1\n", "id: ../P1\n"),
        ("id: tiny", "id: ../tiny"),
        ("layout: summary", "layout: ../evil"),
    ],
)
def test_names_lead_nowhere_else(kit: Kit, tmp_path: Path, old: str, new: str) -> None:
    """What becomes part of a path is an id of letters, figures and hyphens."""
    (tmp_path / "secret.yaml").write_text(HIDDEN, encoding="utf-8")
    (tmp_path / "evil.py").write_text("open('ran', 'w')\n", encoding="utf-8")
    path = kit.folder / "kit.yaml"
    edit(path, old, new)
    before = {one for one in tmp_path.rglob("*") if kit.out not in one.parents}
    done = kit.forker.run(["build", str(kit.folder), "--layouts", str(kit.layouts)], kit.folder)
    see_told(done)
    assert "secret of the house" not in done.err
    assert {one for one in tmp_path.rglob("*") if kit.out not in one.parents} == before


@pytest.mark.parametrize(
    "text",
    [
        "!!python/object/apply:os.system ['touch ran']",
        "!!python/name:os.system",
        "!include ../../../etc/passwd",
        "!!python/object/new:subprocess.Popen [['touch', 'ran']]",
        "{{ open('/etc/passwd').read() }}",
        "file:///etc/passwd",
    ],
)
def test_words_are_words(kit: Kit, text: str) -> None:
    """Tags are refused, and what looks like a template or an address is printed as it stands, or refused."""
    edit(kit.folder / "sv" / "sheets" / "first.yaml", "Sheet first body", text)
    done = kit.run()
    assert done.code == int("file:" not in text)
    assert "root:" not in done.err + done.out
    assert list(kit.folder.rglob("ran")) == []


def test_no_code_of_a_kit_is_run(kit: Kit) -> None:
    """Python files in a kit's folder, whatever they are called, are never loaded."""
    for name in (
        "layouts/evil.py",
        "sitecustomize.py",
        "yaml.py",
        "kit.py",
        "sv/conftest.py",
        "materialgen/__init__.py",
    ):
        path = kit.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("open('ran', 'w').close()\n", encoding="utf-8")
    kit.edit(1)
    done = kit.forker.run(kit.arguments(), kit.folder.parent)
    assert (done.code, done.err) == (0, "")
    assert list(kit.folder.parent.rglob("ran")) == []

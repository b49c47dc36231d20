"""``materialgen build --html``: what it writes and what it says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers import LAYOUTS, edit, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.helpers import Result

GUIDE = "01-moderatorsguide.html"


def files(folder: Path) -> list[str]:
    """Return the names of a folder's PDF and HTML files."""
    return sorted(path.name for path in folder.iterdir() if path.suffix in {".pdf", ".html"})


@pytest.mark.slow
def test_the_guide_gets_an_html_edition_when_asked_for(run: Callable[..., Result], empty: Path) -> None:
    """It stands beside the PDF file, is listed, and named at the end; without the flag there is none."""
    plain = run("build", "--only", "guide", "--out", "out")
    assert (plain.code, files(empty / "out")) == (0, ["01-moderatorsguide-a4.pdf"])
    assert ".html" not in plain.out
    result = run("build", "--only", "guide", "--out", "out", "--html")
    assert (result.code, result.err) == (0, "")
    assert files(empty / "out") == ["01-moderatorsguide-a4.pdf", GUIDE]
    assert f"wrote out/{GUIDE}\n" in result.out
    assert f"For screens and screen readers: {GUIDE}.\n" in result.out


@pytest.mark.slow
def test_check_reads_the_html_edition_as_well(run: Callable[..., Result], empty: Path) -> None:
    """A sound one has no findings; one that was changed is found, and named in the table."""
    assert run("build", "--html", "--no-bundles", "--out", "out", "-q").code == 0
    check = ("check", "--out", "out", "--fast", "--no-bundles")
    sound = run(*check)
    assert sound.code == 0, sound.out + sound.err
    assert f"  {GUIDE} " in sound.out
    edit(empty / "out" / GUIDE, "<h1>", "<h1>Min ")
    changed = run(*check)
    assert changed.code == 1
    assert f"out/{GUIDE}: error[not-as-built]: it is not what a build writes now" in changed.err


def test_a_kit_without_an_html_edition_says_so(build_tiny: Callable[..., Result], empty: Path) -> None:
    """A warning, not a failure: the PDF files are there."""
    result = build_tiny("--html")
    assert result.code == 0
    assert "warning[no-html]: none of these sheets has an HTML edition" in result.err
    assert "For screens" not in result.out
    assert {Path(name).suffix for name in visible(empty / "out")} == {".pdf", ".json"}


def test_an_edition_that_fails_leaves_every_file_alone(
    run: Callable[..., Result], tiny_kit: Path, tmp_path: Path, empty: Path
) -> None:
    """It is drawn before anything is written."""
    folder = tmp_path / "mine"
    folder.mkdir()
    text = (LAYOUTS / "probe.py").read_text(encoding="utf-8")
    (folder / "probe.py").write_text(text.replace("draw, Options)", "draw, Options, web=lambda job: 1 / 0)"), "utf-8")
    result = run("build", tiny_kit, "--layouts", folder, "--layouts", LAYOUTS, "--out", empty / "out", "--html")
    assert result.code == 1
    assert "the layout 'probe' failed" in result.err
    assert visible(empty / "out") == []

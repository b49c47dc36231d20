"""A browser for the tests: Chromium, headless, without a network of its own.

A test takes ``tab``: a page that fails the test when a program in it fails, when its policy stops something, or when it
asks for anything that is no file and no part of the page.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers import python, without

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Request

HERE = Path(__file__).resolve().parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no name leads anywhere
)
LAPTOP = {"width": 1280, "height": 800}
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""What axe-core looks for."""


def chromium() -> str:
    """Return the path of Chromium; without it the test is skipped, but in CI it fails."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or without("Chromium is not installed: install chromium to run this test")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a running Chromium, one for all tests of a process."""
    path = chromium()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        without("Playwright is not installed: make setup")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, headless=True, args=list(FLAGS))
        yield running
        running.close()


@dataclass
class Seen:
    """What happened in a page.

    Attributes:
        errors: What its programs and its policy complained about.
        asked: Addresses that it asked for and that are neither a file nor in the page itself.
        allowed: The beginning of addresses that it may ask for besides.
    """

    errors: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    allowed: tuple[str, ...] = ("file:", "data:", "blob:")

    def watch(self, page: Page) -> None:
        """Note what happens in a page."""

        def note(request: Request) -> None:
            if not request.url.startswith(self.allowed):
                self.asked.append(request.url)

        page.on("request", note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda one: self.errors.append(one.text) if one.type in {"error", "warning"} else None)


@pytest.fixture
def open_tab(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page of its own, with the options of a browser's context."""
    contexts = []
    watched = []

    def open_one(*, seen: Seen | None = None, **options: Any) -> Page:  # noqa: ANN401 - Playwright's options
        context = browser.new_context(**{"viewport": LAPTOP, "reduced_motion": "reduce", **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        mine = seen or Seen()
        mine.watch(page)
        if seen is None:
            watched.append(mine)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert [error for one in watched for error in one.errors] == []
    assert [address for one in watched for address in one.asked] == []


@pytest.fixture
def tab(open_tab: Callable[..., Page]) -> Page:
    """Return a page on a laptop."""
    return open_tab()


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with a page as it is: the rule and the elements."""
    if not AXE.is_file():
        without("axe-core is not installed: run `npm ci` in tests/browser (Node.js 18 or newer)")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8") + "; 0")  # as a debugger would: no policy stands in its way
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(one => one.violations)",
        list(RULES),
    )
    return [
        f"{one['id']}: {one['help']} ({', '.join(str(node['target']) for node in one['nodes'][:3])})" for one in found
    ]


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the gallery of the built-in kit in Swedish for one principle; two of its PDF files stand beside it."""
    folder = tmp_path_factory.mktemp("folder with a space å")
    for arguments in (("build", "--only", "vote,chart"), ("preview",)):
        done = python("-m", "materialgen", *arguments, "--lang", "sv", "--principles", "1", cwd=folder)
        assert done.code == 0, done.err
    return folder / "output" / "declaration" / "sv" / "preview" / "index.html"

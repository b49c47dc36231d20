"""The guards of the suite itself: each is shown to fail when it should."""

from __future__ import annotations

import socket
import urllib.request
from typing import TYPE_CHECKING

import pytest

from tests.helpers import edit, place_of, python, tool

if TYPE_CHECKING:
    from pathlib import Path


def test_tests_cannot_open_a_socket() -> None:
    """A test that asks for a socket is stopped."""
    with pytest.raises(RuntimeError, match="the network is off"):
        socket.socket()


def test_tests_cannot_fetch_an_address() -> None:
    """A test that fetches an address is stopped, however it does it."""
    with pytest.raises(RuntimeError, match="the network is off"):
        urllib.request.urlopen("http://127.0.0.1:9/")


def test_processes_of_the_tool_cannot_open_a_socket(tmp_path: Path) -> None:
    """A process that a test starts has no network either, and the same process without a socket succeeds."""
    done = python("-c", "import socket; socket.socket()", cwd=tmp_path)
    assert done.code == 1
    assert "the network is off in tests: socket.__new__" in done.err
    assert python("-c", "import socket", cwd=tmp_path).code == 0


def test_processes_of_the_tool_treat_warnings_as_errors(tmp_path: Path) -> None:
    """A warning in a process that a test starts ends it."""
    done = python("-c", "import warnings; warnings.warn('old', DeprecationWarning)", cwd=tmp_path)
    assert done.code == 1
    assert "DeprecationWarning: old" in done.err


def test_a_missing_program_skips_the_test_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a program of the system a test is skipped with its name and what to install."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="qpdf is not installed: install qpdf and poppler-utils"):
        tool("qpdf")


def test_a_missing_program_fails_the_test_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """In CI nothing is skipped for want of a program."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="qpdf is not installed"):
        tool("qpdf")


def test_an_edit_that_would_change_nothing_is_refused(tmp_path: Path) -> None:
    """A test that changes a file finds exactly one place, or fails."""
    path = tmp_path / "file.yaml"
    path.write_text("a: b\nc: b\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="stands 0 times"):
        edit(path, "x", "y")
    with pytest.raises(AssertionError, match="stands 2 times"):
        edit(path, "b", "y")
    edit(path, "a: b", "a: y")
    assert path.read_text(encoding="utf-8") == "a: y\nc: b\n"
    assert place_of(path, "b") == (2, 4)

"""The files for CI: each is well formed, and its commands run in a kit's repository and find what is wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.helpers import ROOT, Result, environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WORKFLOW = ROOT / "docs" / "ci" / "github.yaml"
CONFIG = ROOT / "docs" / "ci" / "pre-commit-config.yaml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"


def parsed(path: Path) -> Any:  # noqa: ANN401 - YAML has no common type
    """Return what a file says."""
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - the base loader makes texts only


def steps() -> list[dict[str, Any]]:
    """Return the steps of the workflow."""
    return list(parsed(WORKFLOW)["jobs"]["check"]["steps"])


def lines() -> list[str]:
    """Return the command lines of the workflow but those that install something."""
    return [one["run"] for one in steps() if "run" in one and not one["name"].startswith("Install ")]


def hooks() -> list[str]:
    """Return the command line of each hook that the example asks for."""
    known = {one["id"]: one for one in parsed(HOOKS)}
    asked = [one for repository in parsed(CONFIG)["repos"] for one in repository["hooks"]]
    return [" ".join([known[one["id"]]["entry"], *one["args"]]) for one in asked]


@pytest.fixture
def repository(run: Callable[..., Result], empty: Path) -> Path:
    """Return the repository of a new kit."""
    assert run("new", "my-kit").code == 0
    return empty


def shell(line: str, cwd: Path, tmp_path: Path) -> Result:
    """Run a line in a shell, with the materialgen of this environment on the PATH; without Java, which takes long."""
    folder = tmp_path / "bin"
    folder.mkdir(exist_ok=True)
    program = folder / "materialgen"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m materialgen "$@"\n', "utf-8")
    program.chmod(0o755)
    env = environment(dict(parsed(WORKFLOW)["env"]))
    env |= {"PATH": os.pathsep.join([str(folder), os.environ["PATH"]]), "JAVA_HOME": str(folder)}
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("the workflow's lines are for bash")
    done = subprocess.run(
        [bash, "-e", "-c", line], cwd=cwd, env=env, capture_output=True, check=False, encoding="utf-8", timeout=120
    )
    return Result(done.returncode, done.stdout, done.stderr)


def test_a_workflow_has_what_github_asks_for() -> None:
    """Each step uses an action of a fixed version or runs a line, and nothing may be written to the repository."""
    workflow = parsed(WORKFLOW)
    assert set(workflow) == {"name", "on", "permissions", "env", "jobs"}
    assert workflow["permissions"] == {"contents": "read"}
    for one in steps():
        assert ("uses" in one) != ("run" in one)
        assert "uses" not in one or one["uses"].rpartition("@")[2].startswith("v")
    installs = [line.strip() for one in steps() if "run" in one for line in one["run"].splitlines() if "pip " in line]
    assert installs[0] == 'pip install "$MATERIALGEN"'
    (validator,) = (one.removeprefix("pip install ") for one in installs[1:])
    assert f'"{validator}",' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_the_lines_of_the_workflow_run(repository: Path, tmp_path: Path) -> None:
    """In the repository of a new kit, each line succeeds, and kit and report are there to be uploaded."""
    for line in lines():
        result = shell(line, repository, tmp_path)
        assert result.code == 0, f"{line}\n{result.out}\n{result.err}"
    uploaded = next(one["with"]["path"].split() for one in steps() if "upload-artifact" in one.get("uses", ""))
    assert uploaded == ["kit", "check.xml"]
    assert all((repository / one).exists() for one in uploaded)
    assert (repository / "check.xml").read_text("utf-8").startswith("<?xml")


def test_the_workflow_fails_when_something_is_wrong(repository: Path, tmp_path: Path) -> None:
    """A file that is cut off makes the check fail, with an annotation and a failure in the report."""
    build, check, report = lines()[1:]
    assert shell(build, repository, tmp_path).code == 0
    path = min((repository / "kit").glob("*.pdf"))
    path.write_bytes(path.read_bytes()[:500])
    result = shell(check, repository, tmp_path)
    assert result.code == 1
    assert f"::error title=broken-pdf,file=kit/{path.name},line=1::" in result.out
    assert shell(report, repository, tmp_path).code == 1
    assert 'type="broken-pdf"' in (repository / "check.xml").read_text("utf-8")


def test_each_hook_has_what_pre_commit_asks_for() -> None:
    """Ids are unique, each hook says how it is run, and the example asks for those that exist."""
    known = parsed(HOOKS)
    assert len({one["id"] for one in known}) == len(known)
    for one in known:
        assert {"id", "name", "description", "entry", "language", "files", "pass_filenames"} <= set(one)
        assert one["entry"].startswith("materialgen ")
        assert one.items() >= {("pass_filenames", "false")}
    assert [one["id"] for repository in parsed(CONFIG)["repos"] for one in repository["hooks"]] == [
        one["id"] for one in known
    ]


def test_the_hooks_run(repository: Path, tmp_path: Path) -> None:
    """Before a first commit and before a second, after a change of the content, every hook succeeds."""
    for _ in range(2):
        for line in hooks():
            result = shell(line, repository, tmp_path)
            assert (result.code, result.err) == (0, ""), f"{line}\n{result.out}\n{result.err}"
        words = repository / "my-kit" / "sv" / "kit.yaml"
        words.write_text(words.read_text("utf-8").replace("Workshop", "Verkstad"), "utf-8")


def test_a_hook_stops_a_commit_when_something_is_wrong(repository: Path, tmp_path: Path) -> None:
    """A mistake in the content stops the build; a stray file, the check."""
    _, build, check = hooks()
    assert shell(build, repository, tmp_path).code == 0
    folder = repository / "output" / "my-kit" / "sv"
    shutil.copy(min(folder.glob("*.pdf")), folder / "old.pdf")
    assert "foreign-pdf" in shell(check, repository, tmp_path).err
    (repository / "my-kit" / "kit.yaml").write_text("id: [", "utf-8")
    assert shell(build, repository, tmp_path).code == 1
    assert "yaml-syntax" in shell(check, repository, tmp_path).err

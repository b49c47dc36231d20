"""What the trials of faults share: kits that change from build to build, ways to strike a build, and what must hold."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdf

from materialgen.kit.find import find_kit
from materialgen.render.manifest import read_manifest, sha256
from tests.helpers import LAYOUTS, ROOT, environment, pdfs
from tests.tiny import files, write_kit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

FACTOR = int(os.environ.get("FAULTS", "1"))
"""How many times as many trials as usual: `make faults` sets it."""


@dataclass(frozen=True)
class Ended:
    """How a trial ended.

    Attributes:
        code: The exit status; of a process that was killed, the signal's number with a minus.
        out, err: What it said.
        steps: How many steps it did with files.
    """

    code: int
    out: str
    err: str
    steps: int


class Forker:
    """Starts builds quickly; see ``tests/safety/forker.py``."""

    def __enter__(self) -> Self:
        """Start the process that has loaded the tool."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.safety.forker"],
            cwd=ROOT,
            env=environment(
                # A process that is interrupted may leave anything open.
                {"PYTHONPATH": _path(), "PYTHONWARNINGS": "error,ignore::ResourceWarning"},
            ),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _where: TracebackType | None
    ) -> None:
        """End it."""
        self._process.communicate()

    def run(
        self,
        arguments: Sequence[str],
        cwd: Path,
        *,
        signal: int = 0,
        step: int | None = None,
        turns: int | None = None,
        closed: bool = False,
        umask: int | None = None,
        env: Mapping[str, str] | None = None,
    ) -> Ended:
        """Run the tool.

        Args:
            arguments: Of the tool.
            cwd: The folder to run in.
            signal: A signal that it gets.
            step: Before which step with files, from 0; None means never.
            turns: After how many turns of an empty loop, from outside; None means never.
            closed: Whether it has no standard input.
            umask: Its mask of permissions.
            env: Variables of its environment.
        """
        trial = {"arguments": arguments, "cwd": str(cwd), "signal": signal, "step": step, "turns": turns}
        trial |= {"closed": closed, "umask": umask, "env": dict(env or {})}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(trial) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return Ended(**answer)


def _path() -> str:
    return f"{environment()['PYTHONPATH']}{os.pathsep}{ROOT}"


@dataclass
class Kit:
    """A kit whose words change from build to build, so that every build replaces every file.

    Attributes:
        folder: The kit's.
        out: Where it is built into.
        forker: Starts the builds.
        layouts: Its layouts, if they are not built in.
    """

    folder: Path
    out: Path
    forker: Forker
    layouts: Path | None = None

    def edit(self, number: int) -> None:
        """Change words that stand on every sheet."""
        path = self.folder / "sv" / "kit.yaml"
        lines = path.read_text(encoding="utf-8").splitlines()
        changed = [f"short_title: Kit {number}" if line.startswith("short_title:") else line for line in lines]
        assert changed != lines
        path.write_text("\n".join(changed) + "\n", encoding="utf-8")

    def arguments(self, *more: str, out: Path | None = None, command: str = "build") -> list[str]:
        """Return the arguments of a build."""
        layouts = ["--layouts", str(self.layouts)] if self.layouts else []
        return [command, str(self.folder), "--lang", "sv", *layouts, "--out", str(out or self.out), *more]

    def run(self, *more: str, out: Path | None = None, command: str = "build", **strike: Any) -> Ended:  # noqa: ANN401 - those of the forker
        """Run a build, and let a fault strike it."""
        return self.forker.run(self.arguments(*more, out=out, command=command), self.folder, **strike)

    def build(self, *more: str, out: Path | None = None) -> Ended:
        """Build the kit; it must succeed."""
        done = self.run(*more, out=out)
        assert done.code == 0, done.err
        return done

    def fresh(self) -> dict[str, bytes]:
        """Return what a build into an empty folder writes."""
        out = self.out.parent / "fresh"
        shutil.rmtree(out, ignore_errors=True)
        self.build(out=out)
        return read(out)


def tiny(folder: Path, forker: Forker, more: int = 6) -> Kit:
    """Return the tiny kit with more sheets, so that there is much to replace."""
    data = files()
    for number in range(more):
        data["kit.yaml"]["sheets"].append({**data["kit.yaml"]["sheets"][0], "id": f"more-{number}"})
        for language in ("sv", "en"):
            words = data[f"{language}/sheets/first.yaml"] | {"name": f"N{number}"}
            data[f"{language}/sheets/more-{number}.yaml"] = words
    return Kit(write_kit(folder / "kit", data), folder / "out", forker, LAYOUTS)


def declaration(folder: Path, forker: Forker) -> Kit:
    """Return the built-in kit."""
    return Kit(shutil.copytree(find_kit("declaration"), folder / "kit"), folder / "out", forker)


def read(folder: Path) -> dict[str, bytes]:
    """Return the files that people see in a folder, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name[0] != "."}


def see_whole(folder: Path) -> None:
    """See that every PDF file in a folder is whole, and that the manifest tells the truth about each."""
    for name in pdfs(folder):
        data = (folder / name).read_bytes()
        assert data.rstrip().endswith(b"%%EOF"), name
        assert len(pypdf.PdfReader(io.BytesIO(data), strict=True).pages) > 0, name
    if not (folder / "manifest.json").exists():
        assert pdfs(folder) == []
        return
    manifest = read_manifest(folder)
    for entry in manifest.entries:
        path = folder / entry.file
        if manifest.complete or path.exists():
            assert sha256(path.read_bytes()) in {entry.sha256, entry.was}, entry.file
        assert not (manifest.complete and entry.was)
    assert set(pdfs(folder)) <= {one.file for one in manifest.entries}


def see_repaired(kit: Kit) -> None:
    """See that the next build repairs what is left: byte for byte what a build into an empty folder writes."""
    kit.build()
    assert read(kit.out) == kit.fresh()
    see_no_debris(kit.out)


def see_no_debris(folder: Path) -> None:
    """See that no temporary file is left, in the folder and in the hidden one."""
    assert [path.name for path in folder.rglob(".materialgen-*.tmp")] == []
    hidden = folder / ".materialgen"
    assert {path.name for path in hidden.iterdir()} <= {"lock", "state", "printed"}


def see_told(ended: Ended, code: int = 1) -> None:
    """See that a command that failed says why without a traceback."""
    assert ended.code == code, ended.err
    assert "Traceback" not in ended.out + ended.err
    assert ended.err.strip()

"""Measure materialgen as whole processes, next to three other ways to make the same pages.

Usage: ``python -m bench.run [--rounds N] [--slow-rounds N] [--without PEER] [--json FILE]`` in the project's folder.

The pages of the built-in kit are recorded from its layouts and written as sources of Typst, WeasyPrint and fpdf2
beforehand. Then every command takes its turn in each round, in a process of its own; the first round warms the caches
of files and is not counted. docs/speed.md says what is measured and why.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import FailedError, measure, peak_with_children
from bench.report import Ratio, Row, ratio_table, share_table, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench.measure import Figures

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
FONTS = SOURCE / "materialgen" / "fonts"
PEERS = {"typst": "typst", "weasyprint": "weasyprint", "fpdf2": "fpdf"}
"""The packages that the peers come in, and what they are imported as."""
LANGUAGE = "sv"
GROWTH = (10, 100)

BARE, VERSION = "bare Python", "materialgen --version"
BUILD, BUNDLES = "build --no-bundles", "build"
EDITED, UNCHANGED = "build again, one sentence edited", "build again, nothing changed"
TYPST, TYPST_ALL = "Typst", "Typst, bundles too"
TYPST_ONE = "Typst, one document after the other"
WEASYPRINT, FPDF2 = "WeasyPrint", "fpdf2"


def cards(times: int) -> str:
    """Return the name of the row for a kit with so many times the cards."""
    return "build --only cards" if times == 1 else f"build --only cards, {times} × the cards"


@dataclass(frozen=True)
class Command:
    """What is measured.

    Attributes:
        row: Its results.
        arguments: After the interpreter.
        out: The folder that it writes.
        fresh: Whether that folder is emptied before each run.
        before: Called before each run with its number.
        slow: Whether it runs in few rounds only.
        like: The row with the pages that its own should look like.
    """

    row: Row
    arguments: Sequence[str]
    out: Path | None = None
    fresh: bool = True
    before: Callable[[int], None] = lambda _number: None
    slow: bool = False
    like: str | None = None

    def prepare(self, number: int) -> None:
        """Make everything ready for run ``number``."""
        if self.out and self.fresh:
            shutil.rmtree(self.out, ignore_errors=True)
            self.out.mkdir(parents=True)
        self.before(number)


class Bench:
    """The commands, and the folder they work in."""

    def __init__(self, folder: Path, without: Sequence[str]) -> None:
        """Prepare everything that is not measured.

        Args:
            folder: An empty folder.
            without: The peers to leave out.

        Raises:
            FailedError: Preparing failed.
        """
        self._folder = folder
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
            "PYTHONPATH": os.pathsep.join([str(SOURCE), str(ROOT)]),
            "PYTHONHASHSEED": "0",
            "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),  # as an installation has it, and nothing in the project
        }
        self._script = folder / "materialgen"
        self._script.write_text(console_script(), encoding="utf-8")
        self._measure(["-m", "bench.prepare", str(folder), LANGUAGE])
        self._commands = [*self._own(), *self._growth(), *self._peers(without)]

    def _own(self) -> list[Command]:
        kit = self._folder / "kits" / "edited"
        again = ["build", str(kit), "--lang", LANGUAGE]
        out = self._out("edited")
        self._measure(self._tool(BUNDLES, again, out).arguments)
        return [
            Command(Row(BARE), ["-c", "pass"]),
            self._tool(VERSION, ["--version"]),
            self._tool(BUILD, ["build", "--lang", LANGUAGE, "--no-bundles"], self._out("documents")),
            self._tool(BUNDLES, ["build", "--lang", LANGUAGE], self._out("all")),
            self._tool(EDITED, again, out, fresh=False, before=lambda number: edit(kit, number)),
            self._tool(UNCHANGED, again, out, fresh=False),
        ]

    def _growth(self) -> list[Command]:
        made = [self._tool(cards(1), ["build", "--lang", LANGUAGE, "--only", "cards"], self._out("cards-1"))]
        for times in GROWTH:
            name = f"cards-{times}"
            arguments = ["build", str(self._folder / "kits" / name), "--lang", LANGUAGE, "--only", "cards", "--yes"]
            made.append(self._tool(cards(times), arguments, self._out(name), slow=times > 10))
        return made

    def _peers(self, without: Sequence[str]) -> list[Command]:
        fonts, cores = str(FONTS), str(os.cpu_count() or 1)
        made = []
        if "typst" not in without:
            made += [
                self._peer(TYPST, "typst", "documents", fonts, cores),
                self._peer(TYPST_ONE, "typst", "documents", fonts, "1"),
                self._peer(TYPST_ALL, "typst", "all", fonts, cores),
            ]
        if "fpdf2" not in without:
            made.append(self._peer(FPDF2, "fpdf2", "documents", fonts))
        if "weasyprint" not in without:
            made.append(self._peer(WEASYPRINT, "html", "documents", slow=True))
        return made

    def _peer(self, name: str, sources: str, kind: str, *more: str, slow: bool = False) -> Command:
        script = ROOT / "bench" / "peers" / f"run_{sources}.py"
        out = self._out(name.replace(" ", "-").replace(",", ""))
        arguments = [str(script), str(self._folder / kind / sources), str(out), *more]
        return Command(Row(name), arguments, out, slow=slow, like=BUILD if kind == "documents" else BUNDLES)

    def _tool(
        self,
        name: str,
        arguments: Sequence[str],
        out: Path | None = None,
        *,
        fresh: bool = True,
        before: Callable[[int], None] = lambda _number: None,
        slow: bool = False,
    ) -> Command:
        where = ["--out", str(out)] if out else []
        return Command(Row(name), [str(self._script), *arguments, *where], out, fresh, before, slow)

    def _out(self, name: str) -> Path:
        return self._folder / "out" / name

    def _measure(self, arguments: Sequence[str]) -> Figures:
        return measure([sys.executable, *arguments], self._environment)

    def run(self, rounds: int, slow_rounds: int) -> list[Row]:
        """Measure every command in each round, the slow ones in some, and return their rows."""
        for number in range(rounds + 1):
            _say(f"round {number} of {rounds}" if number else "warming up")
            for command in self._commands:
                if command.slow and number > slow_rounds:
                    continue
                command.prepare(number)
                figures = self._measure(command.arguments)
                if number:
                    command.row.runs.append(figures)
        _say("memory of whole families of processes")
        for command in self._commands:
            if not command.slow:
                command.prepare(rounds + 1)
                command.row.together = peak_with_children([sys.executable, *command.arguments], self._environment)
            if command.out:
                command.row.size = sum(one.stat().st_size for one in command.out.glob("*.pdf"))
        _say("comparing the pages")
        self._compare()
        return [command.row for command in self._commands]

    def _compare(self) -> None:
        from bench.look import compare_folders  # what it needs would make this process large before it measures

        outs = {command.row.name: command.out for command in self._commands}
        for command in self._commands:
            ours = outs[command.like] if command.like else None
            if not ours or not command.out:
                continue
            try:
                likeness = command.row.likeness = compare_folders(ours, command.out)
            except ValueError as error:
                command.row.void = str(error)
            else:
                command.row.void = "" if likeness.same else f"{likeness.where} looks otherwise"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def console_script() -> str:
    """Return what an installation writes for the command ``materialgen``."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, function = project["scripts"]["materialgen"].partition(":")
    return f"import sys\nfrom {module} import {function}\nif __name__ == '__main__':\n    sys.exit({function}())\n"


def edit(kit: Path, number: int) -> None:
    """Reword one action of a copy of the built-in kit, otherwise for each number; all else stays as it is.

    Raises:
        ValueError: There is no such action.
    """
    path = kit / LANGUAGE / "principles" / "p1.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next((index for index, line in enumerate(lines) if line.lstrip().startswith("P1.Q1.A1:")), None)
    if at is None:
        message = f"{path} has no action P1.Q1.A1"
        raise ValueError(message)
    key, _, _ = lines[at].partition(":")
    lines[at] = f"{key}: Fråga de högsta cheferna vad de vill att försök nummer {number} ska visa.\n"
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


def shares(rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Return our builds with the peers that make the same pages."""
    by_name = {row.name: row for row in rows}
    pairs = [(BUILD, TYPST), (BUILD, TYPST_ONE), (BUNDLES, TYPST_ALL), (BUILD, WEASYPRINT), (BUILD, FPDF2)]
    return [(by_name[ours], by_name[peer]) for ours, peer in pairs if peer in by_name]


def promises(rows: Sequence[Row]) -> list[Ratio]:
    """Return the ratios that have targets."""
    by_name = {row.name: row for row in rows}

    def wall(ours: str, other: str, target: float) -> list[Ratio]:
        if other not in by_name:
            return []
        row, peer = by_name[ours], by_name[other]
        return [Ratio(f"{ours} : {other}, time", row.wall / peer.wall, target, row.cpu / peer.cpu)]

    def peak(ours: str, other: str, target: float | None) -> list[Ratio]:
        if other not in by_name:
            return []
        return [Ratio(f"{ours} : {other}, peak memory", by_name[ours].peak / by_name[other].peak, target)]

    return [
        *wall(BUILD, TYPST, 0.7),
        *wall(BUNDLES, TYPST_ALL, 0.7),
        *wall(BUILD, WEASYPRINT, 0.05),
        *peak(BUILD, TYPST, 0.6),
        *wall(EDITED, BUNDLES, 0.35),
        *wall(UNCHANGED, VERSION, 1.5),
        *wall(VERSION, BARE, 3.5),
        *wall(cards(100), cards(1), 100),
        *peak(cards(100), cards(1), None),
    ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description="Measure materialgen next to its peers.")
    parser.add_argument("--rounds", type=int, default=7, help="how often each command runs (default: 7)")
    parser.add_argument("--slow-rounds", type=int, default=3, help="how often the slow ones run (default: 3)")
    parser.add_argument(
        "--without", action="append", default=[], choices=PEERS, help="leave a peer out; may be repeated"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to a file as well")
    arguments = parser.parse_args()
    if min(arguments.rounds, arguments.slow_rounds) < 1:
        parser.error("at least one round is needed")
    missing = [name for name, module in PEERS.items() if name not in arguments.without and not util.find_spec(module)]
    if missing:
        leave_out = " ".join(f"--without {name}" for name in missing)
        parser.error(
            f"not installed: {', '.join(missing)}; run `make bench`, which installs the group, or "
            f"`pip install --group bench` (pip 25.1 or newer), or leave out with {leave_out}"
        )
    return arguments


def main() -> None:
    """Measure, print the tables and write the figures."""
    arguments = _arguments()
    load = [os.getloadavg()[0]]
    with tempfile.TemporaryDirectory() as name:
        try:
            rows = Bench(Path(name), arguments.without).run(arguments.rounds, arguments.slow_rounds)
        except FailedError as error:
            raise SystemExit(str(error)) from None
    ratios = promises(rows)
    versions = {one: metadata.version(one) for one in ("reportlab", *PEERS) if one not in arguments.without}
    load.append(os.getloadavg()[0])
    system = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "load": " to ".join(f"{one:.1f}" for one in load),
        **versions,
    }
    print(", ".join(f"{key} {value}" for key, value in system.items()), "", table(rows), "", sep="\n")
    print(share_table(shares(rows)), "", ratio_table(ratios), sep="\n")
    if arguments.json:
        figures = {
            "system": system,
            "rows": {row.name: row.as_json() for row in rows},
            "ratios": {
                one.name: {"value": one.value, "target": one.target, "met": one.met, "cpu": one.cpu} for one in ratios
            },
        }
        arguments.json.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    void = [f"{row.name}: {row.void}" for row in rows if row.void]
    if void:
        raise SystemExit("\n".join(["The comparison is void, since pages differ:", *void]))


if __name__ == "__main__":
    main()

"""Kits spoilt at random, by number: the same number spoils the same kit in the same way."""

from __future__ import annotations

import random
import re
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.plan import Dots, make_plan
from materialgen.problems import ProblemsFoundError
from materialgen.render.layouts import load_layouts
from tests.helpers import LAYOUTS, ROOT, render
from tests.tiny import write_kit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import FrameType

    from materialgen.layout import Layout
    from materialgen.problems import Problem

LABELS = False
SLOW = 1.0
"""A kit that takes more seconds of the processor's time fails, however busy the machine is."""
SECONDS = 30
"""A kit that takes longer by the clock hangs."""
EVERY = 10
"""One kit in so many is the built-in one; the others are the tiny kit of the tests."""
NASTY = (
    ": ",
    "- ",
    "> ",
    ">- ",
    "? ",
    "# ",
    " #",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\x00",
    "\x07",
    "\x85",
    "\u2028",
    "&a ",
    "*a",
    "*",
    "&",
    "!",
    "!!",
    "!!int ",
    "!!binary ",
    "!x ",
    "@",
    "`",
    "%",
    "%YAML 3.0",
    "---\n",
    "...\n",
    "<<: *a",
    "{",
    "}",
    "[",
    "]",
    "{{",
    "{a: b}",
    "[a, b]",
    '"',
    "'",
    "''",
    "\\",
    '"\\q"',
    '"\\x00"',
    "~",
    "null",
    "no",
    "yes",
    "true",
    "010",
    "0x1F",
    "1e9",
    "12:30",
    "-1",
    "0",
    "99999999999999999999",
    ".inf",
    ".nan",
    "{total}",
    "{",
    "}",
    "**",
    "**x**",
    "*x*",
    "\xad",
    "\xa0",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u202e",
    "\u0301",
    "a\u030a",
    "\ud83d",
    "\u6f22\u5b57",
    "\U0001f389",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "&auml;",
    "<b>",
    "P1",
    "P1.Q1",
    "sv",
    "en",
    "pens",
    "probe",
    "summary",
    "id: ",
    "steps:",
    "A4",
    "|",
    ">",
    "|\n  ",
    ">-\n  ",
    "? ",
    "- - - ",
    "\n- ",
    "                              ",
)
"""What YAML, Unicode and the kit's own marks make something of."""


@cache
def _layouts() -> Mapping[str, Layout]:
    return load_layouts([LAYOUTS])


@cache
def _tiny() -> Mapping[str, bytes]:
    with tempfile.TemporaryDirectory() as base:
        return _read(write_kit(Path(base)))


@cache
def _built_in() -> Mapping[str, bytes]:
    return _read(ROOT / "content" / "declaration")


def _read(folder: Path) -> dict[str, bytes]:
    """Return the files of a kit that are read for its first language."""
    files = [path.relative_to(folder) for path in sorted(folder.rglob("*.yaml"))]
    return {one.as_posix(): (folder / one).read_bytes() for one in files if one.parts[0] not in {"en", "terms.yaml"}}


def _sound(number: int) -> Mapping[str, bytes]:
    """Return the files of the kit that the one with a number is made of."""
    return _tiny() if number % EVERY else _built_in()


@dataclass
class Tally:
    """What came of many kits.

    Attributes:
        clean: How many were built.
        problems: How many gave located problems.
        slowest: The longest time for one, in seconds of the processor's time.
        codes: How often each code was found.
        failures: What must not happen, with the kit's number.
    """

    clean: int = 0
    problems: int = 0
    slowest: float = 0.0
    codes: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        self.clean += other.clean
        self.problems += other.problems
        self.slowest = max(self.slowest, other.slowest)
        self.codes += other.codes
        self.failures += other.failures


class HangError(BaseException):
    """A kit takes too long; not an ``Exception``, so that nothing on the way takes it for a layout's fault."""


def _spoil(data: bytes, dice: random.Random) -> bytes:
    """Return a file with one change."""
    lines = data.split(b"\n")
    at, place = dice.randrange(len(lines)), dice.randrange(len(data) + 1)
    nasty = dice.choice(NASTY).encode("utf-8", "surrogatepass")
    kind = dice.randrange(13)
    if kind in _OF_LINES:
        _spoil_lines(lines, at, kind, nasty, dice)
        return b"\n".join(lines)
    if kind == 0:  # flip bits
        changed = bytearray(data)
        for _ in range(dice.randint(1, 4) if data else 0):
            changed[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        return bytes(changed)
    if kind == 4:  # cut off
        return data[:place]
    if kind == 8:  # any character
        character = chr(dice.choice([dice.randrange(0x20), dice.randrange(0x3000), dice.randrange(0xD800)]))
        nasty = character.encode() * dice.randint(1, 3)
    elif kind == 9:  # nest deeply
        nasty = dice.choice([b"[", b"{a: ", b"- "]) * dice.choice([5, 19, 21, 500, 20_000])
    return data[:place] + nasty + data[place:]


_OF_LINES = {1, 2, 3, 5, 6, 7, 10}


def _spoil_lines(lines: list[bytes], at: int, kind: int, nasty: bytes, dice: random.Random) -> None:
    match kind:
        case 1:  # lose one
            del lines[at]
        case 2:  # repeat some
            end = at + dice.randint(1, 5)
            lines[at:at] = lines[at:end]
        case 3:  # swap two
            other = dice.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        case 5:  # indent one otherwise
            lines[at] = dice.choice([b" ", b"  ", b"\t", b"    ", b""]) + lines[at].lstrip()
        case 6:  # a huge scalar
            piece = dice.choice([b"x", b"ord ", b"1", "å".encode(), b"{a} ", b"**", b"- "])
            lines[at] += piece * dice.choice([100, 1000, 10_000, 100_000])
        case 7:  # another value
            lines[at] = re.sub(rb": .*|$", lambda _: b": " + nasty, lines[at], count=1)
        case _:  # aliases
            lines[at] += b" &a [x, x, x]"
            lines.append(b"more: [" + b"*a, " * dice.choice([3, 1000, 30_000]) + b"]")


def spoilt(number: int) -> dict[str, bytes]:
    """Return the files of the kit with a number that differ from the sound kit."""
    dice = random.Random(number)  # noqa: S311 - repeatable, not secret
    files = _sound(number)
    result: dict[str, bytes] = {}
    for _ in range(dice.choice([1, 1, 1, 2, 3])):
        name = dice.choice(sorted(files))
        result[name] = _spoil(result.get(name, files[name]), dice)
    return result


def _build(folder: Path, out: Path) -> tuple[Problem, ...]:
    try:
        kit = load_kit(folder, None, {name: layout.schema for name, layout in _layouts().items()})
        render(make_plan(kit, Dots(find_product(None), LABELS, 1)), _layouts(), out)
    except ProblemsFoundError as error:
        return error.problems
    return ()


def _faults(problems: Iterable[Problem], folder: Path) -> Iterator[str]:
    """Yield what is wrong with problems: each must have a place in the kit that exists."""
    for one in problems:
        if one.where is None or not Path(one.where.file).is_relative_to(folder):
            yield f"outside the kit: {one}"
        elif one.where.line:
            text = Path(one.where.file).read_bytes().decode("utf-8", "replace")
            lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 2
            if not (one.where.line <= lines and one.where.column >= 1):
                yield f"not in the file: {one}"


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise HangError


@contextmanager
def _limited() -> Iterator[None]:
    """Stop what takes too long, where the system can."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def run(numbers: Iterable[int]) -> Tally:
    """Build the kits with some numbers."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as base:
        root = Path(base).resolve()
        out = root / "out"
        for files, name in ((_tiny(), "tiny"), (_built_in(), "built-in")):
            _write(files, root / name)
            assert not _build(root / name, out)  # and fonts are loaded before time is taken
        for number in numbers:
            before, changed = _sound(number), spoilt(number)
            folder = root / ("built-in" if before is _built_in() else "tiny")
            _write(changed, folder)
            attempt(number, folder, out, tally)
            _write({name: before[name] for name in changed}, folder)
    return tally


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def attempt(number: int, folder: Path, out: Path, tally: Tally) -> None:
    """Build the kit with a number, and count what comes of it."""
    begin = time.process_time()
    try:
        with _limited():
            problems = _build(folder, out)
        tally.failures += [f"{number}: {fault}" for fault in _faults(problems, folder)]
        tally.codes.update({one.code for one in problems})
        tally.problems += bool(problems)
        tally.clean += not problems
    except (HangError, Exception):  # noqa: BLE001 - whatever it is, it is what is looked for
        tally.failures.append(f"{number}: {traceback.format_exc()}")
    seconds = time.process_time() - begin
    tally.slowest = max(tally.slowest, seconds)
    if seconds > SLOW:
        tally.failures.append(f"{number}: took {seconds:.1f} s")


def peak_memory() -> float:
    """Return the most memory this process has had, in MB; 0 where that is not known."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1024)


def run_and_measure(numbers: range) -> tuple[Tally, float]:
    """Build kits in a process of their own."""
    return run(numbers), peak_memory()

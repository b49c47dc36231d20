"""A build that is killed or stopped at any moment costs no file."""

from __future__ import annotations

import signal
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from materialgen.cli import main
from materialgen.interrupt import go_on, heeded
from tests.safety.trials import FACTOR, declaration, read, see_repaired, see_told, see_whole

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

    from tests.safety.trials import Forker, Kit

KILLED = -signal.SIGKILL if hasattr(signal, "SIGKILL") else 0
STARTED = 400_000
"""Turns of an empty loop after which the program itself runs, not what starts it."""
TURNS = 6_000_000
"""Turns of an empty loop that take about as long as a build of the tiny kit."""


def strike(kit: Kit, number: int, sign: int, chance: random.Random, steps: int) -> int:
    """Edit the kit, build it, and let a signal strike between two steps or at any time; return the exit status."""
    kit.edit(number)
    if number % 2:
        done = kit.run(signal=sign, step=chance.randrange(steps))
    else:
        done = kit.run(signal=sign, turns=chance.randrange(STARTED, TURNS))
    assert "Traceback" not in done.err, done.err
    see_whole(kit.out)
    return done.code


def steps_of(kit: Kit) -> int:
    """Return how many steps with files a build does that replaces everything."""
    kit.edit(-1)
    return kit.build().steps


@pytest.mark.slow
def test_kill_at_random_moments(kit: Kit, chance: random.Random) -> None:
    """After kill -9 at any moment every file is whole, the manifest true, and the next build repairs the rest."""
    steps = steps_of(kit)
    codes = []
    for number in range(20 * FACTOR):
        codes.append(strike(kit, number, signal.SIGKILL, chance, steps))
        if number % 5 == 4:
            see_repaired(kit)
    assert set(codes) <= {0, KILLED}
    assert codes.count(KILLED) > len(codes) // 2
    see_repaired(kit)
    print(f"kill -9, tiny kit: {len(codes)} tries, {codes.count(KILLED)} killed")  # noqa: T201 - for the survival table


@pytest.mark.slow
def test_kill_of_a_whole_kit(tmp_path: Path, forker: Forker, chance: random.Random) -> None:
    """The same with the declaration kit, whose 22 files are large."""
    kit = declaration(tmp_path, forker)
    steps = kit.build().steps
    codes = [strike(kit, 2 * number + 1, signal.SIGKILL, chance, steps) for number in range(2 * FACTOR)]
    assert KILLED in codes
    see_repaired(kit)
    print(f"kill -9, declaration kit: {len(codes)} tries, {codes.count(KILLED)} killed")  # noqa: T201 - the same


@pytest.mark.slow
def test_a_kill_before_anything_was_built(kit: Kit, chance: random.Random, tmp_path: Path) -> None:
    """The first build into a folder may be killed as well."""
    steps = kit.build(out=tmp_path / "first").steps
    for number in range(5 * FACTOR):
        kit.out = tmp_path / f"new {number}"
        kit.run(signal=signal.SIGKILL, step=chance.randrange(steps))
        if kit.out.is_dir():
            see_whole(kit.out)
    see_repaired(kit)


@pytest.mark.slow
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_a_build_that_is_stopped(kit: Kit, chance: random.Random, sign: int, code: int) -> None:
    """Ctrl-C ends with status 130 and no traceback, a request to end with the signal; files are whole."""
    steps = steps_of(kit)
    codes = [strike(kit, number, sign, chance, steps) for number in range(8 * FACTOR)]
    assert set(codes) <= {0, code}
    assert code in codes
    see_repaired(kit)
    print(f"{signal.Signals(sign).name}: {len(codes)} tries, {codes.count(code)} stopped")  # noqa: T201 - the same


def test_ctrl_c_is_told(kit: Kit) -> None:
    """Who stops a build is told that nothing is lost."""
    steps = steps_of(kit)
    kit.edit(1)
    done = kit.run(signal=signal.SIGINT, step=steps // 2)
    see_told(done, 130)
    assert done.err == "stopped; every file in the output folder is whole.\n"


def test_ctrl_c_before_the_command_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the start of the program and that of the command, Ctrl-C is told in the same way."""

    def interrupt(**_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("materialgen.cli.build.Console", interrupt)
    done = CliRunner().invoke(main, ["build"])
    assert (done.exit_code, done.stderr) == (130, "stopped; every file in the output folder is whole.\n")


@pytest.fixture
def usual_ctrl_c() -> Iterator[None]:
    """Let Ctrl-C be answered as in any program."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("usual_ctrl_c")
def test_ctrl_c_is_not_lost_in_a_library() -> None:
    """What turns Ctrl-C into another error, or swallows it, does not keep the program from stopping."""

    def turned() -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt as stop:
            message = "a codec failed"
            raise ValueError(message) from stop

    def swallowed() -> None:
        with suppress(BaseException):
            signal.raise_signal(signal.SIGINT)
        go_on()

    def sound() -> None:
        go_on()
        raise LookupError

    for action, expected in ((turned, KeyboardInterrupt), (swallowed, KeyboardInterrupt), (sound, LookupError)):
        with pytest.raises(expected), heeded():
            action()
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.slow
def test_a_print_that_is_remembered_is_whole_or_as_before(kit: Kit, chance: random.Random) -> None:
    """While a baseline is replaced, a kill leaves the old one or the new one, each with all its files."""
    from materialgen.changes.baseline import printed_folder, read_since

    assert kit.run("--printed", command="changes").code == 0
    kit.edit(-1)
    kit.build()
    steps = kit.run("--printed", command="changes").steps
    states, tries = set(), 8 * FACTOR
    for number in range(tries):
        step = chance.randrange(steps * number // tries, steps * (number + 1) // tries)
        kit.edit(number)
        before = read_since(kit.out, None).manifest
        kit.build()
        kit.run("--printed", command="changes", signal=signal.SIGKILL, step=step)
        since = read_since(kit.out, None)
        assert since.kind == "printed"
        assert all(since.pdf(one) is not None for one in since.manifest.documents)
        states.add(since.manifest == before)
    assert states == {True, False}
    assert kit.run("--printed", command="changes").code == 0
    kept = {path.name for path in printed_folder(kit.out).iterdir()}
    documents = {f"{one.sha256}.pdf" for one in read_since(kit.out, None).manifest.documents}
    assert kept == {"manifest.json", *documents}


def test_control_a_broken_file_and_a_false_manifest_are_found(kit: Kit) -> None:
    """The control: what the trials look for is found when it is there."""
    see_whole(kit.out)
    name, data = next(iter((name, data) for name, data in read(kit.out).items() if name.endswith(".pdf")))
    for broken in (data[: len(data) // 2], data.replace(b"%%EOF", b"%%EOF\n%%EOF")):
        (kit.out / name).write_bytes(broken)
        with pytest.raises(AssertionError):
            see_whole(kit.out)
    see_repaired(kit)

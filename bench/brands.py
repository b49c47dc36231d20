"""Build the kit for many organisations in two languages, and see whether the last costs more than the first.

Usage: ``python -m bench.brands [--brands N] [--jobs N]`` in the project's folder. Each brand has a name, a colour and a
logo of its own. The output is counted and thrown away.
"""

from __future__ import annotations

import argparse
import colorsys
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.measure import family, memory

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><circle cx="20" cy="20" r="16" fill="{colour}"/>'
    '<path d="M44 32 L{x} 8 L92 32 Z" fill="{colour}"/></svg>'
)
WINDOW = 20
"""Kits over which the time per kit is taken."""


def main() -> None:
    """Make the brands, build, and report."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--brands", type=int, default=290)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_brands(folder / "brands", asked.brands)
        ends, peaks = build(folder, asked.jobs)
        files = [path for path in (folder / "output").rglob("*") if path.is_file() and ".materialgen" not in path.parts]
        size = sum(path.stat().st_size for path in files)
        print(f"{len(ends)} kits of {asked.brands} brands with {asked.jobs} processes")
        print(f"{ends[-1]:.0f} s, {len(files)} files, {size / 1e6:.0f} MB")
        for title, each, unit in (("time per kit", per_kit(ends), "s"), ("memory", windows(peaks), "MiB")):
            shown = ", ".join(f"{kit}: {value:.3g}" for kit, value in each)
            print(f"{title} around kit … ({unit}): {shown}")
        print(f"peak memory of all processes together: {max(peaks):.0f} MiB")


def make_brands(folder: Path, count: int) -> None:
    """Write the folders of brands."""
    for number in range(count):
        own = folder / f"kommun-{number:03d}"
        own.mkdir(parents=True)
        rgb = colorsys.hsv_to_rgb(number / count, 0.85, 0.4)
        colour = "#" + "".join(f"{round(part * 255):02x}" for part in rgb)
        (own / "logo.svg").write_text(LOGO.format(colour=colour, x=50 + number % 40), encoding="utf-8")
        facts = (
            f'name: Kommun {number}\nlogo: logo.svg\nweb: www.kommun{number}.example\ncolours:\n  accent: "{colour}"\n'
        )
        (own / "brand.yaml").write_text(facts, encoding="utf-8")


def build(folder: Path, jobs: int) -> tuple[list[float], list[float]]:
    """Return when each kit was in place, in s from the start, and what memory was taken up then, in MiB."""
    command = [
        sys.executable,
        "-m",
        "materialgen",
        "build",
        "--brand",
        "brands",
        "--lang",
        "sv,en",
        "--jobs",
        str(jobs),
    ]
    ends, peaks = [], []
    begin = time.perf_counter()
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        for line in process.stdout:
            if line.startswith("kommun-"):
                ends.append(time.perf_counter() - begin)
                peaks.append(sum(map(memory, family(process.pid))) / 1024)
    if process.returncode != 0:
        sys.exit(process.returncode)
    return ends, peaks


def per_kit(ends: list[float]) -> list[tuple[int, float]]:
    """Return the time per kit around several of them."""
    return [(kit, (ends[kit + WINDOW // 2] - ends[kit - WINDOW // 2]) / WINDOW) for kit in _places(ends)]


def windows(values: list[float]) -> list[tuple[int, float]]:
    """Return the median around several kits."""
    return [(kit, statistics.median(values[kit - WINDOW // 2 : kit + WINDOW // 2])) for kit in _places(values)]


def _places(values: list[float]) -> list[int]:
    last = len(values) - WINDOW // 2 - 1
    return sorted({min(max(round(share * last), WINDOW // 2), last) for share in (0.02, 0.25, 0.5, 0.75, 1)})


if __name__ == "__main__":
    main()

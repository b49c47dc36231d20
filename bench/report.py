"""The results as a table for people and as JSON for programs."""

from __future__ import annotations

import statistics
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.look import Likeness
    from bench.measure import Figures


@dataclass
class Row:
    """A command with what its runs cost.

    Attributes:
        name: What the table calls it.
        runs: Every measured run.
        together: Peak memory of the process and its children together, MiB; 0 if it was not measured.
        size: Of the files that it wrote, bytes; 0 if it wrote none.
        likeness: How much its pages look like ours; None if they were not compared.
        void: Why its pages are not the same as ours, so that its figures are void; empty if they are the same.
    """

    name: str
    runs: list[Figures] = field(default_factory=list)
    together: float = 0.0
    size: int = 0
    likeness: Likeness | None = None
    void: str = ""

    @property
    def wall(self) -> float:
        """The median time from start to end, s."""
        return statistics.median(one.wall for one in self.runs)

    @property
    def cpu(self) -> float:
        """The median of CPU time, s."""
        return statistics.median(one.cpu for one in self.runs)

    @property
    def peak(self) -> float:
        """The most memory, MiB: the median over runs, or what process and children took together if that is more."""
        return max(statistics.median(one.peak for one in self.runs), self.together)

    def as_json(self) -> dict[str, Any]:
        """Return everything that was measured."""
        return {
            "wall": self.wall,
            "cpu": self.cpu,
            "peak_mib": self.peak,
            "size": self.size,
            "runs": [asdict(one) for one in self.runs],
            "likeness": asdict(self.likeness) if self.likeness else None,
            "void": self.void,
        }


@dataclass(frozen=True)
class Ratio:
    """How two rows compare.

    Attributes:
        name: What it says.
        value: The ratio.
        target: What it should not exceed; None if nothing is promised.
        cpu: The same of CPU time, for a ratio of times: on a busy machine it is the steadier one.
    """

    name: str
    value: float
    target: float | None = None
    cpu: float | None = None

    @property
    def met(self) -> bool:
        """Whether the target, if there is one, is met."""
        return self.target is None or self.value <= self.target


def table(rows: list[Row]) -> str:
    """Return the absolute figures as a Markdown table."""
    out = [
        "| command | runs | wall s | min–max | CPU s | peak MiB | size kB | looks |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        walls = [one.wall for one in row.runs]
        size = f"{row.size / 1000:.0f}" if row.size else ""
        looks = f"{row.likeness.mean:.2f}, at most {row.likeness.worst:.2f}" if row.likeness else ""
        spread = f"{min(walls):.3f}–{max(walls):.3f}"
        cells = [row.name, len(walls), f"{row.wall:.3f}", spread, f"{row.cpu:.3f}", f"{row.peak:.0f}", size, looks]
        out.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(out)


def share_table(pairs: list[tuple[Row, Row]]) -> str:
    """Return rows as shares of others as a Markdown table."""
    out = ["| ratio | wall | CPU | peak memory | size |", "|---|--:|--:|--:|--:|"]
    for ours, peer in pairs:
        values = [ours.wall / peer.wall, ours.cpu / peer.cpu, ours.peak / peer.peak, ours.size / peer.size]
        out.append(f"| {ours.name} : {peer.name} | {' | '.join(f'{one:.3f}' for one in values)} |")
    return "\n".join(out)


def ratio_table(ratios: list[Ratio]) -> str:
    """Return the ratios as a Markdown table."""
    out = ["| ratio | measured | target | met | of CPU time |", "|---|--:|--:|---|--:|"]
    for one in ratios:
        target = "" if one.target is None else f"≤ {one.target:g}"
        met = "" if one.target is None else "yes" if one.met else "**no**"
        cpu = "" if one.cpu is None else f"{one.cpu:.3f}"
        out.append(f"| {one.name} | {one.value:.3f} | {target} | {met} | {cpu} |")
    return "\n".join(out)

"""``materialgen doctor``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from materialgen.cli.console import Console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.doctor import Finding


@click.command("doctor")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="json is for programs, and for reports.",
)
def command(form: str) -> None:
    """Look whether materialgen can work here: libraries, fonts, layouts, kits, folders and optional programs.

    Exit status: 0 all that is needed is there, 1 something is wrong, 2 a wrong command.
    """
    from materialgen.doctor import examine

    findings = examine()
    Console().say(_as_json(findings) if form == "json" else _as_text(findings))
    sys.exit(any(one.status == "wrong" for one in findings))


def _as_text(findings: Sequence[Finding]) -> str:
    """Return a line for each finding, those that are wrong with what to do, and a verdict."""
    width = max(len(one.name) for one in findings)
    lines = []
    for one in findings:
        mark = {"ok": "ok", "absent": "-", "wrong": "WRONG"}[one.status]
        lines.append(f"{mark:<5}  {one.name:<{width}}  {one.detail}")
        if one.hint:
            lines.append(f"{'':<5}  {'':<{width}}  hint: {one.hint}")
    wrong = sum(one.status == "wrong" for one in findings)
    things = "1 thing is" if wrong == 1 else f"{wrong} things are"
    verdict = f"{things} wrong: see above." if wrong else "All that is needed is there."
    return "\n".join([*lines, "", verdict])


def _as_json(findings: Sequence[Finding]) -> str:
    """Return the findings for programs; ASCII, so that no console can spoil them."""
    import json
    from dataclasses import asdict

    wrong = any(one.status == "wrong" for one in findings)
    return json.dumps({"ok": not wrong, "findings": [asdict(one) for one in findings]}, indent=2)

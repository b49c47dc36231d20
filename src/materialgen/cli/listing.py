"""``materialgen list``."""

from __future__ import annotations

import click

from materialgen.cli import options
from materialgen.cli.console import Console, reporting


@click.command("list")
@options.kit
def command(kit: str | None) -> None:
    """List the built-in kits, or the sheets of KIT."""
    console = Console()
    with reporting(console):
        if kit is None:
            _kits(console)
        else:
            _sheets(console, kit)


def _kits(console: Console) -> None:
    from materialgen.kit.find import DEFAULT_KIT, builtin_kits
    from materialgen.kit.labels import builtin_products
    from materialgen.kit.load import read_facts

    for name, folder in builtin_kits().items():
        facts, _ = read_facts(folder)
        default = ", the default kit" if name == DEFAULT_KIT else ""
        console.say(f"{name} (edition {facts.edition}; languages: {', '.join(facts.languages)}{default})")
    console.say("\nSheets of round labels for the dots (build --labels):")
    for name, product in builtin_products().items():
        grid = f"{product.columns} × {product.rows} labels of {product.diameter:g} mm"
        console.say(f"{name} ({product.name}: {grid})")
    console.say("\nSheets of a kit: materialgen list KIT")


def _sheets(console: Console, name: str) -> None:
    from materialgen.kit.find import find_kit
    from materialgen.kit.labels import find_product
    from materialgen.kit.load import load_kit
    from materialgen.plan import Dots, make_plan
    from materialgen.render.layouts import load_layouts

    layouts = load_layouts()
    kit = load_kit(find_kit(name), None, {one: layout.schema for one, layout in layouts.items()})
    plan = make_plan(kit, Dots(find_product(None)))
    console.say(f"{kit.words.title} ({kit.id}, edition {kit.edition}, languages: {', '.join(kit.languages)})\n")
    rows = []
    for number, sheet in enumerate(kit.sheets):
        files = [one for one in plan.documents if one.sheet.id == sheet.id]
        per = f", one for each of {len(files)} principles" if sheet.per_principle else ""
        rows.append((f"{number:02d}", sheet.id, f"{sheet.words.name} ({sheet.paper}{per})"))
    width = max(len(row[1]) for row in rows)
    for row in rows:
        console.say(f"{row[0]}  {row[1]:<{width}}  {row[2]}")

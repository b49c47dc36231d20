"""``materialgen schema``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from materialgen.cli import options
from materialgen.cli.console import Console, reporting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@click.command("schema")
@click.argument("name", required=False)
@click.option(
    "--out",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the schema to DIR/NAME.json; without NAME, write all.",
)
@options.layouts
def command(name: str | None, folder: Path | None, layout_folders: tuple[Path, ...]) -> None:
    """Print the JSON Schema NAME, by which an editor checks and completes a kind of file. Without NAME, list all.

    A file is tied to its schema by its first line; `materialgen new` writes both. After an update of materialgen,
    renew the schemas of a kit with: materialgen schema --out KIT/.schemas

    Exit status: 0 printed or written, 1 a broken layout or a file that cannot be written, 2 a wrong command.
    """
    console = Console()
    with reporting(console):
        _schema(console, name, folder, layout_folders)


def _schema(console: Console, name: str | None, folder: Path | None, layout_folders: Sequence[Path]) -> None:
    from materialgen.problems import UnknownChoiceError
    from materialgen.render.layouts import layout_files, load_layouts

    if name is None and folder is None:
        _list(console, layout_files(layout_folders))
        return

    from materialgen.kit.json_schema import as_text, json_schemas

    layouts = load_layouts(layout_folders)
    schemas = json_schemas({one: layout.schema for one, layout in layouts.items()})
    if name is not None and name not in schemas:
        raise UnknownChoiceError("schema", name, schemas)
    chosen = {one: as_text(schema) for one, schema in schemas.items() if name in {None, one}}
    if folder is None:
        console.say("".join(chosen.values()).rstrip("\n"))
        return

    from materialgen.render.files import prepare_folder, write_atomically

    prepare_folder(folder)
    for one, text in chosen.items():
        path = folder / f"{one}.json"
        console.file(path.as_posix(), "", changed=write_atomically(path, text.encode()))
    files = "1 file" if len(chosen) == 1 else f"{len(chosen)} files"
    console.say(f"{files} in {folder.as_posix()} ({console.changed} new or changed).")


def _list(console: Console, layouts: Iterable[str]) -> None:
    from materialgen.kit.json_schema import schema_names

    names = schema_names(layouts)
    width = max(map(len, names))
    for name, text in names.items():
        console.say(f"{name:<{width}}  {text}")

"""Write the reference of what may stand in a kit's files from the models and layouts themselves: ``make reference``.

``docs/layouts.md`` shows what each built-in layout draws, with its options and words; ``docs/files.md`` shows the other
files of a kit. A test demands that both are what this script writes.
"""

from __future__ import annotations

import ast
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from materialgen.kit.find import builtin_kits
from materialgen.kit.json_schema import json_schemas
from materialgen.kit.load import read_facts
from materialgen.render.layouts import START, layout_files, load_layouts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from materialgen.layout import Layout

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
COMMENT = 34
"""Where comments begin, in characters; that of a longer key begins on the next line."""
WIDTH = 118
"""The longest line of an outline, in characters."""
MOST = 10
"""Words to choose from that are listed; more have a page of their own: the layouts."""
COMMON = ("name", "title", "why", "why_chosen", "why_shared")
"""The words of every sheet; they are told once."""
WRITTEN = (
    "<!-- Written by tools/reference.py from the code (make reference). Change the docstrings there, not this page. -->"
)

HOW_TO_READ = """\
An outline shows each key where it may stand, with what it is for. Write your own text, number or id instead of the
placeholder: `TEXT` is a text, `NAME` the name of a layout and `1 – 9` a number from 1 to 9; of `a | b` you write one.
`ID` is an id that you choose yourself: a-z, 0-9 and hyphens; ids of principles, questions and actions are like `P1`,
`P1.Q2` and `P1.Q2.A3`. A dash begins an entry of a list, which may have more of them. What may be left out says so;
everything else must be there."""

LAYOUTS = """\
A layout is a kind of sheet. Your kit chooses its sheets among all of these, in any order and as often as it likes: two
sheets may well have the same layout and different words. [Your first kit](kit.md) shows how, and
[your first layout](layout.md) how to make one of your own.

A sheet has an entry in `sheets:` of `kit.yaml`, and its words in `<language>/sheets/<id>.yaml`:

```text
  - id: wishes            # the name of its file: en/sheets/wishes.yaml, sv/sheets/wishes.yaml
    layout: notes         # the name of the layout
    paper: A3             # a paper that the layout draws on
    step: close           # the step that it belongs to; may be left out
    copies: {per: table}
    options: {rules: dots} # if the layout has options
```
"""

FILES = """\
What may stand in the files of a kit, other than the words of its sheets, which [the layouts](layouts.md) show.
[Your first kit](kit.md) shows how the files work together. An editor that knows YAML shows the same while you write.
"""

COMMON_WORDS = "Every sheet has these words, which are not repeated below:"

SECTIONS = {
    "kit": ("kit.yaml", "What is the same in every language: ids, order, minutes, sheets, numbers."),
    "words": ("LANGUAGE/kit.yaml", "The words of the kit as a whole."),
    "steps": ("LANGUAGE/steps.yaml", "The words of the steps, by the ids of `kit.yaml`."),
    "principle": (
        "LANGUAGE/principles/ID.yaml",
        "The words of a principle; ID is its id in small letters.",
    ),
    "event": ("event.yaml", "The group that the kit is for this time; may be left out: [planning.md](planning.md)."),
    "terms": ("terms.yaml", "Words that `materialgen lint` watches over; may be left out: [lint.md](lint.md)."),
}


def outline(schema: Mapping[str, Any], without: tuple[str, ...] = ()) -> str:
    """Return a schema as a block of YAML: each key with a placeholder and a comment.

    Args:
        schema: The schema of a mapping.
        without: Keys at its top level that are left out.
    """
    lines = [line for name, one in _keys(schema, without) for line in _entry(name, one, 0)]
    return "\n".join(["```yaml", *lines, "```"])


def _keys(schema: Mapping[str, Any], without: tuple[str, ...] = ()) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the keys of a mapping, each with its schema and whether it is ``required``."""
    must = schema.get("required", ())
    for name, one in schema.get("properties", {}).items():
        if name not in without:
            yield name, {**one, "needed": name in must}
    others = schema.get("additionalProperties")
    if isinstance(others, dict):
        form = str(schema.get("propertyNames", {}).get("pattern", ""))
        yield "P1" if form.startswith("^[A-Z]") else "LANGUAGE" if "{2,3}" in form else "ID", {**others, "needed": True}


def _entry(name: str, schema: Mapping[str, Any], depth: int, dash: str = "") -> Iterator[str]:
    """Yield the lines of a key and of all below it."""
    indent = "  " * depth
    inner = schema.get("items", schema)
    value = _value(schema)
    yield from _commented(f"{indent}{dash}{name}:{' ' + value if value else ''}", _comment(schema))
    if value:
        return
    listed = "items" in schema
    for index, (key, one) in enumerate(_keys(inner)):
        if listed:
            yield from _entry(key, one, depth + 2, "") if index else _entry(key, one, depth + 1, "- ")
        else:
            yield from _entry(key, one, depth + 1 + bool(dash))


def _value(schema: Mapping[str, Any]) -> str:
    """Return what stands for a value; nothing for a mapping or a list of mappings, whose keys follow."""
    if "items" in schema:
        inner = _value(schema["items"])
        return f"[{inner}, …]" if inner else ""
    if schema.get("properties") or isinstance(schema.get("additionalProperties"), dict):
        return ""
    if "enum" in schema or "const" in schema:
        words = [str(one) for one in schema.get("enum", [schema.get("const")])]
        return " | ".join(words) if len(words) <= MOST else "NAME"
    types = schema.get("type", "string")
    types = {types} if isinstance(types, str) else set(types)
    if "string" not in types:
        return "true | false" if "boolean" in types else f"{schema.get('minimum', 0)} – {schema.get('maximum', '…')}"
    return _written(str(schema.get("pattern", "")))


def _written(pattern: str) -> str:
    """Return what stands for a text of a form."""
    if pattern.startswith("^[a-z0-9]"):
        return "ID"
    if pattern.startswith(("^[A-Z]", "^([A-Z]")):
        return "P1"
    if pattern.startswith("^([01]"):
        return "09.00"
    return "LANGUAGE" if "{2,3}" in pattern else "TEXT"


def _comment(schema: Mapping[str, Any]) -> str:
    """Return what a key is for, whether it may be left out and what it is then."""
    text = str(schema.get("description", ""))
    if "items" in schema and not text:
        text = str(schema["items"].get("description", ""))
    default = schema.get("default")
    plain = str(default).lower() if isinstance(default, bool) else str(default)
    said = f" May be left out: {plain}." if default not in (None, [], {}, "") and not isinstance(default, dict) else ""
    return f"{text}{said or ('' if schema['needed'] else ' May be left out.')}".strip()


def _commented(key: str, comment: str) -> Iterator[str]:
    """Yield a line with its comment, continued below in the same column."""
    lines = textwrap.wrap(comment, WIDTH - COMMENT - 2)
    if not lines or len(key) + 2 > COMMENT:
        yield key
    else:
        yield f"{key:<{COMMENT}}# {lines.pop(0)}"
    for line in lines:
        yield f"{'':<{COMMENT}}# {line}"


def docstring(path: Path) -> tuple[str, str]:
    """Return the name and the description of a layout module."""
    module = path / START if path.is_dir() else path
    text = " ".join((ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or "").split())
    name, _, rest = text.partition(": ")
    return name, rest[:1].upper() + rest[1:]


def examples(layout: str) -> list[str]:
    """Return links to the words of the sheets of the built-in kits that a layout draws, one for each kit."""
    found = []
    for kit, folder in builtin_kits().items():
        sheets = [one.id for one in read_facts(folder)[0].sheets if one.layout == layout]
        found += [f"[{kit}: {one}](../content/{kit}/en/sheets/{one}.yaml)" for one in sheets[:1]]
    return found


def section(name: str, layout: Layout, schemas: Mapping[str, Any], facts: Mapping[str, Any]) -> str:
    """Return the section of a layout."""
    title, text = docstring(layout_files()[name])
    papers = " or ".join(layout.papers) + (" (the same sheet on each)" if layout.resizes and layout.papers[1:] else "")
    lines = [
        f"## `{name}`: {title[0].lower()}{title[1:]}",
        "",
        f"![{title}: a sheet with this layout](pictures/layouts/{name}.png)",
        "",
        text,
        "",
        f"Paper: {papers}."
        + (" Made for each principle: `per: principle`." if layout.per_principle else "")
        + (" For kits with principles." if layout.needs_principles else ""),
        f"Examples: {', '.join(examples(name))}.",
    ]
    options = facts[name]["properties"]["options"]
    needed = facts[name].get("required", [])
    if options.get("properties"):
        lines += ["", "Options, in `kit.yaml`:", "", outline({"properties": {"options": options}, "required": needed})]
    words = outline(schemas[f"sheet-{name}"], COMMON)
    lines += ["", "Words:" if words.count("\n") > 1 else "Words: only those of every sheet."]
    if words.count("\n") > 1:
        lines += ["", words]
    return "\n".join(lines)


def layouts_page() -> str:
    """Return the page of the layouts."""
    layouts = load_layouts()
    builtin = {name: layouts[name] for name in sorted(layouts)}
    schemas = json_schemas({name: one.schema for name, one in builtin.items()})
    rules = schemas["kit"]["properties"]["sheets"]["items"]["allOf"]
    facts = {one["if"]["properties"]["layout"]["const"]: one["then"] for one in rules}
    index = "\n".join(f"- [`{one}`](#{_anchor(one)}): {_first(one)}" for one in builtin)
    some = schemas[f"sheet-{next(iter(builtin))}"]
    common = {**some, "properties": {key: some["properties"][key] for key in COMMON}}
    parts = ["# The layouts", WRITTEN, LAYOUTS.rstrip(), index, HOW_TO_READ, COMMON_WORDS, outline(common)]
    return "\n\n".join([*parts, *(section(name, one, schemas, facts) for name, one in builtin.items())]) + "\n"


def _first(name: str) -> str:
    return docstring(layout_files()[name])[1].partition(". ")[0].rstrip(".")


def _anchor(name: str) -> str:
    """Return how a link names the heading of a layout's section."""
    heading = f"{name} {docstring(layout_files()[name])[0]}".lower().replace(" ", "-")
    return "".join(one for one in heading if one.isalnum() or one in "-_")


def files_page() -> str:
    """Return the page of the other files."""
    schemas = json_schemas({name: one.schema for name, one in load_layouts().items()})
    parts = ["# The files of a kit", WRITTEN, FILES.rstrip(), HOW_TO_READ]
    parts += [f"## `{file}`\n\n{text}\n\n{outline(schemas[name])}" for name, (file, text) in SECTIONS.items()]
    return "\n\n".join(parts) + "\n"


PAGES = {"layouts.md": layouts_page, "files.md": files_page}
"""How each page is made."""


def main() -> None:
    """Write the pages."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8", newline="\n")
        print(f"wrote docs/{name}")


if __name__ == "__main__":
    main()

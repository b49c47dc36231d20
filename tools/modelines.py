"""Sees that each file of the built-in kits begins with the line that ties it to its schema: ``make schemas``."""

from __future__ import annotations

import os
from pathlib import Path

from materialgen.kit.find import builtin_kits
from materialgen.kit.load import read_facts

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "src" / "materialgen" / "schema"
BEGIN = "# yaml-language-server: $schema="


def schemas() -> dict[Path, str]:
    """Return the name of the schema of each built-in file."""
    result = {ROOT / "content" / f"{name}.yaml": name for name in ("labels", "calibration")}
    for folder in builtin_kits().values():
        facts, _ = read_facts(folder)
        result |= {folder / f"{name}.yaml": name for name in ("kit", "terms") if (folder / f"{name}.yaml").is_file()}
        for language in facts.languages:
            words = folder / language
            names = {"kit.yaml": "words", "steps.yaml": "steps"}
            names |= {f"principles/{one.id.lower()}.yaml": "principle" for one in facts.principles}
            names |= {f"sheets/{one.id}.yaml": f"sheet-{one.layout}" for one in facts.sheets}
            result |= {words / name: schema for name, schema in names.items() if (words / name).is_file()}
    return result


def modeline(path: Path, schema: str) -> str:
    """Return the first line of a file: the way to its schema, which works offline in any checkout."""
    return BEGIN + Path(os.path.relpath(SCHEMAS / f"{schema}.json", path.parent)).as_posix() + "\n"


def main() -> None:
    """Write what is missing."""
    for path, schema in schemas().items():
        text = path.read_text(encoding="utf-8")
        line = modeline(path, schema)
        rest = text.partition("\n")[2] if text.startswith(BEGIN) else text
        if text != line + rest:
            path.write_text(line + rest, encoding="utf-8", newline="\n")
            print(f"wrote {path.relative_to(ROOT).as_posix()}")


if __name__ == "__main__":
    main()

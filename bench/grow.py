"""A kit with many times the cards of another, to see how time and memory grow."""

from __future__ import annotations

import shutil
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

MULTIPLES = {10: (2, 5), 100: (10, 10)}
"""How many times the principles, and the actions of each question, a kit with so many times the cards has.

A kit has at most 99 of each, so both have to grow.
"""


def _write(path: Path, content: object) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def multiplied(kit: Path, language: str, times: int, folder: Path) -> Path:
    """Return a copy of a kit in one language with many times its action cards, no two alike.

    Args:
        kit: The kit.
        language: The only one of the copy.
        times: A key of ``MULTIPLES``.
        folder: The copy.
    """
    of_principles, of_actions = MULTIPLES[times]
    copy = shutil.copytree(kit, folder)
    facts = yaml.safe_load((copy / "kit.yaml").read_text(encoding="utf-8")) | {"languages": [language]}
    originals = facts["principles"]
    texts: dict[str, Any] = {}
    for path in sorted((copy / language / "principles").glob("*.yaml")):
        texts |= yaml.safe_load(path.read_text(encoding="utf-8"))
    shutil.rmtree(copy / language / "principles")
    (copy / language / "principles").mkdir()
    facts["principles"] = []
    for number in range(len(originals) * of_principles):
        source = originals[number % len(originals)]
        old, new = source["id"], f"P{number + 1}"
        principle, words = deepcopy(source) | {"id": new}, deepcopy(texts[old])
        principle["questions"] = []
        words["questions"] = {}
        for question in source["questions"]:
            said = deepcopy(texts[old]["questions"][question["id"]])
            name = new + question["id"].removeprefix(old)
            actions = [text for _ in range(of_actions) for text in said["actions"].values()]
            said["actions"] = {f"{name}.A{at}": f"{at}. {text}" for at, text in enumerate(actions, 1)}
            principle["questions"].append({"id": name, "actions": list(said["actions"])})
            words["questions"][name] = said
        facts["principles"].append(principle)
        _write(copy / language / "principles" / f"p{number + 1}.yaml", {new: words})
    _write(copy / "kit.yaml", facts)
    return copy

"""Whole kits from a compact random description: the built-in sheets, with every other text and number made up.

``make`` is pure: the same recipe gives the same kit. Texts are *tame* (they fit where the built-in kit's own texts fit)
or *wild* (too long, too wide, without glyphs); a recipe says how many are wild.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from tests.helpers import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

DECLARATION = ROOT / "content" / "declaration"
COLOURS = ("blue", "vermillion", "green", "purple", "ochre")
Key = tuple[str, tuple[str | int, ...]]
"""A text's file in the kit's folder, and its path of keys and indices inside."""
Tree = dict[str, Any]
"""The data of a kit's files by their paths in its folder."""


@dataclass(frozen=True)
class Recipe:
    """What a kit is made from.

    Attributes:
        seed: Of everything that the other attributes leave open.
        questions: How many questions each principle has, 1–12; one number for each principle, 1–9 of them.
        actions: The most actions of a question, 1–20.
        participants, tables, chosen: The group: 1–40, 1–8 (no more than participants), and how many principles it
            works through (no more than there are).
        steps: Steps besides those that the sheets need.
        minutes: The most minutes of a step.
        wild: How many texts of principles and steps are wild.
        sheets: How many texts of the kit as a whole and of its sheets are wild.
        start: When the workshop starts; early enough for the day to be long enough for its steps.
        stacked: Whether the cards stand in cut-and-stack order.
        labels: The label product that dots are printed on, or None for paper.
        start_at: The first label that is free.
    """

    seed: int
    questions: tuple[int, ...] = (4, 5)
    actions: int = 5
    participants: int = 8
    tables: int = 1
    chosen: int = 1
    steps: int = 0
    minutes: int = 45
    wild: int = 0
    sheets: int = 0
    start: str = "09.00"
    stacked: bool = False
    labels: str | None = None
    start_at: int = 1


STRESS = Recipe(
    seed=2026,
    questions=(12, 1, 8, 5, 2, 10, 3, 11, 7),
    actions=20,
    participants=40,
    tables=1,
    chosen=9,
    steps=3,
    minutes=90,
    wild=400,
)
"""The fixed kit that holds everything hostile at once."""


# -- texts -----------------------------------------------------------------------------------------------------------


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_SWEDISH = _words(
    "vi ni de det som att och eller men för utan med till från hos mellan under efter varje alla ingen någon kan ska "
    "bör vill får gör ser hör prövar visar delar bygger lär frågar svarar hittar väljer arbetar samlar ger tar öppet "
    "tidigt tydligt tillsammans ofta sällan ny nytt gammalt stort litet lätt svårt enkel modig behov idé mål stöd tid "
    "plats rum chef grupp team kund bruk plan metod verktyg budget resurs ledning styrning kommun region skola vård "
    "omsorg miljö kultur beslut ansvar kunskap erfarenhet uppdrag nämnd medarbetare medborgare samverkan innovation "
    "utveckling verksamhet kompetens förvaltning möjlighet arbetssätt processer riktlinjer"
)
_SAMI = _words(
    "ođđa servodat čálli ŋuolla šaddat ruoŧŧa máŧŧu žirkos gielddat álbmot dáiddár hálddahus searvevuohta bargguid "
    "ovttasbargu ođasmahttin čoavddus boahttevuohta áigumuš"
)
_COMPOUNDS = (
    "kaupunkiympäristölautakuntaesittelijäryhmällä",
    "asiakaspalvelupäällikkökoulutusohjelmaryhmälle",
    "Grundstücksverkehrsgenehmigungszuständigkeiten",
    "Straßenverkehrszulassungsordnungsänderungsakte",
    "Rinderkennzeichnungsfleischetikettierungsgesetz",
    "yksityiskohtaisemmanrakentamissuunnitelmankään",
)
_UNBROKEN = (
    "x" * 70,
    "https://exempel.se/mapp_med_en_lång_stig?fråga=1&svar=2#" + "del_" * 12,
    "0123456789" * 8,
    "A" + "\u00a0och\u00a0B" * 14,
    "mellanslagssaknasheltidettaordsomaldrigtarslutförränlångtefterattradenhartagitslutochpappretmeddet",
)
_GLYPHLESS = (
    "Fira 🎉 tillsammans",
    "Astronauten 👩🏽\u200d🚀 svarar",
    "Ett kryss ☒ här",
    "Привет och 你好",
    "مرحبا bakvänt",
    "noll\u200bbredd och \ufeffmärke",
    "Tecknet \ufffd och \ue000 hos er",
    "en\u2028rad och\u2029ett stycke",
    "tabb\toch klocka\x07",
    "x\u030c och g\u030a och q\u0301",
    "s\u0323\u0307 och Z\u0300\u0301\u0302\u0303\u0317 och ༀ",
)
_WORDS_OF_MARKUP = (
    "**starkt** och *betonat*",
    r"en \*stjärna\* och C:\temp\**",
    "a*b*c och 2 ** 3 ** 4",
    "*** tre *** stjärnor ***",
    "**starkt *och betonat* ord**",
    "* lös stjärna och ** två",
    r"\ bakstreck \\ sist \\"[:-1],
)
_WORDS_OF_QUOTES = (
    "”Hon sa: ’jaså’”, sa han",
    "(en [hake (i) hake] till)",
    "# inte en kommentar",
    "- inte en lista",
    "a: b, c: 'd' & \"e\"",
    "100 % @ hemma | ute > inne",
    "! utrop? ja! nej... så – där",
    "{ mellanrum } och {}",
)
_BRACES = ("{number} och {saknas}", "Ett {namn} här", "{{dubbla}} hakar")
_FIGURES = (
    "12 000 kr på 5–10 min",
    "3,5 % av 1 000 000",
    "kl. 09.00–12.30, nr 7",
    "A3 och A4, 297 × 420 mm",
    "½ + ¼ = ¾ m² ≈ 10³",
    "0 1 2 3 4 5 6 7 8 9",
)
_SOFT = (
    "hållbar\u00adhets\u00adarbete nu",
    "\u00adföre och efter\u00ad",
    "\u00ad",
    "kommun\u00adal\u00adförbund med soft",
    "a\u00adb\u00adc\u00add\u00ade\u00adf",
)
_NBSP = ("tre\u00a0ord\u00a0ihop", "10\u00a0000\u00a0kr", "smal\u202fmellan\u2009rum", "A\u00a0B C\u00a0D")


def _sentence(rng: random.Random, words: Sequence[str], most: int) -> str:
    """Return words up to ``most`` characters, as a sentence."""
    text = rng.choice(words)
    goal = rng.randint(min(8, most), most)
    while True:
        longer = f"{text} {rng.choice(words)}"
        if len(longer) + 1 > goal:
            break
        text = longer
    return text[:1].upper() + text[1:] + rng.choice((".", "", "?", "."))


def _phrase(rng: random.Random, choices: Sequence[str], most: int) -> str:
    """Return one of the choices that is short enough, else words."""
    short = [one for one in choices if len(one) <= most]
    return rng.choice(short) if short else _sentence(rng, _SWEDISH, most)


TAME: Mapping[str, Callable[[random.Random, int], str]] = {
    "swedish": lambda rng, most: _sentence(rng, _SWEDISH, most),
    "letter": lambda rng, _most: rng.choice("aåiöXÅ7?–"),
    "sami": lambda rng, most: _sentence(rng, _SAMI, most),
    "figures": lambda rng, most: _phrase(rng, _FIGURES, most),
    "quotes": lambda rng, most: _phrase(rng, _WORDS_OF_QUOTES, most),
    "markup": lambda rng, most: _phrase(rng, _WORDS_OF_MARKUP, most),
    "soft hyphens": lambda rng, most: _phrase(rng, _SOFT, most),
    "spaces": lambda rng, most: _phrase(rng, _NBSP, most),
    "decomposed": lambda rng, most: unicodedata.normalize("NFD", _sentence(rng, _SWEDISH, most)),
}
"""Texts that fit, by what is hostile in them: the second argument is how many characters fit."""

WILD: Mapping[str, Callable[[random.Random], str]] = {
    "compound": lambda rng: f"{rng.choice(_COMPOUNDS)} {rng.choice(_SWEDISH)}",
    "compounds": lambda rng: " ".join(rng.choice(_COMPOUNDS) for _ in range(rng.randint(2, 6))),
    "long": lambda rng: _exactly(rng, 300),
    "very long": lambda rng: _exactly(rng, rng.choice((600, 1500, 4000))),
    "unbroken": lambda rng: rng.choice(_UNBROKEN),
    "unbroken and long": lambda rng: f"{_exactly(rng, 120)} {rng.choice(_UNBROKEN)} {_exactly(rng, 120)}",
    "braces": lambda rng: rng.choice(_BRACES),
    "glyphless": lambda rng: rng.choice(_GLYPHLESS),
    "list": lambda rng: "\n".join(f"- {_sentence(rng, _SWEDISH, 40)}" for _ in range(rng.randint(2, 9))),
    "paragraphs": lambda rng: "\n\n".join(_sentence(rng, _SWEDISH, 60) for _ in range(rng.randint(2, 5))),
    "mixed": lambda rng: f"Först:\n- **{_sentence(rng, _SWEDISH, 30)}**\n- ett\nSist {rng.choice(_COMPOUNDS)}",
    "strong and long": lambda rng: f"**{_exactly(rng, 200)}** *{_exactly(rng, 80)}*",
}
"""Texts that fit in some places and not in others, or nowhere."""


def _exactly(rng: random.Random, length: int) -> str:
    text = ""
    while len(text) < length:
        text += _sentence(rng, _SWEDISH, 80) + " "
    return text[: length - 1].rstrip() + "."


# -- kits ------------------------------------------------------------------------------------------------------------


def make(recipe: Recipe) -> Tree:
    """Return the data of a kit's facts and words; its sheets are those of the built-in kit."""
    rng = random.Random(recipe.seed)  # noqa: S311 - the same seed must give the same kit
    facts = _facts(recipe, rng)
    tree: Tree = {"kit.yaml": facts, "sv/steps.yaml": {}}
    tame = _Tame(rng, recipe)
    for step in facts["steps"]:
        tree["sv/steps.yaml"][step["id"]] = _step(step, tame, rng)
    for principle in facts["principles"]:
        tree[f"sv/principles/{principle['id'].lower()}.yaml"] = {principle["id"]: _principle(principle, tame)}
    _run_wild(tree, recipe.wild, rng)
    shared = {path.relative_to(DECLARATION).as_posix(): _read(path) for path in _sheets()}
    _run_wild(shared, recipe.sheets, rng)
    return tree | shared


@cache
def _sheets() -> list[Path]:
    return [DECLARATION / "sv" / "kit.yaml", *sorted((DECLARATION / "sv" / "sheets").glob("*.yaml"))]


def _read(path: Path) -> dict[str, Any]:
    """Read a file of the built-in kit, each scalar as the text that was written."""
    data: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 - makes strings only
    return data


def _facts(recipe: Recipe, rng: random.Random) -> dict[str, Any]:
    facts = _read(DECLARATION / "kit.yaml")
    facts |= {"id": "stress", "edition": "2026-11", "languages": ["sv"]}
    facts["group"] = {
        "participants": recipe.participants,
        "tables": min(recipe.tables, recipe.participants),
        "principles": min(recipe.chosen, len(recipe.questions)),
        "start": recipe.start,
    }
    facts["dots"] = {"votes": rng.randint(1, 9), "triangles": rng.randint(1, 6)}
    facts["breaks"] = {"after": rng.choice((45, 90, 120)), "minutes": rng.choice(([15, 5], [10], []))}
    facts["principles"] = [
        {
            "id": f"P{number}",
            "colour": COLOURS[(number - 1) % len(COLOURS)],
            "questions": [
                {
                    "id": f"P{number}.Q{question}",
                    "actions": [f"P{number}.Q{question}.A{one + 1}" for one in range(rng.randint(1, recipe.actions))],
                }
                for question in range(1, count + 1)
            ],
        }
        for number, count in enumerate(recipe.questions, 1)
    ]
    for step in facts["steps"]:
        least = 30 if "parts" in step else 5
        step["minutes"] = rng.randint(least, max(recipe.minutes, least))
    if recipe.stacked:
        next(one for one in facts["sheets"] if one["layout"] == "action_cards")["options"] = {"order": "stack"}
    for number in range(recipe.steps):
        extra = {
            "id": f"extra-{number + 1}",
            "minutes": rng.randint(1, recipe.minutes),
            "who": rng.choice(("each", "group", "moderator")),
            "per": rng.choice(("workshop", "workshop", "principle")),
            "tools": rng.sample(["scissors", "glue", "tape", "pens", "dots", "clock"], rng.randint(0, 3)),
        }
        if rng.random() < 0.5:
            extra["number"] = rng.choice(("5", "10", "12", "a"))
        facts["steps"].insert(rng.randint(0, len(facts["steps"])), extra)
    _fit_into_a_day(facts)
    return facts


def _fit_into_a_day(facts: dict[str, Any]) -> None:
    """Shorten long steps so that the workshop can end on the day it starts."""
    hours, minutes = facts["group"]["start"].split(".")
    room = (24 - int(hours)) * 60 - int(minutes)
    times = {"principle": facts["group"]["principles"]}
    total = sum(int(one["minutes"]) * times.get(one.get("per"), 1) for one in facts["steps"])
    with_breaks = 1.5 * total
    if with_breaks > room:
        for step in facts["steps"]:
            least = 30 if "parts" in step else 1
            step["minutes"] = max(int(int(step["minutes"]) * room / with_breaks), least)


class _Tame:
    """Texts that fit: how long they may be depends on how much stands on a sheet."""

    def __init__(self, rng: random.Random, recipe: Recipe) -> None:
        self._rng = rng
        steps = 8 + recipe.steps
        many = max(recipe.questions)
        self._most = {
            "name": 60,
            "short": 26,
            "question": 60 if many <= 8 else 28,
            "group": 26,
            "action": 150,
            "title": 24 if steps <= 10 else 14,
            "part": 24,
            "purpose": 60,
            "do": 50,
            "guide": 130,
        }

    def __call__(self, kind: str) -> str:
        """Return a text of a kind."""
        pool = self._rng.choice(("swedish", "swedish", "swedish", *TAME))
        return TAME[pool](self._rng, self._most[kind])

    def some(self, kind: str, least: int, most: int) -> list[str]:
        """Return some texts of a kind."""
        return [self(kind) for _ in range(self._rng.randint(least, most))]


def _step(step: Mapping[str, Any], tame: _Tame, rng: random.Random) -> dict[str, Any]:
    words: dict[str, Any] = {"title": tame("title"), "purpose": tame("purpose")}
    if "parts" in step:
        words["parts"] = {part["id"]: {"title": tame("part"), "do": tame.some("do", 1, 2)} for part in step["parts"]}
    else:
        words["do"] = tame.some("do", 1, 3)
    words["guide"] = {
        "lead": tame.some("guide", 1, 6),
        "say": tame.some("guide", 1, 4),
        "watch": tame.some("guide", 1, 4),
        "trouble": [{"problem": tame("do"), "answer": tame("guide")} for _ in range(rng.randint(1, 3))],
        "write": tame.some("do", 1, 3),
    }
    return words


def _principle(facts: Mapping[str, Any], tame: _Tame) -> dict[str, Any]:
    return {
        "name": tame("name"),
        "short": tame("short"),
        "questions": {
            one["id"]: {
                "question": tame("question"),
                "group": tame("group"),
                "actions": {action: tame("action") for action in one["actions"]},
            }
            for one in facts["questions"]
        },
    }


def _run_wild(tree: Tree, count: int, rng: random.Random) -> None:
    """Replace some texts by wild ones, each kind of wildness as often as the others."""
    keys = [key for key, _ in texts(tree)]
    rng.shuffle(keys)
    pools = list(WILD.values())
    rng.shuffle(pools)
    for index, key in enumerate(keys[:count]):
        replace(tree, key, pools[index % len(pools)](rng))


def texts(tree: Tree) -> Iterator[tuple[Key, str]]:
    """Yield every text of the kit's words with its place."""
    for file, value in tree.items():
        if file != "kit.yaml":
            yield from (((file, path), text) for path, text in _leaves(value, ()) if path != ("language",))


def _leaves(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
        return
    pairs: Sequence[tuple[str | int, object]]
    pairs = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    for key, inner in pairs:
        yield from _leaves(inner, (*path, key))


def replace(tree: Tree, key: Key, text: str) -> None:
    """Put another text in a text's place."""
    file, path = key
    value = tree[file]
    for step in path[:-1]:
        value = value[step]
    value[path[-1]] = text


# -- files -----------------------------------------------------------------------------------------------------------

_PLAIN = re.compile(r"[^\W_](?:[\w %*/()’”+=×½–.…?!\\-]|,(?= )|\u00ad)*(?<![\s])\Z")
_NOT_PLAIN = frozenset({"null", "no", "yes", "true", "false", "on", "off", "y", "n"})
_NOT_PRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ue000\t]")


def write(folder: Path, tree: Tree) -> dict[tuple[str, int], Key]:
    """Write a kit into a folder.

    Returns:
        The place of each text by its file and the line it begins on: no two begin on one line.
    """
    places = {}
    for file, value in tree.items():
        lines: list[str] = []
        for path, line in _emit(value, (), "", lines, facts=file == "kit.yaml"):
            places[file, line] = (file, path)
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return places


def _emit(
    value: object, path: tuple[str | int, ...], pad: str, lines: list[str], *, facts: bool, lead: str = ""
) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """Write a value as lines; yield the place of each scalar and the line it begins on, from 1."""
    pairs: list[tuple[str | int, object]]
    pairs = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    for key, inner in pairs:
        start = (lead or pad) + (f"{key}:" if isinstance(key, str) else "-")
        lead = ""
        if isinstance(inner, dict | list) and not inner:
            lines.append(f"{start} " + ("{}" if isinstance(inner, dict) else "[]"))
        elif isinstance(key, int) and isinstance(inner, dict):
            yield from _emit(inner, (*path, key), pad + "  ", lines, facts=facts, lead=f"{start} ")
        elif isinstance(inner, dict | list):
            lines.append(start)
            yield from _emit(inner, (*path, key), pad + "  ", lines, facts=facts)
        else:
            yield (*path, key), len(lines) + 1
            lines += f"{start} {_scalar(str(inner), pad, plain=facts)}".split("\n")


def _scalar(text: str, pad: str, *, plain: bool) -> str:
    """Return a text as YAML, in one of the styles that can hold it."""
    if plain and "\n" not in text:
        return text
    style = sum(map(ord, text)) % 3  # all styles come up, and the same text is always written alike
    if _NOT_PRINTABLE.search(text):
        return _NOT_PRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
    if "\n" in text and style:
        return "|-\n" + "\n".join(f"{pad}  {line}" if line else "" for line in text.split("\n"))
    if style and _PLAIN.match(text) and text.lower() not in _NOT_PLAIN:
        return text
    if style == 1 and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)

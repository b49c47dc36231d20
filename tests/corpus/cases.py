"""Broken kits and what must be found in them, written by hand: a copy of the tiny kit, some edits, the findings.

A finding is ``file:line:column code``; without line and column it is about the whole file. Findings are all there are:
one too many is as wrong as one too few. A case without findings must build.
"""

from __future__ import annotations

from dataclasses import dataclass

Edit = tuple[str, str | None, str | bytes | None]
"""A file, a text that stands in it exactly once, and what comes in its place.

Without an old text the whole file is written; without a new one as well, it is removed. The old text "" is the end.
"""


@dataclass(frozen=True)
class Case:
    """A kit with mistakes.

    Attributes:
        name: What is wrong.
        edits: What is changed in the tiny kit.
        findings: Everything that must be found, sorted as it is reported.
    """

    name: str
    edits: tuple[Edit, ...]
    findings: tuple[str, ...]


def one(name: str, file: str, old: str | None, new: str | bytes | None, *findings: str) -> Case:
    """Return a case with one mistake; a finding may leave out the file that was changed."""
    return Case(name, ((file, old, new),), tuple(_full(file, finding) for finding in findings))


def _full(file: str, finding: str) -> str:
    place, _, _ = finding.rpartition(" ")
    return finding if ".yaml" in place or ".yml" in place else f"{file}:{finding}" if place else f"{file} {finding}"


def _facts(name: str, old: str, new: str, *findings: str) -> Case:
    return one(f"facts, {name}", "kit.yaml", old, new, *findings)


def _words(name: str, old: str, new: str, *findings: str) -> Case:
    return one(f"words, {name}", "sv/kit.yaml", old, new, *findings)


def _steps(name: str, old: str, new: str, *findings: str) -> Case:
    return one(f"steps, {name}", "sv/steps.yaml", old, new, *findings)


def _principle(name: str, old: str, new: str, *findings: str) -> Case:
    return one(f"principle, {name}", "sv/principles/p1.yaml", old, new, *findings)


def _sheet(name: str, old: str, new: str, *findings: str) -> Case:
    return one(f"sheet, {name}", "sv/sheets/first.yaml", old, new, *findings)


_TITLE = "title: sv title\nsub"
_TITLE_LINE = "title: {}\nsub"
_SHEET = "name: Sheet first name\ntitle: Sheet first title\nwhy: Sheet first why\nbody: Sheet first body\n"
_BODY = "body: Sheet first body"
_ASSESSMENT = (
    "name: A\ntitle: B\nwhy: C\nscale_alt: D\ntip:\n  heading: E\n  text: F\nnotes: G\nreflection: H\nparking: I\n"
)
_LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 10)}]\n" for n in range(8)
)
_PRINCIPLES = """principles:
- id: P1
  colour: blue
  questions:
  - id: P1.Q1
    actions:
    - P1.Q1.A1
    - P1.Q1.A2
  - id: P1.Q2
    actions:
    - P1.Q2.A1
- id: P2
  colour: green
  questions:
  - id: P2.Q1
    actions:
    - P2.Q1.A1
"""


def _title(name: str, value: str, *findings: str) -> Case:
    return _words(f"title {name}", _TITLE, _TITLE_LINE.format(value), *findings)


YAML = (
    # -- what looks like a trap and is a text
    _title("no", "no"),
    _title("12:30", "12:30"),
    _title("010", "010"),
    _title("1e3", "1e3"),
    _title("2026-11-22", "2026-11-22"),
    _title("=", "="),
    _title("<<", "<<"),
    _title("quoted null", "'null'"),
    _title("quoted #", "'#hej'"),
    _title("folded", ">-\n  one\n  two"),
    _title("tagged as a text", "!!str 5"),
    _title("with a tab after the colon", "\tx"),
    _title("NFD", "a\u030angstro\u0308m"),
    _words("alias", "title: sv title\nsubtitle: sv subtitle", "title: &t Name\nsubtitle: *t"),
    _words("document marks", "language: sv", "---\nlanguage: sv"),
    one("BOM", "sv/sheets/first.yaml", None, b"\xef\xbb\xbf" + _SHEET.encode()),
    one("CRLF", "sv/sheets/first.yaml", None, _SHEET.replace("\n", "\r\n").encode()),
    one("CR", "sv/sheets/first.yaml", None, _SHEET.replace("\n", "\r").encode()),
    one("no line end", "sv/sheets/first.yaml", None, _SHEET.rstrip().encode()),
    one("a comment only in between", "sv/sheets/first.yaml", None, "# hej\n\n" + _SHEET),
    # -- empty
    _title("nothing", "", "2:1 empty-value"),
    _title("comment", "#hej", "2:1 empty-value"),
    _title("tilde", "~", "2:1 empty-value"),
    _title("null", "null", "2:1 empty-value"),
    _title("empty quotes", '""', "2:8 empty-value"),
    _title("blanks", "'  '", "2:8 empty-value"),
    _title("empty block", "|\n", "2:8 empty-value"),
    # -- wrong type
    _title("list", "[a, b]", "2:1 wrong-type"),
    _title("mapping", "{a: b}", "2:1 wrong-type"),
    # -- syntax
    _title("colon", "sv: title", "2:10 yaml-syntax"),
    _title("open double quote", '"open', "2:8 yaml-syntax"),
    _title("open single quote", "'open", "2:8 yaml-syntax"),
    _words(
        "quote closed by the next",
        "title: sv title\nsubtitle: sv subtitle",
        'title: "sv\nsubtitle: "sv"',
        "2:8 yaml-syntax",
    ),
    _title("apostrophe", "'it's'", "2:12 yaml-syntax"),
    _title("text after quotes", '"a" b', "2:12 yaml-syntax"),
    _title("open list", "[a", "2:8 yaml-syntax"),
    _title("open mapping", "{a", "2:8 yaml-syntax"),
    _title("placeholder first", "{total} cards", "2:16 yaml-syntax"),
    _title("tick box", "[x] done", "2:12 yaml-syntax"),
    _title("closed list", "a]"),
    _title("wrong closing", "[a}", "2:10 yaml-syntax"),
    _title("at sign", "@you", "2:8 yaml-syntax"),
    _title("backtick", "`code`", "2:8 yaml-syntax"),
    _title("percent", "%d", "2:8 yaml-syntax"),
    _title("percent later", "50 %"),
    _title("unknown alias", "*none", "2:8 yaml-syntax"),
    _title("bold", "**bold** text", "2:8 yaml-syntax"),
    _title("escaped asterisk in quotes", '"\\*"', "2:9 yaml-syntax"),
    _title("entity first", "&auml;nnu", "2:8 yaml-syntax"),
    _title("entity", "m&auml;nniska", "2:8 html-entity"),
    _title("entity of a number", "'&#8211;'", "2:8 html-entity"),
    _title("ampersand", "R&D; Q&A"),
    _title("word after an ampersand", "&co ab", "2:8 yaml-anchor"),
    _title("exclamation mark", "! Viktigt", "2:8 yaml-tag"),
    _title("exclamation mark before a number", "! 5", "2:8 yaml-tag"),
    _title("unknown escape", '"\\q"', "2:9 yaml-syntax"),
    _title("dash", "- a", "2:8 yaml-syntax"),
    _title("question mark", "? a", "2:8 yaml-syntax"),
    _words("no blank after the colon", "subtitle: sv subtitle", "subtitle:sv subtitle", "3:1 yaml-syntax"),
    _words("tab as indentation", "  heading: sv heading", "\theading: sv heading", "6:1 yaml-syntax"),
    _words("too little indentation", "  heading: sv heading", " heading: sv heading", "7:9 yaml-syntax"),
    _words("too much indentation", "  low: sv low", "    low: sv low", "12:8 yaml-syntax"),
    _words("dash without blank", "  - sv points 1", "  -sv points 1", "8:3 yaml-syntax"),
    _words("second document", "scale:", "---\nscale:", "10:1 yaml-syntax"),
    _words("unknown directive version", "language: sv", "%YAML 3.0\n---\nlanguage: sv", "1:1 yaml-syntax"),
    _title("control character", "a\x07b", "2:9 yaml-syntax"),
    _title("NUL", "a\0b", "2:9 yaml-syntax"),
    # -- tags, keys, size
    _title("constructor", "!!python/object/apply:os.system [ls]", "2:8 yaml-tag"),
    _title("own tag", "!mine x", "2:8 yaml-tag"),
    _title("number tag", "!!int 5", "2:8 yaml-tag"),
    _words(
        "two tags",
        "title: sv title\nsubtitle: sv subtitle",
        "title: !a x\nsubtitle: !b y",
        "2:8 yaml-tag",
        "3:11 yaml-tag",
    ),
    _words("duplicate key", _TITLE, "title: sv title\ntitle: sv other\nsub", "3:1 duplicate-key"),
    _words("duplicate key in quotes", _TITLE, "title: sv title\n'title': sv other\nsub", "3:1 duplicate-key"),
    _words("thrice", _TITLE, "title: a\ntitle: b\ntitle: c\nsub", "3:1 duplicate-key", "4:1 duplicate-key"),
    _words("list as key", _TITLE, "? [a, b]\n: c\ntitle: x\nsub", "2:3 yaml-key"),
    _words("mapping as key", _TITLE, "{a: b}: c\ntitle: x\nsub", "2:1 yaml-key"),
    _words("merge key", _TITLE, "title: x\n<<: {a: b}\nsub", "3:1 unknown-key"),
    _title("20 levels deep", "[" * 19 + "]" * 19, "2:1 wrong-type"),
    _title("21 levels deep", "[" * 20 + "]" * 20, "2:27 too-deep"),
    _title("very deep", "[" * 50_000, "2:27 too-deep"),
    one("billion laughs", "sv/kit.yaml", None, _LAUGHS, "1:32 too-large"),
    one("alias of itself", "sv/kit.yaml", None, "a: &a [*a]\n", "1:4 too-deep"),
    one(
        "long texts by alias",
        "sv/kit.yaml",
        None,
        f"a: &a {'x' * 4000}\nb: [{', '.join(['*a'] * 300)}]\n",
        "1:4 too-large",
    ),
    _title("too long", "x" * 5001, "2:8 too-large"),
    _title("of stars", "'" + "**" * 100_000 + "'", "2:8 too-large"),
    _words("key too long", "title: sv title\nsub", "title: sv title\n" + "k" * 101 + ": x\nsub", "3:1 too-large"),
    one("too large", "sv/kit.yaml", None, b"a" * 1_000_001, "unreadable-file"),
    one("Latin-1", "sv/sheets/first.yaml", None, _SHEET.replace("body", "b\xe5dy").encode("latin-1"), "4:2 not-utf8"),
    one("UTF-16", "sv/sheets/first.yaml", None, _SHEET.encode("utf-16"), "1:1 not-utf8"),
    one("not text at all", "sv/sheets/first.yaml", None, b"%PDF-1.7\n\xff\xd8", "2:1 not-utf8"),
)

FACTS = (
    _facts("id form", "id: tiny", "id: Tiny Kit", "1:5 wrong-form"),
    _facts("id in Swedish", "id: tiny", "id: språk", "1:5 wrong-form"),
    _facts("id list", "id: tiny", "id: [tiny]", "1:1 wrong-type"),
    _facts("missing key", "edition: 2026-11\n", "", "1:1 missing-key"),
    _facts("unknown key", "edition: 2026-11", "edition: 2026-11\nauthor: me", "3:1 unknown-key"),
    _facts("misspelt key", "edition: 2026-11", "editon: 2026-11", "1:1 missing-key", "2:1 unknown-key"),
    _facts("edition empty", "edition: 2026-11", "edition: #7", "2:1 empty-value"),
    _facts("language form", "- sv\n", "- swedish\n", "4:3 wrong-form"),
    _facts("languages text", "languages:\n- sv\n- en\n", "languages: sv\n", "3:12 wrong-type"),
    _facts("no languages", "languages:\n- sv\n- en\n", "languages: []\n", "3:1 empty-value"),
    _facts("other language", "- sv\n", "- fi\n", *(
        f"fi/{name}.yaml missing-file" for name in (
            "kit", "principles/p1", "principles/p2", "sheets/each", "sheets/first", "sheets/last", "steps")
    )),
    *(
        _facts(f"participants {value}", "participants: 6", f"participants: {value}", f"7:{column} {code}")
        for value, column, code in (
            ("six", 17, "wrong-type"),
            ("06", 17, "wrong-type"),
            ("'6'", 17, "wrong-type"),
            ("6.5", 17, "wrong-type"),
            ("-3", 17, "wrong-type"),
            ("1e3", 17, "wrong-type"),
            ("0x10", 17, "wrong-type"),
            ("1_000", 17, "wrong-type"),
            ("1 000", 17, "wrong-type"),
            ("yes", 17, "wrong-type"),
            ("٣", 17, "wrong-type"),
            ("[6]", 3, "wrong-type"),
            ("{a: 6}", 3, "wrong-type"),
            ("", 3, "empty-value"),
            ("# eight", 3, "empty-value"),
            ("0", 17, "wrong-value"),
            ("201", 17, "wrong-value"),
            ("10001", 17, "wrong-value"),
        )
    ),
    *(
        _facts(f"start {value}", "start: '09.00'", f"start: {value}", "10:10 wrong-form")
        for value in ("9.00", "'9:00'", "09:00", "24.00", "09.60", "nine", "09.00.00")
    ),
    _facts("start unquoted", "start: '09.00'", "start: 09.00"),
    _facts("too many votes", "votes: 5", "votes: 31", "12:10 wrong-value"),
    _facts("too many triangles", "triangles: 3", "triangles: 10", "13:14 wrong-value"),
    _facts("more tables than participants", "tables: 2", "tables: 7", "8:3 impossible-group"),
    _facts("more principles than there are", "  principles: 1", "  principles: 3", "9:3 impossible-group"),
    _facts("a number for a mapping", "dots:\n  votes: 5\n  triangles: 3", "dots: 5", "11:7 wrong-type"),
    _facts("inner misspelt key", "  votes: 5", "  vote: 5", "12:3 unknown-key"),
    _facts("who", "who: moderator", "who: leader", "17:8 wrong-value"),
    _facts("minutes", "minutes: 10\n", "minutes: 601\n", "16:12 wrong-value"),
    _facts("minutes with a unit", "minutes: 10\n", "minutes: 10 min\n", "16:12 wrong-type"),
    _facts("number list", "number: '1'", "number: [1]", "21:3 wrong-type"),
    _facts("number empty", "number: '1'", "number:"),
    _facts("step per table", "per: principle\n  parts", "per: table\n  parts", "24:8 wrong-value"),
    _facts("step id form", "- id: open", "- id: Open", "15:7 wrong-form"),
    _facts("step without id", "- id: open\n  minutes", "- minutes", "15:3 missing-key"),
    _facts("step is a text", "- id: open\n  minutes: 10\n  who: moderator\n  tools:\n  - pens\n", "- open\n",
           "15:3 wrong-type"),
    _facts("duplicate part", "id: alone", "id: together",
           "30:9 duplicate-id", "sv/steps.yaml:47:5 unknown-id"),
    _facts("other part", "id: alone", "id: solo",
           "sv/steps.yaml:46:3 missing-id", "sv/steps.yaml:47:5 unknown-id"),
    _facts("part range", "most: 10", "most: 0", "29:11 wrong-value"),
    _facts("parts too long", "most: 10", "most: 20", "20:7 parts-too-long"),
    _facts("parts too long by minutes", "minutes: 15\n  tools", "minutes: 21\n  tools", "20:7 parts-too-long"),
    _facts("parts just as long", "minutes: 15\n  tools", "minutes: 20\n  tools"),
    _facts("unknown tool", "- pens\n- id: work", "- pen\n- id: work", "19:5 unknown-tool"),
    _facts("tools text", "tools:\n  - pens\n- id: work", "tools: pens\n- id: work", "18:10 wrong-type"),
    _facts("tools nothing", "tools:\n  - pens\n- id: work", "tools:\n- id: work", "18:3 empty-value"),
    _facts("dots nothing", "dots:\n  votes: 5\n  triangles: 3", "dots:", "11:1 empty-value"),
    _facts("paper nothing", "paper: A3", "paper:", "66:3 empty-value"),
    _facts("id nothing", "id: tiny", "id:", "1:1 empty-value"),
    _facts("no breaks", "breaks:\n  after: 90\n  minutes:\n  - 15\n  - 5\n", "", "1:1 missing-key"),
    _facts("break is a word", "  - 5\n", "  - five\n", "40:5 wrong-type"),
    _facts("colour", "colour: blue", "colour: red", "43:11 wrong-value"),
    _facts("colour unquoted #", "colour: blue", "colour: #0055aa", "43:3 empty-value"),
    _facts("colour quoted #", "colour: blue", "colour: '#0055aa'", "43:11 wrong-value"),
    _facts("duplicate principle", "- id: P2\n  col", "- id: P1\n  col",
           "52:7 duplicate-id", "sv/principles/p2.yaml stray-file"),
    _facts("duplicate question", "- id: P1.Q2", "- id: P1.Q1",
           "49:9 duplicate-id", "sv/principles/p1.yaml:11:5 unknown-id"),
    _facts("duplicate action", "- P1.Q1.A2", "- P1.Q1.A1",
           "48:7 duplicate-id", "sv/principles/p1.yaml:10:9 unknown-id"),
    _facts("duplicate step", "- id: work", "- id: open",
           "20:7 duplicate-id", "67:9 unknown-step", "sv/steps.yaml:25:1 unknown-id"),
    _facts("duplicate sheet", "- id: each", "- id: first", "64:7 duplicate-id", "sv/sheets/each.yaml stray-file"),
    _facts("card id form", "- id: P1.Q1", "- id: p1.q1", "45:9 wrong-form"),
    _facts("action id form", "- P1.Q1.A1", "- P1-Q1-A1", "47:7 wrong-form"),
    _facts("no questions", "questions:\n  - id: P2.Q1\n    actions:\n    - P2.Q1.A1", "questions: []",
           "54:3 empty-value"),
    _facts("one action more", "    - P2.Q1.A1", "    - P2.Q1.A1\n    - P2.Q1.A2",
           "sv/principles/p2.yaml:8:7 missing-id"),
    _facts("unknown layout", "layout: summary", "layout: sumary", "75:11 unknown-layout"),
    _facts("layout form", "layout: summary", "layout: Summary", "75:11 wrong-form"),
    _facts("paper", "paper: A3", "paper: A5", "66:10 wrong-value"),
    _facts("paper of another layout", "summary\n  paper: A4", "summary\n  paper: A3", "76:3 wrong-paper"),
    Case("facts, made once for a layout of principles", (
        ("kit.yaml", "layout: probe\n  paper: A3\n  step: work\n  per: principle",
         "layout: assessment\n  paper: A3\n  step: work"),
        ("kit.yaml", "    times: 2\n  options:\n    lines: 3\n", "    times: 2\n"),
        ("sv/sheets/each.yaml", None, _ASSESSMENT),
    ), ("kit.yaml:64:7 no-principle",)),
    _facts("paper in small letters", "paper: A3", "paper: a3", "66:10 wrong-value"),
    _facts("unknown step", "step: work", "step: wrok", "67:9 unknown-step"),
    _facts("copies per", "per: participant", "per: person", "78:10 wrong-value"),
    _facts("copies text", "copies:\n    per: participant", "copies: 3", "77:11 wrong-type"),
    _facts("times", "times: 2", "times: 0", "71:12 wrong-value"),
    _facts("option word", "lines: 3", "lines: many", "73:12 wrong-type"),
    _facts("option range", "lines: 3", "lines: 0", "73:12 wrong-value"),
    _facts("option unknown", "lines: 3", "lins: 3", "73:5 unknown-key"),
    _facts("options number", "options:\n    lines: 3", "options: 3", "72:12 wrong-type"),
    _facts("options that none reads", "", "  options:\n    big: 1\n", "80:5 unknown-key"),
    _facts("cut yes", "", "  cut: yes\n", "79:8 wrong-type"),
    _facts("cut in quotes", "", '  cut: "true"\n', "79:8 wrong-type"),
    _facts("cut nothing", "", "  cut:\n", "79:3 empty-value"),
    _facts("cut true", "", "  cut: true\n"),
    _facts("weight with a unit", "", "  weight: 80 g\n", "79:11 wrong-type"),
    Case("facts, no principles", (
        ("kit.yaml", _PRINCIPLES, ""),
        ("sv/principles/p1.yaml", None, None),
        ("sv/principles/p2.yaml", None, None),
    ), ("kit.yaml:47:7 no-principles",)),
    one("facts, not there", "kit.yaml", None, None, "missing-file"),
    one("facts, empty", "kit.yaml", None, "", *["1:1 missing-key"] * 7),
    one("facts, a text", "kit.yaml", None, "hello\n", "1:1 wrong-type"),
    one("facts, a list", "kit.yaml", None, "- a\n", "1:1 wrong-type"),
)  # fmt: skip

WORDS = (
    _words("wrong language", "language: sv", "language: en", "1:1 wrong-language"),
    _words("language form", "language: sv", "language: svenska", "1:11 wrong-form"),
    _words("missing", "title: sv title\nsub", "sub", "1:1 missing-key"),
    _words("misspelt", "  high: sv high", "  hihg: sv high", "10:1 missing-key", "11:3 unknown-key"),
    _words("unknown", "  low: sv low", "  low: sv low\n  middle: x", "13:3 unknown-key"),
    _words("points text", "points:\n  - sv points 1\n  - sv points 2", "points: one\n\n", "7:11 wrong-type"),
    _words("too many points", "- sv points 1", "\n  ".join(["- sv points"] * 99), "7:3 too-large"),
    _words("point mapping", "- sv points 1", "- sv: points", "8:5 wrong-type"),
    _words("point list", "- sv points 1", "- [sv, points]", "8:5 wrong-type"),
    _words("scale text", "scale:\n  high: sv high\n  low: sv low", "scale: high", "10:8 wrong-type"),
    _words("tools list", "  pens: Tool pens\n  tape: Tool tape", "  - pens\n  - tape", "25:1 wrong-type"),
    _words("tool without words", "  pens: Tool pens", "  pens:", "26:3 empty-value"),
    _words("tool missing", "  tape: Tool tape\n", "", "25:1 unknown-tool"),
    _words("tool that nobody needs", "  tape: Tool tape", "  tape: Tool tape\n  glue: Tool glue"),
    one("words, not there", "sv/kit.yaml", None, None, "missing-file"),
    _steps("key", "work:\n  title", "wrok:\n  title", "1:1 missing-id", "25:1 unknown-id"),
    _steps("nothing to do", "  do:\n  - Do open first\n  - Do open second\n", "", "1:1 missing-key"),
    _steps("do text", "  do:\n  - Do open first\n  - Do open second\n", "  do: it\n\n\n", "22:7 wrong-type"),
    _steps("entry with a colon", "- Do open first", "- Do: open first", "23:5 wrong-type"),
    _steps("guide text", "lead:\n    - Step open lead 1\n    - Step open lead 2", "lead: one\n\n", "5:11 wrong-type"),
    _steps("part title", "      title: Part alone\n", "", "47:5 missing-key"),
    _steps("part key", "    alone:\n", "    alne:\n", "46:3 missing-id", "47:5 unknown-id"),
    _steps("trouble key", "      answer: Step open answer\n    write", "      anser: Step open answer\n    write",
           "17:7 missing-key", "18:7 unknown-key"),
    one("steps, not there", "sv/steps.yaml", None, None, "missing-file"),
    one("steps, a list", "sv/steps.yaml", None, "- open\n- work\n", "1:1 wrong-type"),
    one("steps, empty", "sv/steps.yaml", None, "", "1:1 wrong-type"),
    _principle("key", "P1:\n", "P3:\n", "1:1 missing-id", "1:1 unknown-id"),
    _principle("two keys", "P1:\n", "P9: {}\nP1:\n", "1:1 unknown-id"),
    _principle("name", "  name: Principle P1 name\n", "", "1:1 missing-key"),
    _principle("question missing",
               "    P1.Q2:\n      question: Does question P1.Q2 work?\n      group: Group P1.Q2\n"
               "      actions:\n        P1.Q2.A1: Do action P1.Q2.A1.\n", "", "4:3 missing-id"),
    _principle("question misspelt", "    P1.Q2:\n", "    P1.Q3:\n", "4:3 missing-id", "11:5 unknown-id"),
    _principle("action misspelt", "P1.Q1.A2: Do", "P1.Q1.A3: Do", "8:7 missing-id", "10:9 unknown-id"),
    _principle("action more", "P1.Q1.A2: Do", "P1.Q1.A4: Do\n        P1.Q1.A2: Do", "10:9 unknown-id"),
    _principle("action twice", "P1.Q1.A2: Do", "P1.Q1.A1: Do", "10:9 duplicate-key"),
    _principle("action list", "P1.Q1.A2: Do action P1.Q1.A2.", "P1.Q1.A2: [x]", "10:9 wrong-type"),
    _principle("question text", "      question: Does question P1.Q1 work?", "      question:", "6:7 empty-value"),
    one("principle, not there", "sv/principles/p1.yaml", None, None, "missing-file"),
    one("principle, empty", "sv/principles/p1.yaml", None, "", "1:1 missing-id"),
    one("principle, a list", "sv/principles/p1.yaml", None, "- P1\n", "1:1 missing-id"),
    one("principle, stray", "sv/principles/p3.yaml", None, "P3: {}\n", "stray-file"),
    _sheet("missing", "why: Sheet first why\n", "", "1:1 missing-key"),
    _sheet("misspelt", "why: Sheet", "whty: Sheet", "1:1 missing-key", "3:1 unknown-key"),
    _sheet("two mistakes", "why: Sheet first why\nbody: Sheet first body", "why:\nbdy: x",
           "1:1 missing-key", "3:1 empty-value", "4:1 unknown-key"),
    one("sheet, not there", "sv/sheets/first.yaml", None, None, "missing-file"),
    one("sheet, empty", "sv/sheets/first.yaml", None, "", *["1:1 missing-key"] * 4),
    one("sheet, a text", "sv/sheets/first.yaml", None, "hello\n", "1:1 wrong-type"),
    one("sheet, stray", "sv/sheets/frist.yaml", None, _SHEET, "stray-file"),
    one("sheet, .yml", "sv/sheets/first.yml", None, _SHEET, "stray-file"),
    one("the other language is not read", "en/sheets/first.yaml", None, "hello: [\n"),
)  # fmt: skip

DRAWN = (
    _sheet("body too long", _BODY, "body: " + "många ord " * 60, "4:7 text-too-long"),
    _sheet("title too long", "title: Sheet first title", "title: " + "många ord " * 20, "2:8 text-too-long"),
    _sheet("word too wide", _BODY, "body: " + "1" * 90, "4:7 word-too-wide"),
    _sheet("missing glyph", _BODY, "body: ett 漢 tecken", "4:11 missing-glyph"),
    _sheet("emoji", "title: Sheet first title", "title: Hej 🎉", "2:12 missing-glyph"),
    _sheet("unfilled place", _BODY, "body: av {total} kort", "4:10 unknown-place"),
    _principle("question too long", "question: Does question P1.Q1 work?", "question: " + "långa frågor " * 80,
               "6:17 text-too-long"),
    Case("three texts that cannot be drawn", (
        ("sv/sheets/first.yaml", _BODY, "body: " + "många ord " * 60),
        ("sv/sheets/each.yaml", "body: Sheet each body", "body: 漢"),
        ("sv/sheets/last.yaml", "title: Sheet last title", "title: " + "1" * 200),
    ), (
        "sv/sheets/each.yaml:4:7 missing-glyph",
        "sv/sheets/first.yaml:4:7 text-too-long",
        "sv/sheets/last.yaml:2:8 word-too-wide",
    )),
)  # fmt: skip

SINGLE = YAML + FACTS + WORDS + DRAWN
_BY_NAME = {case.name: case for case in SINGLE}


def _sort_key(finding: str) -> tuple[str, int, int, str]:
    place, _, code = finding.rpartition(" ")
    file, *numbers = place.split(":")
    line, column = map(int, numbers or ("0", "0"))
    return file, line, column, code


def together(*names: str) -> Case:
    """Return a case with the mistakes of others, which do not touch each other's lines: all must be found."""
    cases = [_BY_NAME[name] for name in names]
    findings = [finding for case in cases for finding in case.findings]
    edits = [edit for case in cases for edit in case.edits]
    return Case(" + ".join(names), tuple(edits), tuple(sorted(findings, key=_sort_key)))


TWELVE = together(
    "facts, colour", "facts, paper", "facts, who",
    "words, title comment", "words, unknown", "words, point mapping",
    "steps, do text", "steps, part title", "steps, guide text",
    "sheet, two mistakes",
)  # fmt: skip

COMBINED = (
    together("facts, unknown layout", "facts, unknown step"),
    together("facts, made once for a layout of principles", "words, title list", "steps, do text"),
    together("facts, paper of another layout", "facts, unknown tool", "words, title list"),
    together("facts, too many votes", "facts, too many triangles", "facts, participants 201"),
    together("facts, unknown tool", "words, title nothing", "steps, key"),
    together("facts, parts too long", "facts, more tables than participants", "facts, more principles than there are"),
    together("facts, colour", "words, title list", "steps, do text", "principle, name", "sheet, missing"),
    together("facts, participants six", "facts, start 9.00", "facts, paper", "facts, copies per", "facts, who"),
    together("facts, id form", "words, title colon", "sheet, a text"),
    together("words, title comment", "words, misspelt", "words, points text"),
    together("words, two tags", "sheet, misspelt"),
    together("words, duplicate key", "principle, action twice", "steps, part key"),
    together("words, not there", "steps, not there", "principle, not there", "sheet, not there"),
    together("principle, stray", "sheet, stray", "sheet, .yml"),
    together("words, wrong language", "facts, unknown tool", "sheet, a text"),
    together("words, title at sign", "principle, question misspelt", "sheet, two mistakes"),
    together("BOM", "words, title NFD", "facts, unknown step"),
    together("CRLF", "words, title null", "steps, trouble key"),
    together("Latin-1", "words, title bold", "principle, key"),
    together("UTF-16", "facts, unknown layout", "principle, action list"),
    together("billion laughs", "steps, entry with a colon", "sheet, stray"),
    together("too large", "steps, nothing to do", "principle, empty"),
    together("words, title very deep", "sheet, empty", "principle, two keys"),
    together("facts, option word", "facts, options that none reads", "facts, unknown step"),
    together("facts, option unknown", "words, scale text", "sheet, missing"),
    together("facts, duplicate action", "facts, duplicate part", "facts, duplicate sheet"),
    together("facts, one action more", "principle, action more", "steps, part title"),
    together("facts, cut yes", "facts, id form", "words, title blanks"),
    together("facts, not there", "words, title nothing", "steps, do text", "principle, name"),
    together("facts, edition empty", "facts, language form", "facts, minutes with a unit", "facts, part range"),
    together("facts, card id form", "facts, action id form", "facts, no questions", "facts, colour unquoted #"),
    together("words, tab as indentation", "steps, empty", "sheet, two mistakes"),
    together("facts, start 24.00", "words, language form", "principle, question text", "steps, guide text"),
    together("words, title open double quote", "facts, tools nothing", "steps, do text"),
    together("words, title word after an ampersand", "principle, name", "sheet, misspelt"),
    together("words, title entity", "words, misspelt", "facts, paper nothing"),
    together("words, title too long", "facts, dots nothing", "sheet, two mistakes"),
    together("words, title exclamation mark", "steps, part key"),
    TWELVE,
)

CASES = SINGLE + COMBINED

"""Words: every text of the content is where it belongs, letter by letter, and nothing else is said.

A text of a sheet stands in each of the sheet's documents, unless the layout's model marks it as needed only sometimes
(``materialgen.kit.marks``). Texts that sheets share (of the kit, its steps and principles) stand on some sheet as soon
as any of their family does; those that no document has read while it was drawn are no concern of the kit's sheets, and
missing nowhere. A file that is not what a build would write now must say all that the build would, page by
page. White space and bullets are left out of account: they are the typesetter's.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from materialgen.check.content import TELLING, Index, Told, contents, squeezed
from materialgen.check.finding import found
from materialgen.check.reading import ReadFile, folded
from materialgen.kit.text import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from materialgen.check.built import Built
    from materialgen.check.finding import Finding
    from materialgen.plan import DocumentPlan
    from materialgen.problems import Where

LEAST = 2
"""As many letters together, or more, are a word that the content must explain."""
MANY = 3
"""More findings of a kind in a file are told as one."""
_FINGERPRINT = re.compile(r"(?<![\w])[0-9a-f]{6}(?![\w])")
"""Of an older edition: whether it is the right one is told by the bytes."""
_MARKUP = re.compile(r"[*{}]")
_LETTERS = re.compile(rf"[^\W\d_]{{{LEAST},}}")
_UNITS = ("mm", "cm", "m", "min", "h", "g/m²", "pt", "%")
_HINT_MISSING = "let the layout print the text, or mark it as Sometimes in the layout's words; build the kit again"
_HINT_FOREIGN = "write the text into the kit's files, or build the kit again"


@dataclass(frozen=True, slots=True)
class Covered:
    """A text of the content and where it stands.

    Attributes:
        where: Its place in the content.
        text: As it is read aloud, without markup.
        places: File and page of each page that has it; page 0 is an alternative text.
    """

    where: Where
    text: str
    places: tuple[tuple[str, int], ...]


class _Said:
    """What a file says, squeezed.

    Attributes:
        file: The file.
    """

    def __init__(self, file: ReadFile) -> None:
        self.file = file

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The text of each page, with the spaces between its words."""
        return tuple(self.file.page_text(page) for page in self.file.pages)

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The text of each page."""
        return tuple(squeezed(one) for one in self.folded)

    @cached_property
    def printed(self) -> str:
        """The text of all pages."""
        return "\f".join(self.pages)

    @cached_property
    def alternatives(self) -> tuple[str, ...]:
        """The alternative texts, with the spaces between their words."""
        return tuple(folded(one.alt) for one in self.file.tree.walk() if one.alt) if self.file.tree else ()

    @cached_property
    def spoken(self) -> str:
        """The alternative texts."""
        return "\f".join(squeezed(one) for one in self.alternatives)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The title in the metadata, and those in the outline."""
        information: Mapping[str, object] = self.file.reader.metadata or {}
        given = [information.get("/Title"), *_outline(self.file.reader.outline)]
        return tuple(folded(str(one)) for one in given if one)

    @cached_property
    def named(self) -> str:
        """Pages and titles."""
        return "\f".join([self.printed, *(squeezed(one) for one in self.titles)])

    def has(self, told: Told) -> bool:
        """Return whether a text stands there, in the way that it should."""
        return told.stands_in(self.spoken if told.spoken else self.printed)


def _outline(entries: Iterable[object]) -> Iterator[str]:
    for one in entries:
        if isinstance(one, list):
            yield from _outline(one)
        else:
            yield str(getattr(one, "title", ""))


def check(built: Built) -> Iterator[Finding]:
    """Yield what is missing, misplaced, foreign, repeated or printed with its markup."""
    kinds: dict[tuple[str, str], list[Finding]] = {}
    for one in _findings(built):
        kinds.setdefault((one.file, one.problem.code), []).append(one)
    for findings in kinds.values():
        if len(findings) <= MANY:
            yield from findings
        else:
            first = findings[0]
            message = f"{first.problem.message}; {len(findings) - 1} more pages or texts of the file are like that"
            yield replace(first, problem=replace(first.problem, message=message))


def _findings(built: Built) -> Iterator[Finding]:
    said = {name: _Said(file) for name, file in built.files.items()}
    texts = contents(built.kit, built.plan.sender)
    lost = _missing_in_sheets(built, texts, said)
    changed = dict(_missing_in_changed(built, texts, said))
    for name in built.documents:
        if name in said:
            yield from _tell_missing(built, name, lost.get(name, []), changed.get(name, {}))
    if built.chosen is None and len(said) == len(built.documents):
        told_already = {one for kinds in changed.values() for page in kinds.values() for one in page}
        yield from _missing_everywhere(built, [one for one in texts if one not in told_already], said)
    yield from _unexplained(built, texts, said)
    yield from _repeated(built, texts, said)


def coverage(built: Built) -> list[Covered]:
    """Return where each text of the content stands."""
    said = {name: _Said(file) for name, file in built.files.items()}
    rows = []
    for told in contents(built.kit, built.plan.sender):
        places = [
            (name, number)
            for name, one in said.items()
            if told.belongs_to(built.documents[name])
            for number, text in [*enumerate(one.pages, 1), (0, one.spoken)]
            if (number > 0) is not told.spoken and told.stands_in(text)
        ]
        rows.append(Covered(told.where, told.shown, tuple(places)))
    return rows


def notes(built: Built) -> Iterator[str]:
    """Yield one line about texts that no sheet of the kit prints, and about files that could not be compared."""
    said = {name: _Said(file) for name, file in built.files.items()}
    if built.chosen is not None or len(said) < len(built.documents):
        yield "texts that several sheets share are looked for only when all files of the kit are there"
        return
    _, unused = _shared_and_absent(built, contents(built.kit, built.plan.sender), said)
    if unused:
        counts = sorted(Counter(one.family for one in unused).items(), key=lambda one: (-one[1], one[0]))
        kinds = ", ".join(f"{family} ({count})" for family, count in counts)
        yield f"texts of the content that no sheet of this kit prints, which is fine: {kinds}"


# -- missing -----------------------------------------------------------------------------------------------------------


def _missing_in_sheets(built: Built, texts: Sequence[Told], said: Mapping[str, _Said]) -> dict[str, list[Told]]:
    """Return the texts of sheets that their documents lack, by file."""
    lost: dict[str, list[Told]] = {}
    for told in texts:
        if told.sheet is None or told.sometimes:
            continue
        for name, one in said.items():
            if built.documents[name].sheet.id == told.sheet.id and not one.has(told):
                lost.setdefault(name, []).append(told)
    return lost


def _missing_in_changed(
    built: Built, texts: Sequence[Told], said: Mapping[str, _Said]
) -> Iterator[tuple[str, dict[int, list[Told]]]]:
    """Yield the files that are not what a build would write, with the texts that their pages lack; page 0: spoken."""
    for name, one in said.items():
        fresh = built.fresh.get(name)
        if fresh is None or fresh.data == one.file.data:
            continue
        other = _Said(ReadFile.of_bytes(name, fresh.data))
        yield name, _lost(one, other, [told for told in texts if told.belongs_to(built.documents[name])])


def _lost(one: _Said, other: _Said, texts: Iterable[Told]) -> dict[int, list[Told]]:
    """Return the texts that a file has less often than another, by page; page 0 if no page alone can be told."""
    lost: dict[int, list[Told]] = {}
    for told in texts:
        here, there = (one.spoken, other.spoken) if told.spoken else (one.printed, other.printed)
        if told.count(here) >= told.count(there):
            continue
        pages = [
            number
            for number, (left, right) in enumerate(zip(one.pages, other.pages, strict=False), 1)
            if not told.spoken and told.count(left) < told.count(right)
        ]
        for number in pages if pages and len(one.pages) == len(other.pages) else [0]:
            lost.setdefault(number, []).append(told)
    return lost


def _tell_missing(
    built: Built, name: str, lost: Sequence[Told], pages: Mapping[int, Sequence[Told]]
) -> Iterator[Finding]:
    """Yield one finding for each page that lacks texts, and one for those that no page has."""
    known = {one for texts in pages.values() for one in texts}
    rest = [one for one in lost if one not in known]
    for page, texts in [*sorted(pages.items()), *([(0, rest)] if rest else [])]:
        longest = _longest(texts)
        what = "the alternative text" if longest.spoken else "the text"
        more = f", and {len(texts) - 1} more," if len(texts) > 1 else ""
        message = f"{what} '{short(longest.shown)}'{more} is missing"
        yield found(built, "missing-text", message, name, page, where=longest.where, hint=_HINT_MISSING)


def _longest(texts: Sequence[Told]) -> Told:
    """Return the text that tells most: the longest."""
    return max(texts, key=lambda one: len(one.text))


def _together(said: Mapping[str, _Said]) -> _Everything:
    return _Everything("\f".join(one.named for one in said.values()), "\f".join(one.spoken for one in said.values()))


@dataclass(frozen=True)
class _Everything:
    """What all files say together."""

    printed: str
    spoken: str

    def __call__(self, told: Told) -> bool:
        """Return whether a text stands in any file."""
        return told.stands_in(self.spoken if told.spoken else self.printed)


def _missing_everywhere(built: Built, texts: Sequence[Told], said: Mapping[str, _Said]) -> Iterator[Finding]:
    """Yield the shared texts that stand nowhere though others of their family do."""
    missing, _ = _shared_and_absent(built, texts, said)
    for told in missing:
        message = f"the text '{short(told.shown)}' is missing: no file has it"
        yield found(built, "missing-text", message, _home(built, told), where=told.where, hint=_HINT_MISSING)


def _shared_and_absent(built: Built, texts: Iterable[Told], said: Mapping[str, _Said]) -> tuple[list[Told], list[Told]]:
    """Return the shared texts that are missing, and those that the kit's sheets have no use for.

    A text that no document has read may stand by chance in another one; that says nothing of its family.
    """
    everything = _together(said)
    gone: list[Told] = []
    unused: list[Told] = []
    used = set()
    for told in texts:
        if told.sheet is not None:
            continue
        if told.key and built.read is not None and told.key not in built.read:
            unused += [] if told.sometimes else [told]
        elif told.sometimes or everything(told):
            used.add(told.family)
        else:
            gone.append(told)
    missing = [one for one in gone if one.family in used]
    return missing, unused + [one for one in gone if one.family not in used]


def _home(built: Built, told: Told) -> str:
    """Return the first file that a text may stand in, of its principle if it is one's."""
    homes = [name for name, one in built.documents.items() if told.belongs_to(one)]
    own = [name for name in homes if built.documents[name].principle is told.principle]
    return (own or homes)[0]


# -- foreign, misplaced, marked up -------------------------------------------------------------------------------------


def _unexplained(built: Built, texts: Sequence[Told], said: Mapping[str, _Said]) -> Iterator[Finding]:
    """Yield what stands on pages, in alternative texts and in titles that the content does not say there."""
    index = Index(_known(built, texts))
    for name, one in said.items():
        document = built.documents[name]
        sources = [(number, text) for number, text in enumerate(one.folded, 1)]
        sources += [(0, text) for text in dict.fromkeys((*one.alternatives, *one.titles))]
        kinds: dict[tuple[str, int], list[tuple[str, Told | None]]] = {}
        for number, text in sources:
            for code, stretch, told in _read(text, index, document):
                kinds.setdefault((code, number), []).append((stretch, told))
        for (code, number), stretches in kinds.items():
            yield _tell_unexplained(built, name, number, code, stretches)


def _tell_unexplained(
    built: Built, name: str, page: int, code: str, stretches: Sequence[tuple[str, Told | None]]
) -> Finding:
    stretch, told = max(stretches, key=lambda one: len(one[0]))
    others = len(stretches) - 1
    more = f", and {others} more," if others else ""
    if code == "misplaced-text" and told is not None:
        message = f"'{short(told.shown)}'{more} belongs to another sheet or principle"
        return found(built, "misplaced-text", message, name, page, where=told.where, hint="build the kit again")
    if code == "markup-printed":
        message = f"'{short(stretch)}'{more} shows markup"
        hint = "let the layout set the text as text, and fill its places"
        return found(built, "markup-printed", message, name, page, hint=hint)
    message = f"'{short(stretch)}'{more} stands in no text of the content"
    return found(built, "foreign-text", message, name, page, hint=_HINT_FOREIGN)


def _known(built: Built, texts: Iterable[Told]) -> Iterator[tuple[str, Told | None]]:
    """Yield all that may be said, squeezed; what belongs to the whole workshop without the text it comes from."""
    kit = built.kit
    for told in texts:
        owner = told if told.sheet is not None or told.principle is not None else None
        yield from ((form, owner) for form in told.forms)
    ids = [kit.id, kit.edition, kit.language, *(one.number for one in kit.steps if one.number)]
    ids += [sheet.paper for sheet in kit.sheets]
    names = [one.file_name for one in built.plan.documents] + [one.name for one in built.plan.documents]
    for one in (*ids, *names, *_UNITS, built.plan.dots.product.name):
        yield squeezed(str(one)), None
    for principle in kit.principles:
        yield principle.id, None
        for question in principle.questions:
            yield question.id, None
            yield from ((action.id, None) for action in question.actions)


def _read(text: str, index: Index, document: DocumentPlan) -> Iterator[tuple[str, str, Told | None]]:
    """Yield what a text says that is not explained: code, stretch, and the text of the content that it is."""
    words = [squeezed(word) for word in text.split()]
    bare, starts = "".join(words), set(accumulate(map(len, words), initial=0))
    left: list[str] = []
    at = 0
    while at < len(bare):
        known, told = _at(bare, at, starts, index, document)
        if told is not None:
            yield "misplaced-text", known, told
        left.append(" " if known else (" " if at in starts else "") + bare[at])
        at += len(known) or 1
    for stretch in "".join(left).split("  "):
        rest = " ".join(_FINGERPRINT.sub("", stretch).split())
        if _MARKUP.search(rest):
            yield "markup-printed", rest, None
        elif _LETTERS.search(rest):
            yield "foreign-text", rest, None


def _at(bare: str, at: int, starts: set[int], index: Index, document: DocumentPlan) -> tuple[str, Told | None]:
    """Return the text that begins at a place, and whose it is if it does not belong to the document."""
    if not _is_edge(bare, at, starts):
        return "", None
    here, elsewhere, whose = "", "", None
    for known, owner in index.at(bare, at):
        if not _is_edge(bare, at + len(known), starts):
            continue
        if owner is None or owner.belongs_to(document):
            here = known
            break
        if whose is None:
            elsewhere, whose = known, owner
    if len(elsewhere) >= TELLING and len(elsewhere) > len(here):
        return elsewhere, whose
    return here, None


def _is_edge(bare: str, at: int, starts: set[int]) -> bool:
    """Return whether a word may begin or end at a place of a squeezed text."""
    return at in starts or not (bare[at - 1].isalnum() and bare[at].isalnum())


# -- repeated ----------------------------------------------------------------------------------------------------------


def _repeated(built: Built, texts: Sequence[Told], said: Mapping[str, _Said]) -> Iterator[Finding]:
    """Yield the questions and actions that stand twice in a document; not those that are part of another text, too."""
    everything = "\f".join("\f".join(one.parts) for one in texts)
    once = [one for one in texts if one.once and len(one.parts[0]) >= TELLING and one.count(everything) == 1]
    for name, one in said.items():
        twice = [
            told
            for told in once
            if told.belongs_to(built.documents[name]) and told.parts[0] in one.printed and told.count(one.printed) > 1
        ]
        if twice:
            longest = _longest(twice)
            more = f", and {len(twice) - 1} more," if len(twice) > 1 else ""
            message = f"'{short(longest.shown)}'{more} stands more than once"
            yield found(built, "repeated-text", message, name, where=longest.where, hint="build the kit again")

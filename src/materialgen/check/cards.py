"""Cards: each card, each question and each principle's block holds its own text, and each is there once.

A card or a block is known by the title of its element (ISO 32000-1, table 323, T), which is an id of the content.
Sheets that title nothing are not judged.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import reduce
from itertools import combinations
from typing import TYPE_CHECKING

from materialgen.check.content import TELLING, squeezed
from materialgen.check.finding import found
from materialgen.check.reading import Extent, ReadFile
from materialgen.kit.text import short
from materialgen.typeset import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from materialgen.check.built import Built
    from materialgen.check.finding import Finding
    from materialgen.kit.model import Kit, Principle, Question
    from materialgen.kit.text import Text
    from materialgen.plan import DocumentPlan

_ID = re.compile(r"[A-Z]+[0-9]+(?:\.[A-Z]+(?:[0-9]+|\+))*")
_OWN = re.compile(r"(?P<question>.+)\.[A-Z]+\+\Z")
"""The card for a proposal of the group's own: no text of the content has its id."""
_PRINCIPLE, _QUESTION, _ACTION, _PROPOSAL = "principle", "question", "card", "card for a proposal"
MANY = 3
"""More wrong cards in a file are told as one."""
SHARED = 1.0
"""Cards share no more than this across and down, mm: each is cut out."""
_MOST = 3
"""So many ids are named in a message."""
_HINT = "build the kit again; if that does not help, the layout gives the card a text of another"


@dataclass(frozen=True, slots=True)
class _Known:
    """A card or a question of the content.

    Attributes:
        kind: What it is.
        texts: Its own texts, of which one must stand on it.
        around: What else may stand on it: the question's texts on its cards.
    """

    kind: str
    texts: tuple[Text, ...]
    around: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class _Unit:
    """A titled element.

    Attributes:
        id: Its title.
        page: From 1, or 0 if nothing stands in it.
        text: What it says, squeezed.
        ids: The ids that are printed in it.
        extent: Round its texts on that page.
        alternatives: The alternative texts in it.
    """

    id: str
    page: int
    text: str
    ids: frozenset[str]
    extent: Extent | None
    alternatives: tuple[str, ...]


def check(built: Built) -> Iterator[Finding]:
    """Yield the cards and questions that are wrong, missing, unknown, or there twice."""
    known = _known(built.kit)
    units = {name: _units(file) for name, file in built.files.items()}
    # A principle's name may head its questions and cards, so it is no stranger there.
    owned = {name: one for name, one in known.items() if one.kind != _PRINCIPLE}
    texts = {squeezed(plain(text)): name for name, one in owned.items() for text in one.texts}
    for name, found_units in units.items():
        wrong = [one for unit in found_units for one in _wrong(built, name, unit, known, texts)]
        wrong += _mixed_up(built, name, found_units, known)
        yield from _few(wrong)
        yield from _repeated(built, name, found_units)
    yield from _missing(built, units, known)


def _few(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings of a file, many as one."""
    if len(findings) <= MANY:
        yield from findings
        return
    first = findings[0].problem
    message = f"{first.message}; {len(findings) - 1} more cards or questions of the file are wrong"
    yield replace(findings[0], problem=replace(first, message=message))


def _known(kit: Kit) -> dict[str, _Known]:
    result = {}
    for principle in kit.principles:
        inside = (text for one in principle.questions for text in (one.text, one.group))
        result[principle.id] = _Known(_PRINCIPLE, (principle.name, principle.short), tuple(inside))
        for question in principle.questions:
            around = (question.text, question.group)
            result[question.id] = _Known(_QUESTION, around)
            for action in question.actions:
                result[action.id] = _Known(_ACTION, (action.text,), around)
    return result


def _units(file: ReadFile) -> list[_Unit]:
    result = []
    for node in file.tree.walk() if file.tree else ():
        if node.title is None or not _ID.fullmatch(node.title):
            continue
        text = file.text_of(node)
        pieces = list(file.pieces_of(node))
        page = pieces[0][0] if pieces else 0
        extents = [piece.extent for number, piece in pieces if number == page]
        alternatives = tuple(one.alt for one in node.walk() if one.alt)
        extent = reduce(Extent.around, extents) if extents else None
        result.append(_Unit(node.title, page, squeezed(text), frozenset(_ID.findall(text)), extent, alternatives))
    return result


def _kind(known: Mapping[str, _Known], name: str) -> str | None:
    """Return what an id names, or None if the content does not know it."""
    if name in known:
        return known[name].kind
    own = _OWN.match(name)
    return _PROPOSAL if own and own["question"] in known else None


def _wrong(
    built: Built, name: str, unit: _Unit, known: Mapping[str, _Known], texts: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield what is wrong with a unit: its id, or the text on it."""
    kind = _kind(known, unit.id)
    if kind is None:
        message = f"'{short(unit.id)}' is tagged like a card or a question, but the content has none of that id"
        yield found(built, "unknown-card", message, name, unit.page, hint="build the kit again")
        return
    one = known.get(unit.id)
    where = one.texts[0].where if one else None
    rest = unit.text
    own = [squeezed(plain(text)) for text in (*one.texts, *one.around)] if one else []
    if own_question := _OWN.match(unit.id):
        own = [squeezed(plain(text)) for text in known[own_question["question"]].texts]
    has_own = one is None or any(squeezed(plain(text)) in rest for text in one.texts)
    for text in sorted(own, key=len, reverse=True):
        rest = rest.replace(text, "\f")
    strangers = [text for text in texts if text in rest and (len(text) >= TELLING or not has_own)]
    if strangers:
        stranger = max(strangers, key=len)
        message = f"the {kind} {unit.id} has the text of {texts[stranger]}"
        yield found(built, "wrong-card", message, name, unit.page, where=where, hint=_HINT)
    elif unit.ids - {unit.id} and unit.id not in unit.ids and any(_kind(known, one) == kind for one in unit.ids):
        message = f"the {kind} {unit.id} is printed with the id {min(unit.ids, key=len)}"
        yield found(built, "wrong-card", message, name, unit.page, where=where, hint=_HINT)
    elif not has_own and one is not None and _stands_elsewhere(built.files[name], one):
        message = f"the {kind} {unit.id} has not its text '{short(plain(one.texts[0]))}'"
        yield found(built, "wrong-card", message, name, unit.page, where=where, hint=_HINT)


def _stands_elsewhere(file: ReadFile, one: _Known) -> bool:
    """Return whether the text of a card or question stands in a file; if it does not, it is missing as any text is."""
    pages = "\f".join(squeezed(file.page_text(page)) for page in file.pages)
    return any(squeezed(plain(text)) in pages for text in one.texts)


def _mixed_up(built: Built, name: str, units: Sequence[_Unit], known: Mapping[str, _Known]) -> Iterator[Finding]:
    """Yield cards that stand among each other's texts, and units with other alternative texts than they should have."""
    cards = [one for one in units if _kind(known, one.id) in {_ACTION, _PROPOSAL} and one.extent]
    for one, other in combinations(cards, 2):
        if one.page == other.page and one.extent and other.extent and one.extent.shares(other.extent, SHARED):
            message = f"the cards {one.id} and {other.id} stand among each other's texts"
            where = known[one.id].texts[0].where if one.id in known else None
            yield found(built, "wrong-card", message, name, one.page, where=where, hint=_HINT)
    fresh = built.fresh.get(name)
    if fresh is None or fresh.data == built.files[name].data:
        return
    right = {one.id: one.alternatives for one in _units(ReadFile.of_bytes(name, fresh.data, built.press.printer))}
    for one in units:
        if one.alternatives and one.alternatives != right.get(one.id, one.alternatives):
            message = f"the {_kind(known, one.id)} {one.id} has another alternative text than its own"
            where = known[one.id].texts[0].where if one.id in known else None
            yield found(built, "wrong-card", message, name, one.page, where=where, hint=_HINT)


def _repeated(built: Built, name: str, units: Sequence[_Unit]) -> Iterator[Finding]:
    twice = [one for one, count in Counter(unit.id for unit in units).items() if count > 1]
    if twice:
        page = next(unit.page for unit in reversed(units) if unit.id == twice[0])
        yield found(built, "repeated-card", f"{_listed(twice)} stands more than once", name, page, hint=_HINT)


def _missing(built: Built, units: Mapping[str, Sequence[_Unit]], known: Mapping[str, _Known]) -> Iterator[Finding]:
    """Yield what a document lacks of the kinds that its sheet titles, in this document or in another principle's."""
    kinds: dict[str, set[str]] = {}
    for name, found_units in units.items():
        sheet = built.documents[name].sheet.id
        kinds.setdefault(sheet, set()).update(filter(None, (_kind(known, unit.id) for unit in found_units)))
    for name, found_units in units.items():
        document = built.documents[name]
        there = {unit.id for unit in found_units}
        proposals = {_OWN.match(one)["question"] for one in there if _kind(known, one) == _PROPOSAL}  # type: ignore[index]  # its kind says that it matches
        for principle in _principles(built, document):
            wanted = [
                one
                for one in (principle.id, *(one for question in principle.questions for one in _ids(question)))
                if known[one].kind in kinds[document.sheet.id]
            ]
            gone = [one for one in wanted if one not in there]
            if gone:
                where = known[gone[0]].texts[0].where
                message = f"{_listed(gone)} is not there"
                yield found(built, "missing-card", message, name, where=where, hint=_HINT)
            if _PROPOSAL in kinds[document.sheet.id]:
                bare = [one.id for one in principle.questions if one.id not in proposals]
                if bare:
                    message = f"the card for a proposal is not there for {_listed(bare)}"
                    yield found(built, "missing-card", message, name, hint=_HINT)


def _ids(question: Question) -> tuple[str, ...]:
    return (question.id, *(action.id for action in question.actions))


def _principles(built: Built, document: DocumentPlan) -> Sequence[Principle]:
    return [document.principle] if document.principle else built.kit.principles


def _listed(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _MOST} more" if len(ids) > _MOST else ""
    return ", ".join(ids[:_MOST]) + more

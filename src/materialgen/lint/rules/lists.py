"""Entries of a list should look alike: all with a full stop or none, all in the same form of the verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from materialgen.lint.rules.reading import ends_short
from materialgen.lint.words import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from materialgen.lint.book import Book, Entry, Finding
    from materialgen.lint.language import Language

_ENDED = re.compile(r"[.!?…:][”’\"')\]»*]*\s*\Z")
_INNER = re.compile(r"[.?][”’)]?[ \u00a0]+[”“]?[^\W\d_a-zåäöæøéü]")
_SENTENCE = 3
"""A text of fewer words is a label."""
_STOP_HINT = "add a full stop"


def missing_full_stops(book: Book) -> Iterator[Finding]:
    """Find sentences without a full stop: where most others in the list have one, or after another sentence."""
    found: dict[int, str] = {}
    for entries in _series(book.entries):
        sentences = [entry for entry in entries if len(entry.words) >= _SENTENCE]
        without = [entry for entry in sentences if not _has_end(entry)]
        if without and 2 * len(without) <= len(sentences) - len(without):
            found |= dict.fromkeys(map(id, without), "the others of the list end with a full stop, this one does not")
    for entry in book.entries:
        message = found.get(id(entry))
        if message is None and not _has_end(entry) and _has_inner_end(entry, book.language):
            message = "the last sentence has no full stop"
        if message:
            yield entry.finding("missing-full-stop", message, _STOP_HINT, len(entry.text.rstrip()) - 1)


def _has_end(entry: Entry) -> bool:
    """Return whether a text is ended; a placeholder at its end may bring its own full stop."""
    return _ENDED.search(entry.text) is not None or any(
        match.end() == len(entry.text.rstrip()) for match in PLACEHOLDER.finditer(entry.text)
    )


def _has_inner_end(entry: Entry, language: Language) -> bool:
    ends = _INNER.finditer(entry.text) if "\n" not in entry.text.strip() else ()
    return any(not ends_short(entry, match.start(), language.abbreviations) for match in ends)


def mixed_forms(book: Book) -> Iterator[Finding]:
    """Find lists in which some entries begin with an imperative and some with another form of the verb."""
    language = book.language
    imperatives = {other: one for one, other in language.verbs.items() if other not in language.verbs}
    for entries in _series(book.entries):
        asked = [entry for entry in entries if _first(entry) in language.verbs]
        told = [entry for entry in entries if _first(entry) in imperatives or _is_marked(entry, language)]
        if len(told) <= len(asked):
            for entry in told:
                imperative = imperatives.get(entry.words[1 if _is_marked(entry, language) else 0].lower)
                hint = f"begin with '{imperative}'" if imperative else "begin all entries with the verb as a request"
                message = f"begins with the {language.other_form}, but others of the list with the imperative"
                yield entry.finding("mixed-forms", message, hint)
        else:
            for entry in asked:
                message = f"begins with the imperative, but others of the list with the {language.other_form}"
                yield entry.finding("mixed-forms", message, "begin all entries with the same form of the verb")


def _series(entries: Iterable[Entry]) -> Iterable[list[Entry]]:
    series: dict[tuple[str | int, ...], list[Entry]] = {}
    for entry in entries:
        if entry.series is not None:
            series.setdefault(entry.series, []).append(entry)
    return series.values()


def _first(entry: Entry) -> str:
    return entry.words[0].lower if entry.words else ""


def _is_marked(entry: Entry, language: Language) -> bool:
    return bool(language.marker) and _first(entry) == language.marker and len(entry.words) > 1

"""Typography: doubled words, spaces, quotation marks, hyphens and dashes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from materialgen.lint.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.lint.book import Book, Finding

_SPACES = re.compile(r"[ \t\u00a0]{2,}|\t|\A[ \u00a0]|[ \u00a0]\Z|[ \u00a0](?=[,;:.!?](?:\s|\Z))")
_STRAIGHT = re.compile(r"[\"']")
_QUOTE = re.compile("[\u2018-\u201f\u00ab\u00bb\u2039\u203a]")
"""Curved and angled quotation marks, single and double, high and low."""
_APOSTROPHE = "’"
_OPENING = re.compile(r"(?:\A|[\s(\[“\u2018])\Z")
_EITHER = re.compile(r"[*–—/-]\Z")
_NUMBER = r"\d+(?:[.,:]\d+)?"
_RANGE = re.compile(rf"(?<![\w.,:/–-])({_NUMBER}) ?- ?({_NUMBER})(?![\w/:]|-\d|[.,]\d)")
_PAUSE = re.compile(r"(?<=\S)(?: --? |--)(?=\S)")


def doubled_words(book: Book) -> Iterator[Finding]:
    """Find words that stand twice."""
    for entry in book.entries:
        for first, second in pairwise(entry.words):
            doubled = first.lower == second.lower and first.lower.isalpha() and adjacent(entry.text, first, second)
            if doubled and first.lower not in book.language.repeatable:
                yield entry.finding("doubled-word", f"'{first.lower}' stands twice", "remove one", second.start)


def stray_spaces(book: Book) -> Iterator[Finding]:
    """Find doubled spaces, spaces at the ends of a text and spaces before punctuation."""
    for entry in book.entries:
        for match in _SPACES.finditer(entry.text):
            yield entry.finding("stray-space", "a space too many", "remove it", match.start())


def straight_quotes(book: Book) -> Iterator[Finding]:
    """Find straight quotation marks and apostrophes, one finding for each text."""
    quotes = book.language.quotes
    for entry in book.entries:
        match = _STRAIGHT.search(entry.text)
        if match:
            kinds = f"{quotes[:2]} for quotations, {_APOSTROPHE} for an apostrophe" if quotes else "curved ones"
            yield entry.finding("straight-quote", f"a straight quote: {match[0]}", f"write {kinds}", match.start())


def foreign_quotes(book: Book) -> Iterator[Finding]:
    """Find quotation marks that the language does not use, or uses at the other end; one for each text."""
    quotes = book.language.quotes
    for entry in book.entries if quotes else ():
        for match in _QUOTE.finditer(entry.text):
            expected = quotes[0::2] if _opens(entry.text, match.start()) else quotes[1::2]
            if match[0] not in expected + _APOSTROPHE:
                message = f"a quotation mark of another language: {match[0]}"
                yield entry.finding("foreign-quote", message, f"write {quotes[0]}…{quotes[1]}", match.start())
                break


def _opens(text: str, index: int) -> bool:
    """Return whether a quotation begins at ``index``; after a dash or an asterisk, a letter to the right tells."""
    before, after = text[:index], text[index + 1 : index + 2]
    return _OPENING.search(before) is not None or (_EITHER.search(before) is not None and after.isalnum())


def range_hyphens(book: Book) -> Iterator[Finding]:
    """Find hyphens between a number and a larger one."""
    for entry in book.entries:
        for match in _RANGE.finditer(entry.text):
            if _is_range(match[1], match[2]):
                message = f"a hyphen in a range: {match[0]}"
                yield entry.finding("range-hyphen", message, f"write {match[1]}–{match[2]}", match.start())


def _is_range(first: str, second: str) -> bool:
    code = first.startswith("0") and first.isdigit() and first != "0"
    return not code and _value(first) < _value(second)


def _value(number: str) -> float:
    return float(number.replace(",", ".").replace(":", "."))


def pause_hyphens(book: Book) -> Iterator[Finding]:
    """Find hyphens with spaces round them, and doubled hyphens."""
    for entry in book.entries:
        for match in _PAUSE.finditer(entry.text):
            if not any(one.start() < match.end() and match.start() < one.end() for one in _RANGE.finditer(entry.text)):
                hint = "write a dash with a space on each side: –"
                yield entry.finding("pause-hyphen", "a hyphen as a dash", hint, match.start())

"""The rules for one language, each a function from all its texts to findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.lint.rules.address import mixed_address
from materialgen.lint.rules.lists import missing_full_stops, mixed_forms
from materialgen.lint.rules.marks import (
    doubled_words,
    foreign_quotes,
    pause_hyphens,
    range_hyphens,
    straight_quotes,
    stray_spaces,
)
from materialgen.lint.rules.other_language import other_language
from materialgen.lint.rules.reading import heavy_actions, heavy_texts
from materialgen.lint.rules.similar import similar_actions
from materialgen.lint.rules.slips import cut_texts, lone_headings, wrong_numbers
from materialgen.lint.rules.vocabulary import avoided_terms, screen_words, stiff_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from materialgen.lint.book import Book, Finding

RULES: tuple[Callable[[Book], Iterable[Finding]], ...] = (
    heavy_texts,
    heavy_actions,
    doubled_words,
    stray_spaces,
    straight_quotes,
    foreign_quotes,
    range_hyphens,
    pause_hyphens,
    missing_full_stops,
    mixed_forms,
    screen_words,
    stiff_words,
    avoided_terms,
    mixed_address,
    similar_actions,
    other_language,
    cut_texts,
    lone_headings,
    wrong_numbers,
)

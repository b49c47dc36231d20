"""The test sheet for printers: stairs at the edges, lengths, greys, colours and thin lines; all lengths in mm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.draw import Document, Stroke
from materialgen.geometry import A4, Box
from materialgen.kit.text import compose
from materialgen.look import type as scale
from materialgen.look.anatomy import numbered
from materialgen.look.colour import INK, MID, NEUTRAL, PRINCIPLE_TONES, WHITE
from materialgen.typeset import Style, Weight

if TYPE_CHECKING:
    from materialgen.draw import Page
    from materialgen.geometry import Paper
    from materialgen.kit.calibration import CalibrationWords
    from materialgen.kit.text import Text
    from materialgen.press import Press

CORNER = 30.0
"""How far the lines of 100 mm begin from the paper's left and upper edge."""
LENGTH = 100.0
STAIRS = 20
"""How far the stairs go from the edge: the widest margin that a printer's file may have."""
STEP = 4.0
"""The height of a step of the stairs: its number stands beside it."""
WIDTHS = (0.1, 0.2, 0.3, 0.4, 0.5)
"""Of the thin lines."""
FILE = (
    "margins: {left: ____, right: ____, top: ____, bottom: ____}",
    "offset: {x: ____, y: ____}",
    "scale: {x: ____, y: ____}",
)
"""What the printer's file says; see ``materialgen.kit.printer``."""
_NUMBER = Style("number", (8,), Weight.SEMIBOLD, 1.2, INK)
_SWATCH = Style("swatch", (10.5,), Weight.SEMIBOLD, 1.2, WHITE, align="center")
_FINE = Stroke(0.25, INK)


def calibration_sheet(words: CalibrationWords, language: str, paper: Paper, press: Press | None = None) -> Document:
    """Return the test sheet, drawn; its problems, if any, are in the document.

    Args:
        words: What it says.
        language: Of the words.
        paper: Its paper.
        press: What it is corrected for, to prove the correction; None means nothing.
    """
    doc = Document(words.title, words.subject, language, press=press)
    page = doc.page(paper)
    inner = Box(CORNER + 6, CORNER + 6, A4.width - 2 * CORNER - 8, A4.height - 2 * CORNER - 4)
    used = _instructions(page, words, inner)
    _lengths(page, words.lengths_alt)
    if paper.width > paper.height:
        left = inner.right + 14
        _samples(page, words, Box(left, inner.y, paper.width - CORNER - left, inner.h))
    else:
        _samples(page, words, inner.below(used))
    for side in ("left", "top", "right", "bottom"):
        _stairs(page, side, words.edges_alt)
    doc.bookmark(page, inner.y, words.title)
    return doc


def _filled(text: Text, name: str, value: str) -> Text:
    return compose(text.replace(f"{{{name}}}", value), text)


def _instructions(page: Page, words: CalibrationWords, box: Box) -> float:
    """Draw what to do; returns the height that it takes."""
    y = page.text(words.title, box.top(14), scale.A4_TITLE, role="H1", place="the title").bottom + 2
    y = page.text(words.lead, box.below(y - box.y).top(18), scale.A4_BODY, place="the explanation").bottom + 4
    steps = [_filled(one, "corner", f"{CORNER:g}") for one in words.steps]
    y += numbered(page, steps, [box.below(y - box.y).top(84)], NEUTRAL, style=scale.A4_BODY) + 5
    y = page.text(words.file, box.below(y - box.y).top(6), scale.A4_SUBHEADING, role="H2", place="a heading").bottom + 1
    for line in FILE:
        y = page.text(line, box.below(y - box.y).top(7), scale.A4_LABEL, place="the printer's file").bottom + 1.5
    return page.text(words.file_hint, box.below(y - box.y).top(11), scale.A4_BODY, place="a hint").bottom + 5 - box.y


def _lengths(page: Page, alt: Text) -> None:
    """Draw the lines of 100 mm with a mark every 10 mm, away from the text between them."""
    x, y, end = CORNER, CORNER, CORNER + LENGTH
    with page.figure(_filled(alt, "corner", f"{CORNER:g}"), Box(x - 3, y - 3, LENGTH + 3, LENGTH + 3)):
        page.line(x, y, end, y, _FINE)
        page.line(x, y, x, end, _FINE)
        for index in range(11):
            at, long = CORNER + 10 * index, 3.0 if index in {0, 10} else 1.6
            page.line(at, y - long, at, y, _FINE)
            page.line(x - long, at, x, at, _FINE)


def _samples(page: Page, words: CalibrationWords, box: Box) -> None:
    y = _heading(page, words.greys, box)
    y = _greys(page, words.greys_alt, box.below(y - box.y).top(12)) + 5
    y = _heading(page, words.colours, box.below(y - box.y))
    y = _colours(page, words, box.below(y - box.y).top(28)) + 5
    y = _heading(page, words.hairlines, box.below(y - box.y))
    _hairlines(page, words.hairlines_alt, box.below(y - box.y).top(9))


def _heading(page: Page, text: Text, box: Box) -> float:
    return page.text(text, box.top(6), scale.A4_SUBHEADING, role="H2", place="a heading").bottom + 1.5


def _greys(page: Page, alt: Text, box: Box) -> float:
    width = box.w / 11
    with page.figure(alt, box):
        for index in range(11):
            x, grey = box.x + index * width, 1 - index / 10
            page.rect(Box(x, box.y, width, 7.5), fill=(grey, grey, grey), stroke=Stroke(0.25, MID))
            page.text(f"{index * 10}", Box(x, box.y + 8, width, 4), _NUMBER, align="center", place="a grey step")
    return box.bottom


def _colours(page: Page, words: CalibrationWords, box: Box) -> float:
    gap = 3.0
    width = (box.w - gap * (len(PRINCIPLE_TONES) - 1)) / len(PRINCIPLE_TONES)
    with page.figure(words.colours_alt, box):
        for index, (name, tones) in enumerate(PRINCIPLE_TONES.items()):
            column = Box(box.x + index * (width + gap), box.y, width, box.h)
            strong, middle, light = column.top(11), column.below(12).top(4), column.foot(11)
            text = str(getattr(words, name))
            page.rect(strong, fill=tones.strong)
            page.text(text, strong, _SWATCH, valign="middle", place="a colour")
            page.rect(middle, fill=tones.mid)
            page.rect(light, fill=tones.tint, stroke=Stroke(0.4, tones.mid))
            page.text(text, light, _SWATCH.but(colour=tones.strong), valign="middle", place="a colour")
    return box.bottom


def _hairlines(page: Page, alt: Text, box: Box) -> None:
    width = box.w / len(WIDTHS)
    with page.figure(_filled(alt, "widths", ", ".join(f"{one:g}" for one in WIDTHS)), box):
        for index, thick in enumerate(WIDTHS):
            x = box.x + index * width
            page.line(x, box.y + 1.5, x + width - 4, box.y + 1.5, Stroke(thick, INK))
            page.line(x, box.y + 3, x + width - 4, box.y + 3, Stroke(thick, INK))
            page.text(f"{thick:g} mm", Box(x, box.y + 4.5, width, 4), _NUMBER, place="a thin line")


def _stairs(page: Page, side: str, alt: Text) -> None:
    """Draw stairs in the middle of a side: a line for each mm from the edge, its number beside it."""
    paper, run, reach = page.paper, STEP * STAIRS, STAIRS + 8.0
    along = {"left": paper.height, "right": paper.height}.get(side, paper.width) / 2 - run / 2
    box = {
        "left": Box(0, along, reach, run),
        "right": Box(paper.width - reach, along, reach, run),
        "top": Box(along, 0, run, reach),
        "bottom": Box(along, paper.height - reach, run, reach),
    }[side]

    def at(from_edge: float, on: float) -> tuple[float, float]:
        across = {"right": paper.width - from_edge, "bottom": paper.height - from_edge}.get(side, from_edge)
        return (across, along + on) if side in {"left", "right"} else (along + on, across)

    with page.figure(alt, box):
        for index in range(STAIRS):
            number, on = index + 1, index * STEP
            page.line(*at(number, on), *at(number, on + STEP), _FINE)
            page.line(*at(number, on + STEP / 2), *at(STAIRS + 1.5, on + STEP / 2), Stroke(0.1, MID))
            x, y = at(STAIRS + 4, on + STEP / 2)
            page.text(
                str(number), Box(x - 2, y - 1.8, 4, 3.6), _NUMBER, align="center", valign="middle", place="a step"
            )

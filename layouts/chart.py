"""Chart: effect against effort, a plot to place action cards in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.kit.schema import Aside, Model, SheetWords
from materialgen.kit.text import Text
from materialgen.layout import Layout
from materialgen.look import type as scale
from materialgen.look.anatomy import worksheet
from materialgen.look.colour import MID, RULE
from materialgen.look.column import GAP as COLUMN_GAP
from materialgen.look.column import instruction_column
from materialgen.typeset import common_size

if TYPE_CHECKING:
    from materialgen.draw import Document
    from materialgen.geometry import Box
    from materialgen.layout import Job
    from materialgen.look.anatomy import Sheet

AXIS_LEFT = 22.0
"""Room for the upward axis's words beside the plot, mm."""
AXIS_FOOT = 10.0
"""Room for the other axis's words under the plot, mm."""
BAND = 9.5
"""Height of the bands along the plot's top and foot that keep the quadrants' names clear of cards, mm."""
CELLS = 3
"""Cells of the ruled grid across and down a quadrant."""
HEAD = 4.6
"""Length of an arrowhead, mm."""
FIELD = 30.0
"""Height of the field for the principle, mm."""


class Axis(Model):
    """What an axis shows, and its two ends in words.

    Attributes:
        title: What it shows.
        low: The end with little of it, in a short word or two.
        high: The end with much of it, in a short word or two.
    """

    title: Text
    low: Text
    high: Text


class Quadrants(Model):
    """The quadrants' names.

    Attributes:
        much_easy: Much effect, little effort.
        much_hard: Much effect, much effort.
        little_easy: Little effect, little effort.
        little_hard: Little effect, much effort.
    """

    much_easy: Text
    much_hard: Text
    little_easy: Text
    little_hard: Text


class Words(SheetWords):
    """What the sheet says.

    Attributes:
        effect: The axis upwards.
        effort: The axis to the right.
        quadrants: The quadrants' names.
        principle_alt: The alternative text of the field for the principle, read aloud by screen readers; without it
            there is no field.
        chart_alt: The plot's; ``{effect}``, ``{effect_low}``, ``{effect_high}``, the same of ``effort``, and
            ``{much_easy}`` and its sisters are filled in with the plot's words.
        tip: A tip at the foot of the instructions.
    """

    effect: Axis
    effort: Axis
    quadrants: Quadrants
    principle_alt: Text | None = None
    chart_alt: Text
    tip: Aside


def draw(job: Job, doc: Document) -> None:
    """Draw the sheet."""
    sheet = worksheet(doc, job, job.paper, step=job.sheet.step)
    _column(sheet, job, sheet.halves.span(0, 5))
    work = sheet.halves.span(5, 19)
    plot = work.rest(AXIS_LEFT).above(AXIS_FOOT)
    with sheet.page.figure(_alt(job.words(Words)), work):
        _plot(sheet, plot)
        _names(sheet, job, plot)
        _axis_words(sheet, job, work)


def _alt(words: Words) -> Text:
    """Return the plot's alternative text: it tells every word in the figure."""
    axes = {
        "effect": words.effect.title,
        "effect_low": words.effect.low,
        "effect_high": words.effect.high,
        "effort": words.effort.title,
        "effort_low": words.effort.low,
        "effort_high": words.effort.high,
    }
    return words.chart_alt.fill(**axes, **dict(words.quadrants))


def _column(sheet: Sheet, job: Job, box: Box) -> None:
    """Draw what to fill in and to do, and a tip at the foot."""
    words = job.words(Words)
    if words.principle_alt is not None:
        _principle(sheet, job, words.principle_alt, box.top(FIELD))
        box = box.below(FIELD + COLUMN_GAP)
    instruction_column(sheet, job, words.tip, box)


def _principle(sheet: Sheet, job: Job, alt: Text, box: Box) -> None:
    """Draw the field for a principle's number, in a circle like its badge, and name."""
    page, radius = sheet.page, 6.5
    page.rect(box, stroke=Stroke(0.4, sheet.tones.mid), radius=2.0)
    inner = box.inset(4, 3.5)
    page.text(job.kit.words.labels.principle, inner.top(7), scale.LABEL, place="the principle's field")
    with page.figure(alt, inner.foot(2 * radius)):
        page.circle(inner.x + radius, inner.bottom - radius, radius, stroke=Stroke(0.4, sheet.tones.mid))
        page.line(inner.x + 2 * radius + 4, inner.bottom, inner.right, inner.bottom, Stroke(0.4, MID))


def _plot(sheet: Sheet, box: Box) -> None:
    """Draw the ruled plot: bands for the names at its top and foot, quadrants, and an arrow along each axis."""
    page, tones = sheet.page, sheet.tones
    field = box.inset(0, BAND)
    page.rect(box.top(BAND), fill=tones.tint)
    page.rect(box.foot(BAND), fill=tones.tint)
    for column in field.columns(2 * CELLS)[1:]:
        page.line(column.x, field.y, column.x, field.bottom, Stroke(0.3, RULE))
    for row in [*field.rows(2 * CELLS), field.foot(0)]:
        page.line(row.x, row.y, row.right, row.y, Stroke(0.3, RULE))
    page.polyline([(box.x, box.y), (box.right, box.y), (box.right, box.bottom)], Stroke(0.3, RULE))
    page.line(box.cx, box.y, box.cx, box.bottom, Stroke(0.8, tones.mid))
    page.line(box.x, box.cy, box.right, box.cy, Stroke(0.8, tones.mid))
    _axes(sheet, box)


def _axes(sheet: Sheet, box: Box) -> None:
    page, tones = sheet.page, sheet.tones
    half, stroke = HEAD * 0.42, Stroke(0.9, tones.strong)
    page.polyline([(box.x, box.y + HEAD / 2), (box.x, box.bottom), (box.right - HEAD / 2, box.bottom)], stroke)
    up = [(box.x, box.y), (box.x + half, box.y + HEAD), (box.x - half, box.y + HEAD)]
    on = [(box.right, box.bottom), (box.right - HEAD, box.bottom - half), (box.right - HEAD, box.bottom + half)]
    page.polygon(up, fill=tones.strong)
    page.polygon(on, fill=tones.strong)


def _names(sheet: Sheet, job: Job, box: Box) -> None:
    """Name the quadrants in the plot's corners."""
    page, names = sheet.page, job.words(Words).quadrants
    style, place = scale.SUBHEADING.at(18), "a quadrant's name"
    upper, lower = (names.much_easy, names.much_hard), (names.little_easy, names.little_hard)
    for band, (easy, hard) in ((box.top(BAND), upper), (box.foot(BAND), lower)):
        left, right = band.inset(5, 0).columns(2, 10)
        page.text(easy, left, style, valign="middle", place=place)
        page.text(hard, right, style, valign="middle", align="right", place=place)


def _axis_words(sheet: Sheet, job: Job, work: Box) -> None:
    """Put the upward axis's words beside the plot, its high end at the top, and the other axis's words under it."""
    page, words = sheet.page, job.words(Words)
    beside, under = work.left(AXIS_LEFT - 4).above(AXIS_FOOT), work.rest(AXIS_LEFT).foot(AXIS_FOOT - 2)
    middle = under.inset(under.w / 5, 0)
    title = scale.SUBHEADING.at(
        common_size([(words.effect.title, beside), (words.effort.title, middle)], scale.SUBHEADING)
    )
    end, place = scale.BODY.at(16), "an axis"
    page.text(words.effect.title, beside, title, align="right", valign="middle", place=place)
    page.text(words.effect.low, beside.foot(BAND), end, align="right", valign="middle", place=place)
    page.text(words.effect.high, beside.top(BAND), end, align="right", valign="middle", place=place)
    page.text(words.effort.title, middle, title, align="center", valign="middle", place=place)
    page.text(words.effort.low, under.left(under.w / 5), end, valign="middle", place=place)
    page.text(words.effort.high, under.rest(under.w * 4 / 5), end, align="right", valign="middle", place=place)


LAYOUT = Layout("chart", ("A3",), Words, draw)

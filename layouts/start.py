"""Start sheet: the workshop's title and purpose, the way through its steps, and the dial that sets the level."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from materialgen.draw import Stroke
from materialgen.geometry import Box
from materialgen.kit.marks import Sometimes
from materialgen.kit.schema import Few, Id, Model, SheetWords
from materialgen.kit.text import Text, compose
from materialgen.layout import Layout
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.anatomy import FOOTER, Sheet, kit_tones, numbered, principle_tones
from materialgen.look.colour import GREY, INK, MID, RULE, WHITE
from materialgen.problems import Problem, did_you_mean
from materialgen.typeset import Style, TextBlock, Weight, common_size, set_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from materialgen.draw import Document, Page
    from materialgen.kit.model import Step
    from materialgen.layout import Job
    from materialgen.typeset import RGB, Align

POSTER = Style(
    "poster title", (88, 84, 80, 76, 72, 68, 64, 60, 56), Weight.BOLD, 1.0, INK, balance=True, tracking=-0.02
)
"""The title: everybody in the room reads it."""
HERO = 56.0
"""The most that the title may take, mm; the purpose beside it may be taller."""
GAP = 6.0
IMPRINT = Style("imprint", (9.5, 9), Weight.REGULAR, 1.35, GREY, balance=True)
IMPRINT_HEIGHT = 13.0

LOOP = 9.0
"""Room at the left of the line for the sign that steps are repeated, mm."""
STATION = 12.0
"""The diameter of a numbered station, mm."""
STOP = 6.0
"""The diameter of a station without a number, mm."""
STATION_ROW = 20.0
"""The greatest height of a station's row, mm."""
CAPTION = 8.0
NAME = Style("station name", (18, 17, 16), Weight.SEMIBOLD, 1.18, INK, balance=True)
NUMERAL = Style("station", (20,), Weight.BOLD, 1.0, WHITE, align="center")
MINUTES = 22.0
NAMES = 90.0
"""The width of the names' column, mm, where purposes stand beside it."""
TRACK = 1.4
"""The width of a line of the map, mm: it is followed from across the room."""
TRACKS = 2.4
"""The greatest distance between neighbouring lines, mm."""
RULE_LINE = 12.0
"""The least distance of lines for the group's own rules, mm."""
BEND = 9.0
"""The length of the curve in which lines part and meet again, mm."""
NUMBERED = {"List": "/ListNumbering/Decimal"}

TIME = Style("time", (22,), Weight.BOLD, 1.1, INK)
DO = scale.BODY.but(balance=True)
DIAL = signs.NEEDLE_REACH + 4.5
"""The dial's radius, mm: the needle's tip just touches the stops on it."""
BAND = 20.0
"""How far the tinted band reaches inwards from the dial's edge, mm."""
DIAL_STOP = 3.6
"""The radius of a level's stop, mm."""
DIAL_GAP = 4.0
PIVOT = 3.0
"""The radius of the mark where the needle is fastened, mm."""
LEVEL = Style("level", (18, 17, 16), Weight.BOLD, 1.18, INK, balance=True)
LEVEL_WIDTH = 60.0
LEVEL_HEIGHT = 34.0
SPREAD = 6.0
"""How far outwards from its stop a level's name begins, degrees."""
BELOW = 13.5
"""What stands under the pivot, mm: the needle's round end and how to fasten it."""


class Selector(Model):
    """The dial for the level.

    Attributes:
        alt: Its alternative text, read aloud by screen readers; ``{count}`` of levels is filled in.
        pivot: How to fasten the needle.
        levels: The levels' names, by id.
    """

    alt: Text
    pivot: Text
    levels: dict[Text, Text]


class RuleWords(Model):
    """Rules or advice for the whole workshop.

    Attributes:
        heading: Heads them.
        items: One sentence or two each.
        own: Labels room for the group's own.
    """

    heading: Text
    items: Few[Text]
    own: Text | None = None


class Words(SheetWords):
    """What the sheet says besides the kit's title, purpose, steps and imprint.

    Attributes:
        total: How long the workshop is, in ``{hours}`` and ``{minutes}``.
        total_hours: The same in whole ``{hours}``, for a workshop without minutes left over.
        repeat: Says that steps are done once for each chosen principle; leave it out if none are.
        selector: The dial for the level; leave it out if the sheet has no levels.
        rules: Rules or advice for the whole workshop, beside the journey of a sheet without a dial.
    """

    total: Annotated[Text, Sometimes("for a workshop of hours and minutes")]
    total_hours: Annotated[Text | None, Sometimes("for a workshop of whole hours")] = None
    repeat: Annotated[Text | None, Sometimes("for steps that are done once for each principle")] = None
    selector: Annotated[Selector | None, Sometimes("if the sheet has levels")] = None
    rules: Annotated[RuleWords | None, Sometimes("if the sheet has no dial")] = None


class Options(Model):
    """The sheet's options.

    Attributes:
        levels: The levels to choose from, in order: ids of the words. None leaves out the dial and gives the journey
            the whole width.
    """

    levels: list[Id] = Field(default_factory=list)


def draw(job: Job, doc: Document) -> None:
    """Draw the poster: title and purpose over the journey and the dial, the imprint at the foot."""
    paper = job.paper
    page = doc.page(paper)
    page.signed = True
    tones = kit_tones(job.kit)
    hero = Sheet(page, paper.content.above(FOOTER), tones)
    y = _hero(hero, job)
    doc.bookmark(page, paper.content.y, job.kit.words.title)
    page.line(paper.content.x, y, paper.content.right, y, Stroke(0.7, tones.strong))
    sheet = Sheet(page, Box(hero.area.x, y + GAP, hero.area.w, hero.area.bottom - IMPRINT_HEIGHT - y - GAP), tones)
    selector, levels, rules = job.words(Words).selector, _levels(job, doc), job.words(Words).rules
    if selector and levels:
        _journey(sheet, job, sheet.halves.span(0, 7))
        _level(sheet, job, sheet.halves.span(8, 16), selector, levels)
    elif rules is not None:
        end = 17 if job.document.tiled else 16  # a joined sheet is narrower: the rules have room to spare
        journey = sheet.halves.span(0, end)
        _journey(sheet, job, journey.left(journey.w - GAP))
        _rules(sheet, rules, sheet.halves.span(end, 24 - end), job.kit.words.labels.write_alt)
    else:
        _journey(sheet, job, sheet.area)
    _imprint(sheet, job, hero.area.foot(IMPRINT_HEIGHT - 3.5))


# -- title and purpose -----------------------------------------------------------------------------------------------


def _hero(sheet: Sheet, job: Job) -> float:
    """Draw title, subtitle and purpose; returns the height of the rule under them."""
    page, words = sheet.page, job.kit.words
    with page.tag("Sect"):
        box = sheet.grid.span(0, 8)
        title = page.text(words.title, box.top(HERO), POSTER, role="H1", place="the poster's title")
        under = box.below(title.bottom - box.y + 3)
        subtitle = page.text(words.subtitle, under.top(18), scale.LEAD.but(colour=GREY), place="the subtitle")
    with page.tag("Sect"):
        purpose = _purpose(sheet, job, sheet.grid.span(8, 4).below(2))
    return max(subtitle.bottom, purpose) + GAP - 1


def _purpose(sheet: Sheet, job: Job, box: Box) -> float:
    page, purpose = sheet.page, job.kit.words.purpose
    heading = page.text(purpose.heading, box.top(16), scale.SUBHEADING, role="H2", place="the purpose")
    column = box.below(heading.h + 2)
    line = scale.BODY.sizes[0] * scale.BODY.leading / 2.8346
    with page.tag("L", attributes={"List": "/ListNumbering/Disc"}):
        for point in purpose.points:
            with page.tag("LI"):
                page.circle(column.x + 1.2, column.y + line / 2, 1.2, fill=INK)
                taken = page.text(point, column.rest(5.5).top(40), DO, role="LBody", place="the purpose")
            column = column.below(taken.h + 1.8)
    return column.y


def _rules(sheet: Sheet, words: RuleWords, box: Box, alt: Text) -> None:
    """Draw rules for the whole workshop in a column of their own, read after the journey."""
    page = sheet.page
    with page.tag("Sect"):
        heading = page.text(words.heading, box.top(20), scale.HEADING, role="H2", place="the rules")
        box = box.below(heading.h + 6)
        box = box.below(numbered(page, words.items, [box], sheet.tones, style=scale.LEAD.but(balance=True)) + 8)
        if words.own is not None:
            label = page.text(words.own, box.top(7), scale.LABEL.but(colour=sheet.tones.strong), place="the rules")
            lines = box.below(label.h)
            count = max(int(lines.h // RULE_LINE), 1)
            with page.figure(alt, lines):
                signs.writing_lines(page, lines, lines.h / count)


# -- the journey -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Station:
    """A step on the map and the middle of its row, mm."""

    step: Step
    box: Box

    @property
    def y(self) -> float:
        """Where the station stands on the line."""
        return self.box.cy


def _journey(sheet: Sheet, job: Job, box: Box) -> None:
    """Draw the steps as stations of a line that parts into the principles' lines where steps are repeated."""
    page, words = sheet.page, job.words(Words)
    with page.tag("Sect"):
        heading = page.text(words.title, box.top(24), scale.HEADING, role="H2", place="the journey's heading")
        total = page.text(_total(job), box.below(heading.h + 0.5).top(14), scale.LABEL.but(colour=GREY))
        runs = list(_stations(job.kit.steps, box.below(total.bottom - box.y + 3)))
        x = box.x + LOOP + STATION / 2
        tracks = [principle_tones(one).mid for one in job.kit.principles] or [sheet.tones.strong]
        for index, run in enumerate(runs):
            before = runs[index - 1][-1].y if index else run[0].y
            after = runs[index + 1][0].y if index + 1 < len(runs) else run[-1].y
            if run[0].step.per_principle:
                _tracks(page, x, (before, run[0].y, run[-1].y, after), tracks, sheet.tones.strong)
                _loop(page, x - STATION / 2 - 1.5, run[0].y, run[-1].y)
            else:
                page.line(x, run[0].y, x, run[-1].y, Stroke(TRACK, sheet.tones.strong))
        _names(sheet, job, runs, x)


def _total(job: Job) -> Text:
    agenda = job.plan.agenda
    hours, minutes = divmod(agenda[-1].end - agenda[0].start, 60)
    words = job.words(Words)
    if minutes == 0 and words.total_hours is not None:
        return words.total_hours.fill(hours=hours)
    return words.total.fill(hours=hours, minutes=minutes)


def _stations(steps: Sequence[Step], box: Box) -> Iterator[list[Station]]:
    """Yield the runs of steps that are, or are not, repeated; a repeated run has room for a caption over it."""
    runs = [list(run) for _, run in groupby(steps, key=lambda step: step.per_principle)]
    captions = CAPTION * sum(run[0].per_principle for run in runs)
    row = min((box.h - captions) / len(steps), STATION_ROW)
    y = box.y
    for run in runs:
        y += CAPTION if run[0].per_principle else 0.0
        yield [Station(step, Box(box.x, y + row * index, box.w, row)) for index, step in enumerate(run)]
        y += row * len(run)


def _tracks(
    page: Page, x: float, heights: tuple[float, float, float, float], colours: Sequence[RGB], joined_colour: RGB
) -> None:
    """Draw the line parting into one line for each colour, and meeting again.

    Args:
        page: Where to draw.
        x: The middle.
        heights: Of the station before, the first and the last repeated one, and the station after, from the top.
        colours: From the left.
        joined_colour: Of the one line before and after.
    """
    before, first, last, after = heights
    top, bottom = max(before, first - STATION / 2 - BEND), min(after, last + STATION / 2 + BEND)
    parted, joined = max(top, first - STATION / 2), min(bottom, last + STATION / 2)
    pitch = min(TRACKS, (STATION - TRACK - 1) / len(colours))
    for index, colour in enumerate(colours):
        at = x + pitch * (index - (len(colours) - 1) / 2)
        high, low = (top + parted) / 2, (bottom + joined) / 2
        page.curve(
            [
                (x, top), (x, high), (at, high), (at, parted),
                (at, parted), (at, joined), (at, joined),
                (at, low), (x, low), (x, bottom),
            ],
            stroke=Stroke(min(TRACK, pitch * 0.6), colour),
        )  # fmt: skip
    page.line(x, before, x, top, Stroke(TRACK, joined_colour))
    page.line(x, bottom, x, after, Stroke(TRACK, joined_colour))


def _loop(page: Page, x: float, top: float, bottom: float) -> None:
    """Draw an arrow at the left of the line, from the last repeated station back to the first."""
    stroke, bend, left = Stroke(0.7, INK, round=True), 4.0, x - LOOP + 2.5
    if bottom - top < 2 * bend:
        top, bottom = top - bend, bottom + bend
    k = bend * 0.45
    page.curve(
        [
            (x, bottom), (x, bottom), (left + bend, bottom), (left + bend, bottom),
            (left + k, bottom), (left, bottom - k), (left, bottom - bend),
            (left, bottom - bend), (left, top + bend), (left, top + bend),
            (left, top + k), (left + k, top), (left + bend, top),
            (left + bend, top), (x, top), (x, top),
        ],
        stroke=stroke,
    )  # fmt: skip
    page.polyline([(x - 2, top - 2), (x, top), (x - 2, top + 2)], stroke)


def _names(sheet: Sheet, job: Job, runs: Sequence[Sequence[Station]], x: float) -> None:
    """Draw the stations over the line, each with its step's name and minutes; a wide journey tells purposes too.

    For those who listen they are one list; the steps that are repeated are a list of their own inside it.
    """
    page, repeat = sheet.page, job.words(Words).repeat
    stations = [station for run in runs for station in run]
    left = x + STATION / 2 + 4
    width = stations[0].box.right - MINUTES - left
    wide = width > 2 * NAMES
    boxes = [Box(left, one.box.y, NAMES if wide else width, one.box.h) for one in stations]
    titles = [(one.step.title, box) for one, box in zip(stations, boxes, strict=True)]
    name = NAME.at(common_size(titles, NAME))
    rests = [Box(left, one.box.y, width, one.box.h).rest(NAMES + 6) for one in stations]
    purposes = [(one.step.purpose, rest) for one, rest in zip(stations, rests, strict=True)]
    purpose = scale.BODY.at(common_size(purposes, scale.BODY)) if wide else scale.BODY

    def item(one: Station) -> None:
        with page.tag("LI"):
            _station(page, one, x, sheet.tones.strong)
            with page.tag("LBody"):
                at = Box(left, one.box.y, boxes[0].w, one.box.h)
                page.text(one.step.title, at, name, valign="middle", place="the journey")
                if wide:
                    rest = Box(left, one.box.y, width, one.box.h).rest(NAMES + 6)
                    page.text(one.step.purpose, rest, purpose, valign="middle", place="the journey")
                label, at = job.kit.words.labels.minutes, one.box.rest(one.box.w - MINUTES)
                minutes = one.step.title.at(f"{one.step.minutes}\u00a0{label}", label)
                page.text(minutes, at, scale.BODY, valign="middle", align="right", place="the journey")

    with page.tag("L", attributes=NUMBERED):
        for run in runs:
            if not run[0].step.per_principle:
                for one in run:
                    item(one)
                continue
            with page.tag("LI"), page.tag("LBody"):
                caption = Box(left, run[0].box.y - CAPTION, run[0].box.right - left, CAPTION)
                if repeat is not None:
                    page.text(repeat, caption, scale.LABEL.but(colour=GREY), valign="bottom", place="the journey")
                with page.tag("L", attributes=NUMBERED):
                    for one in run:
                        item(one)


def _station(page: Page, station: Station, x: float, colour: RGB) -> None:
    number, y = station.step.number, station.y
    if number is not None:
        page.circle(x, y, STATION / 2, fill=colour)
        signs.centred(page, number, x, y, STATION, NUMERAL, role="Lbl")
    elif station.step.per_principle:
        page.rect(
            Box(x, y, 0, 0).inset(-STATION / 2, -STOP / 2), fill=WHITE, stroke=Stroke(0.9, colour), radius=STOP / 2
        )
    else:
        page.circle(x, y, STOP / 2, fill=WHITE, stroke=Stroke(0.9, colour))


# -- the level ---------------------------------------------------------------------------------------------------------


def _levels(job: Job, doc: Document) -> list[Text]:
    """Return the names of the levels in the order of the facts; what facts and words disagree on is reported."""
    selector = job.words(Words).selector
    ids, words = job.options(Options).levels, selector.levels if selector else {}
    for one in ids:
        if one not in words:
            hint = f"add '{one}:' to the levels in {job.words_file}"
            doc.problems.append(Problem("missing-key", f"the level '{one}' has no words", one.where, hint))
    for key in words:
        if key not in ids:
            message = f"the kit's facts have no level '{key}' for this sheet"
            doc.problems.append(Problem("unknown-key", message, key.where, did_you_mean(key, ids)))
    return [words[one] for one in ids if one in words]


def _level(sheet: Sheet, job: Job, box: Box, selector: Selector, levels: Sequence[Text]) -> None:
    """Draw the step that sets the level: its heading, what to do, and the dial."""
    with sheet.page.tag("Sect"):
        if job.sheet.step:
            used = _step_heading(sheet, job, job.sheet.step, box.top(21))
            box = box.below(used + 4)
            box = box.below(_instructions(sheet, job.sheet.step, box) + GAP)
        _dial(sheet, box, selector, levels)


def _step_heading(sheet: Sheet, job: Job, step: Step, box: Box) -> float:
    """Draw the step's number, title, purpose and clock; returns their height."""
    page, badge, clock = sheet.page, 18.0, 6.5
    column = box.rest(badge + 5) if step.number is not None else box
    minutes = compose(f"{step.minutes}\u00a0{job.kit.words.labels.minutes}", job.kit.words.labels.minutes)
    time = set_text(minutes, TIME, column.w, TIME.sizes[0])
    width = (time.set_width if isinstance(time, TextBlock) else 0.0) + 2 * clock + 3
    column = column.left(column.w - width - GAP)
    with page.tag("H2"):
        if step.number is not None:
            middle = badge / 2
            signs.numeral_badge(page, box.x + middle, box.y + middle, badge, step.number, sheet.tones, role="Span")
        title = page.text(step.title, column.top(13), scale.HEADING, role="Span", place="the step's title")
    purpose = page.text(step.purpose, column.below(title.h + 0.5), scale.BODY, place="the step's purpose")
    signs.clock(page, box.right - width + clock, box.y + badge / 2, clock, step.minutes, sheet.tones)
    page.text(minutes, box.top(badge), TIME, valign="middle", align="right", place="the step's time")
    return max(badge, purpose.bottom - box.y)


def _instructions(sheet: Sheet, step: Step, box: Box) -> float:
    """Draw what to do in two columns; returns their height."""
    do = [*step.do, *(one for part in step.parts for one in part.do)]
    columns = [Box(one.x, box.y, one.w, box.h) for one in (sheet.halves.span(8, 8), sheet.halves.span(16, 8))]
    return numbered(sheet.page, do, columns, sheet.tones, style=DO)


def _dial(sheet: Sheet, box: Box, selector: Selector, levels: Sequence[Text]) -> None:
    """Draw a half circle with a stop for each level, its name outside it, and where the needle is fastened."""
    page, x, y = sheet.page, box.cx, box.bottom - BELOW
    step = 180 / len(levels)
    edges = [-90 + step * index for index in range(len(levels) + 1)]
    # The needle rests between two levels until the group has chosen.
    rest = 0.0 if len(levels) % 2 == 0 else -90.0
    line = Stroke(0.9, INK)
    with page.figure(selector.alt.fill(count=len(levels)), Box(x - DIAL, y - DIAL, 2 * DIAL, DIAL + BELOW / 2)):
        page.sector(x, y, DIAL, -90, 180, fill=sheet.tones.tint)
        page.sector(x, y, DIAL - BAND, -90, 180, fill=WHITE)
        page.line(x - DIAL, y, x + DIAL, y, Stroke(0.4, MID))
        for edge in edges[1:-1]:
            if edge != rest:
                page.line(*_around(x, y, BAND, edge), *_around(x, y, DIAL, edge), Stroke(0.3, RULE))
        page.arc(x, y, DIAL, -90, 180, line)
        for edge in edges:
            page.line(*_around(x, y, DIAL - 5, edge), *_around(x, y, DIAL, edge), line)
        for edge in edges[:-1]:
            page.circle(*_around(x, y, DIAL, edge + step / 2), DIAL_STOP, fill=WHITE, stroke=line)
        signs.needle(page, x, y, angle=rest, fill=None, stroke=Stroke(0.4, MID, (2.0, 1.4)))
        page.circle(x, y, PIVOT, fill=WHITE, stroke=line)
        page.circle(x, y, PIVOT / 4, fill=INK)
    _level_names(page, levels, box, x, y)
    page.text(selector.pivot, box.foot(7), scale.BODY.but(align="center"), valign="bottom", place="the dial")


def _around(x: float, y: float, radius: float, angle: float) -> tuple[float, float]:
    """Return the point at ``radius`` and ``angle``, degrees clockwise from 12 o'clock."""
    return x + radius * math.sin(math.radians(angle)), y - radius * math.cos(math.radians(angle))


def _level_names(page: Page, levels: Sequence[Text], box: Box, x: float, y: float) -> None:
    step = 180 / len(levels)
    boxes = [_beside(box, x, y, -90 + step * (index + 0.5), step) for index in range(len(levels))]
    size = common_size(zip(levels, boxes, strict=True), LEVEL)
    with page.tag("L", attributes={"List": "/ListNumbering/None"}):
        for level, at in zip(levels, boxes, strict=True):
            align: Align = "center" if abs(at.cx - x) < 1 else "right" if at.cx < x else "left"
            with page.tag("LI"):
                page.text(level, at, LEVEL.at(size), role="LBody", valign="bottom", align=align, place="the dial")


def _beside(box: Box, x: float, y: float, angle: float, step: float) -> Box:
    """Return where a stop's name stands: clear of the half circle, its lower edge about level with the stop."""
    if abs(angle) < 1:
        # Over the top it is one long line between the names of the neighbours, ``step`` degrees away.
        width = 2 * (_around(0, 0, DIAL + DIAL_GAP, min(step, 60) + SPREAD)[0] - DIAL_GAP)
        left, low = x - width / 2, y - DIAL - DIAL_STOP - DIAL_GAP / 2
    else:
        inner, low = _around(x, y, DIAL + DIAL_GAP, angle + math.copysign(SPREAD, angle))
        width = min(inner - box.x if angle < 0 else box.right - inner, LEVEL_WIDTH)
        left = inner - width if angle < 0 else inner
    top = max(box.y, low - LEVEL_HEIGHT)
    return Box(left, top, width, low - top)


# -- the imprint -------------------------------------------------------------------------------------------------------


def _imprint(sheet: Sheet, job: Job, box: Box) -> None:
    imprint = job.kit.words.imprint
    with sheet.page.tag("Sect"):
        for index, text in enumerate((imprint.source, imprint.rendering, imprint.licence)):
            column = sheet.grid.span(4 * index, 4)
            place = Box(column.x, box.y, column.w, box.h)
            sheet.page.text(text, place, IMPRINT, place="the imprint")


LAYOUT = Layout("start", ("A3",), Words, draw, options=Options)

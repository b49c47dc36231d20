"""Station board: the stations of a process on one line, room at each for what is there now, and a decision's exits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from materialgen.draw import Stroke
from materialgen.geometry import GUTTER, Box
from materialgen.kit.marks import Sometimes
from materialgen.kit.schema import Aside, Count, Id, Model, SheetWords
from materialgen.kit.text import Text
from materialgen.layout import Layout
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.anatomy import numbered, worksheet
from materialgen.look.colour import GREY, WHITE
from materialgen.problems import Problem, ProblemsFoundError, did_you_mean
from materialgen.typeset import Style, common_size, fits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from materialgen.draw import Document, Page
    from materialgen.kit.model import Step
    from materialgen.layout import Job
    from materialgen.look.anatomy import Sheet
    from materialgen.look.colour import Tones

BAND_GAP = 7.0
"""White under the instructions, mm."""
ROW_GAP = 17.0
"""White between rows of stations, mm: the line turns back in it."""
TRACK = 2.2
"""The width of the line, mm: it is followed from across the table."""
TRACK_Y = 8.0
"""From a row's top to the line, mm."""
BADGE = 15.0
TURN, BACK = 11.5, 5.5
"""How far over a row the line turns, and the way back from the decision runs, mm."""
HEAD = 5.4
"""Length of an arrowhead, mm."""
NAME_Y = 18.0
"""From a row's top to the names, mm."""
NAME = 15.0
"""The most that a name takes, mm: two lines."""
ROOM = 30.0
"""The least height of the room at a station, mm."""
PAD = 1.6
"""White between the texts of a station, mm."""
DIAMOND = (40.0, 26.0)
"""The decision's width and height, mm."""
ICON = 6.0
SIDE_GAP = 3.0
"""White between the line that turns back and the box in a free place, besides what is between places, mm."""
FIELD = 13.0
"""The least height of a line to write on, mm: a marker pen needs it."""

_NAME = scale.SUBHEADING.but(sizes=(18, 17, 16), leading=1.16)
_QUESTION = scale.BODY.but(leading=1.26)
_WHO = scale.LABEL.but(colour=GREY)


class ExitFacts(Model):
    """A way out of the decision.

    Attributes:
        id: Its name in the files; the words have the same.
        to: The station where it leads; without it the way ends here.
    """

    id: Id
    to: Id | None = None


class DecisionFacts(Model):
    """A decision between two stations.

    Attributes:
        after: The station before it.
        exits: The ways out, in order.
    """

    after: Id
    exits: list[ExitFacts] = Field(min_length=1)


class Options(Model):
    """The way that the board shows.

    Attributes:
        stations: The stations, in order: ids of the words.
        rows: In how many rows they stand.
        decision: A decision on the way, if there is one.
    """

    stations: list[Id] = Field(min_length=1)
    rows: Annotated[Count, Field(le=3)] = 2
    decision: DecisionFacts | None = None


class Station(Model):
    """A station.

    Attributes:
        name: Its name.
        who: Who acts there.
        text: What happens there.
        question: What to ask there.
    """

    name: Text
    who: Text | None = None
    text: Text | None = None
    question: Text | None = None


class Exit(Model):
    """A way out of the decision.

    Attributes:
        name: In a word.
        text: Where it leads, or what is done.
    """

    name: Text
    text: Text


class Decision(Model):
    """The decision.

    Attributes:
        name: In a word: it stands in the sign.
        exits: The ways out, by id.
        room: Heads room for what does not go on; without it there is none.
    """

    name: Text
    exits: dict[Text, Exit]
    room: Text | None = None


class Side(Aside):
    """A box in a free place of the board: a short text with a heading.

    Attributes:
        fields: Lines to fill in, each with its label.
    """

    fields: list[Text] = Field(default_factory=list)


class Words(SheetWords):
    """What the board says.

    Attributes:
        stations: The stations, by id.
        room: Heads the room at the stations, once in each row.
        room_alt: The room's alternative text, read aloud by screen readers; ``{number}`` and ``{name}`` of the station
            are filled in.
        decision: The decision; leave it out if the board has none.
        side: A box in the first free place of a row; leave it out if all places are taken.
    """

    stations: dict[Text, Station]
    room: Text
    room_alt: Text
    decision: Annotated[Decision | None, Sometimes("if the board has a decision", option="decision")] = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the line: a station with its number, or the decision."""

    number: int = 0
    station: Station | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How the stations look.

    Attributes:
        name: The style of their names.
        body: The style of their texts and questions.
        heads: The height of each row over its rooms, mm.
        room: The height of every room, mm.
    """

    name: Style
    body: Style
    heads: Sequence[float]
    room: float


def draw(job: Job, doc: Document) -> None:
    """Draw the board: instructions over rows of stations that the line joins."""
    stations = _stations(job, doc)
    if doc.problems:
        return
    sheet = worksheet(doc, job, job.paper, step=job.sheet.step)
    step = job.sheet.step
    box = sheet.area.below(_instructions(sheet, job, step) + BAND_GAP) if step else sheet.area
    rows = _rows(job, stations)
    across = max(len(row) for row in rows)
    side = job.words(Words).side
    if side and all(len(row) == across for row in rows):
        across += 1
    look = _look(job, rows, box, across)
    places, y = [], box.y
    for head in look.heads:
        places.append(Box(box.x, y, box.w, head + look.room).columns(across, GUTTER))
        y += head + look.room + ROW_GAP
    _line(sheet, job, rows, places)
    for stops, boxes, head in zip(rows, places, look.heads, strict=True):
        _row(sheet, job, stops, boxes, look, head)
        free = boxes[len(stops) :]
        if side and free:
            _side(sheet, job, side, Box(free[0].x, free[0].y, free[-1].right - free[0].x, free[0].h).rest(SIDE_GAP))
            side = None


def _stations(job: Job, doc: Document) -> list[Station]:
    """Return the stations in order; ids without words, and words without ids, are problems."""
    options, words = job.options(Options), job.words(Words)
    known = [str(one) for one in options.stations]
    pairs: list[tuple[str, list[Text], Mapping[Text, object]]] = [("station", options.stations, words.stations)]
    if options.decision is not None:
        exits = words.decision.exits if words.decision is not None else {}
        pairs.append(("exit", [one.id for one in options.decision.exits], exits))
        for one in (options.decision.after, *(each.to for each in options.decision.exits if each.to)):
            if one not in known:
                message = f"there is no station '{one}'"
                doc.problems.append(Problem("unknown-id", message, one.where, did_you_mean(one, known)))
    elif words.decision is not None:
        message = "the board's words have a decision, but the sheet's options say none"
        hint = "add 'decision:' to the options in kit.yaml, or remove it here"
        doc.problems.append(Problem("unknown-id", message, words.decision.name.where, hint))
    for what, wanted, told in pairs:
        for one in wanted:
            if one not in told:
                message, hint = f"the {what} '{one}' has no words", f"add '{one}:' to the {what}s in {job.words_file}"
                doc.problems.append(Problem("missing-id", message, one.where, hint))
        for one in told:
            if one not in wanted:
                message = f"the {what} '{one}' is not in the sheet's options"
                doc.problems.append(Problem("unknown-id", message, one.where, did_you_mean(one, map(str, wanted))))
    return [words.stations[one] for one in options.stations if one in words.stations]


def _rows(job: Job, stations: Sequence[Station]) -> list[list[Stop]]:
    """Return the stops of each row: stations shared evenly, and the decision behind its station."""
    options = job.options(Options)
    each = -(-len(stations) // options.rows)
    after = options.stations.index(options.decision.after) + 1 if options.decision else None
    rows = []
    for first in range(0, len(stations), each):
        row = []
        for number, station in enumerate(stations[first : first + each], first + 1):
            row.append(Stop(number, station))
            if number == after:
                row.append(Stop())
        rows.append(row)
    return rows


def _instructions(sheet: Sheet, job: Job, step: Step) -> float:
    """Draw what the step asks for across the sheet; returns the height taken."""
    page, labels = sheet.page, job.kit.words.labels
    who = {"each": labels.each, "group": labels.group, "moderator": labels.moderator}[step.who]
    todo = step.do or tuple(line for part in step.parts for line in part.do)
    with page.tag("Sect"):
        head = sheet.grid.span(0, 3).top(44)
        title = page.text(step.title, head, scale.SUBHEADING, role="H2", place="the step's heading")
        under = page.text(who, head.below(title.h + 0.5), _WHO, place="the step's heading")
        columns = [sheet.grid.span(first, 3).top(44) for first in (3, 6, 9)][: len(todo)]
        taken = numbered(page, todo, columns, sheet.tones, style=scale.BODY.at(14).but(leading=1.24, balance=True))
    return max(taken, under.bottom - head.y)


# -- the line ----------------------------------------------------------------------------------------------------------


def _spot(stop: Stop, box: Box) -> float:
    """Return where on the line a stop is: badges stand at the left of their place, the decision in its middle."""
    return box.x + BADGE / 2 if stop.station else box.cx


def _line(sheet: Sheet, job: Job, rows: Sequence[Sequence[Stop]], places: Sequence[Sequence[Box]]) -> None:
    """Draw the line through all stops, arrowheads on it, and the way back from the decision."""
    page, tones = sheet.page, sheet.tones
    stroke = Stroke(TRACK, tones.mid, round=True)
    points: list[tuple[float, float]] = []
    for stops, boxes in zip(rows, places, strict=True):
        y = boxes[0].y + TRACK_Y
        if points:
            turn = boxes[0].y - TURN
            out = points[-1][0]
            points += [(out, turn), (_spot(stops[0], boxes[0]), turn)]
        points += [(_spot(stops[0], boxes[0]), y), (_spot(stops[-1], boxes[len(stops) - 1]), y)]
        if stops is not rows[-1]:
            between = GUTTER + SIDE_GAP if len(stops) < len(boxes) else GUTTER
            points.append((boxes[len(stops) - 1].right + between / 2, y))
    page.polyline(points, stroke)
    for stops, boxes in zip(rows, places, strict=True):
        for stop, box in zip(stops, boxes, strict=False):
            if not (stops is rows[-1] and stop is stops[-1]):
                _arrow(page, box.right - 1.0, box.y + TRACK_Y, (1, 0), tones)
    _ways_back(sheet, job, rows, places)


def _arrow(page: Page, x: float, y: float, towards: tuple[int, int], tones: Tones, size: float = HEAD) -> None:
    """Draw an arrowhead with its point at ``x, y``."""
    dx, dy = towards
    half = size * 0.5
    foot = x - dx * size, y - dy * size
    page.polygon(
        [(x, y), (foot[0] - dy * half, foot[1] + dx * half), (foot[0] + dy * half, foot[1] - dx * half)],
        fill=tones.strong,
    )


def _ways_back(sheet: Sheet, job: Job, rows: Sequence[Sequence[Stop]], places: Sequence[Sequence[Box]]) -> None:
    """Draw the way from the decision to each station in the row before it that an exit leads back to."""
    facts, page = job.options(Options).decision, sheet.page
    at = [(row, index) for row, stops in enumerate(rows) for index, stop in enumerate(stops) if not stop.station]
    if facts is None or not at:
        return
    (row, index), stations = at[0], job.options(Options).stations
    start = places[row][index]
    top = start.y + TRACK_Y - DIAMOND[1] / 2
    for one in facts.exits:
        number = stations.index(one.to) + 1 if one.to else 0
        column = next((i for i, stop in enumerate(rows[row - 1]) if stop.number == number), None) if row else None
        if number and column is not None:
            target = places[row - 1][column]
            y, x = start.y - BACK, target.cx
            page.line(x, y, x, target.bottom + 3, Stroke(4.0, WHITE))  # the line is crossed, not joined
            way = [(start.cx, top), (start.cx, y), (x, y), (x, target.bottom + HEAD)]
            page.polyline(way, Stroke(1.1, sheet.tones.strong, (2.6, 1.8)))
            _arrow(page, x, target.bottom + 0.6, (0, -1), sheet.tones)


# -- the stops ---------------------------------------------------------------------------------------------------------


def _row(sheet: Sheet, job: Job, stops: Sequence[Stop], boxes: Sequence[Box], look: Look, head: float) -> None:
    """Draw the stops of a row; their rooms begin ``head`` mm under its top."""
    names = [stop.station.name for stop in stops if stop.station]
    under = NAME_Y + max(_height(one, look.name, boxes[0].w) for one in names) + PAD
    first = True
    for stop, box in zip(stops, boxes, strict=False):
        with sheet.page.tag("Sect"):
            if stop.station is None:
                _decision(sheet, job, box)
            else:
                _station(sheet, stop, box, look, under)
                _room(sheet, job, stop, box.below(head), first=first)
                first = False


def _look(job: Job, rows: Sequence[Sequence[Stop]], box: Box, across: int) -> Look:
    """Return how the stations look: the largest texts that leave room enough, and as much room in each row."""
    stations = [[stop.station for stop in row if stop.station] for row in rows]
    width = box.columns(across, GUTTER)[0].w
    every = [one for row in stations for one in row]
    name = _NAME.at(common_size([(one.name, Box(0, 0, width, NAME)) for one in every], _NAME))
    free = box.h - ROW_GAP * (len(rows) - 1)
    room = 0.0
    for size in _QUESTION.sizes:
        body = _QUESTION.at(size)
        heads = [_head(row, name, body, width) for row in stations]
        room = (free - sum(heads)) / len(rows)
        if room >= ROOM:
            return Look(name, body, heads, room)
    texts = [text for one in every for text in (one.text, one.question) if text]
    longest = max(texts, key=len, default=job.sheet.words.title)
    message = f"the texts of the stations leave only {max(room, 0):.0f} mm of room to work at each"
    hint = "shorten the stations' names and questions, or take fewer stations"
    raise ProblemsFoundError([Problem("text-too-long", message, longest.where, hint)])


def _head(stations: Sequence[Station], name: Style, body: Style, width: float) -> float:
    """Return the height of a row over its rooms, mm."""
    names = max(_height(one.name, name, width) for one in stations)
    texts = max(sum(_height(text, body, width) + PAD for text in (one.text, one.question) if text) for one in stations)
    return NAME_Y + names + PAD + texts + PAD


def _height(text: Text, style: Style, width: float) -> float:
    block = fits(text, style, width, 200, style.sizes[0])
    return block.height if block else 0.0


def _station(sheet: Sheet, stop: Stop, box: Box, look: Look, under: float) -> None:
    """Draw a station: its badge on the line, who acts over the line, name and question under it."""
    page, station = sheet.page, stop.station
    assert station is not None  # noqa: S101 - the caller draws decisions elsewhere
    place = f"the station {stop.number}"
    with page.tag("H2"):
        signs.numeral_badge(page, box.x + BADGE / 2, box.y + TRACK_Y, BADGE, str(stop.number), sheet.tones, role="Span")
        at = Box(box.x, box.y + NAME_Y, box.w, under - NAME_Y - PAD + 0.01)
        page.text(station.name, at, look.name.but(colour=sheet.tones.strong), role="Span", place=place)
    if station.who:
        over = Box(box.x + BADGE + 2, box.y - 0.6, box.w - BADGE - 2, 6.4)
        page.text(station.who, over, _WHO, place=place)
    rest = box.below(under)
    if station.text:
        taken = page.text(station.text, rest, look.body, place=place)
        rest = rest.below(taken.h + PAD)
    if station.question:
        page.text(station.question, rest, look.body, place=place)


def _room(sheet: Sheet, job: Job, stop: Stop, box: Box, *, first: bool) -> None:
    """Draw the room at a station; the first of a row says what all are for."""
    page, words, station = sheet.page, job.words(Words), stop.station
    assert station is not None  # noqa: S101 - the decision has a room of its own
    if first:
        page.text(words.room, box.inset(3.5, 3).top(20), _WHO, place="the room at the stations")
    with page.figure(words.room_alt.fill(number=stop.number, name=station.name), box):
        page.rect(box, stroke=Stroke(0.4, sheet.tones.mid), radius=2.0)


def _decision(sheet: Sheet, job: Job, box: Box) -> None:
    """Draw the decision on the line, its exits under it, and room for what does not go on."""
    page, tones, words = sheet.page, sheet.tones, job.words(Words).decision
    facts, stations = job.options(Options).decision, job.options(Options).stations
    if words is None or facts is None:
        return
    width, height = DIAMOND
    y, place = box.y + TRACK_Y, "the decision"
    page.polygon(
        [(box.cx - width / 2, y), (box.cx, y - height / 2), (box.cx + width / 2, y), (box.cx, y + height / 2)],
        fill=WHITE,
        stroke=Stroke(1.4, tones.strong),
    )
    inner = Box(box.cx - width * 0.3, y - 4, width * 0.6, 8)
    page.text(words.name, inner, scale.LABEL, role="H2", valign="middle", align="center", place=place)
    rest = box.below(TRACK_Y + height / 2 + 2)
    after = stations.index(facts.after)
    with page.tag("L"):
        for one in facts.exits:
            told = words.exits[one.id]
            way = 0 if one.to is None else 1 if stations.index(one.to) > after else -1
            with page.tag("LI"), page.tag("LBody"):
                name = page.text(told.name, rest.rest(ICON + 3).top(7), scale.LABEL, role="Span", place=place)
                _icon(page, rest.x, name.cy, way, tones)
                under = rest.rest(ICON + 3).below(name.h)
                taken = page.text(told.text, under, _QUESTION.at(14).but(leading=1.2), role="Span", place=place)
            rest = rest.below(name.h + taken.h + PAD)
    if words.room:
        free = rest.below(PAD)
        page.text(words.room, free.inset(3.5, 3), _WHO, place=place)
        with page.figure(job.kit.words.labels.write_alt, free):
            page.rect(free, stroke=Stroke(0.4, tones.mid, (1.6, 1.4)), radius=2.0)


def _icon(page: Page, x: float, y: float, way: int, tones: Tones) -> None:
    """Draw the sign of an exit: an arrow onwards (1), a full stop (0) or an arrow back (-1)."""
    stroke = Stroke(0.9, tones.strong)
    if way == 0:
        page.rect(Box(x + 0.8, y - 2.2, 4.4, 4.4), fill=tones.strong)
    elif way > 0:
        page.line(x, y, x + ICON - 2, y, stroke)
        _arrow(page, x + ICON, y, (1, 0), tones, 3.4)
    else:
        page.polyline([(x + 2, y - 1.6), (x + ICON, y - 1.6), (x + ICON, y + 1.6), (x + 1, y + 1.6)], stroke)
        _arrow(page, x, y - 1.6, (-1, 0), tones, 3.0)


# -- the free place ----------------------------------------------------------------------------------------------------


def _side(sheet: Sheet, job: Job, side: Side, box: Box) -> None:
    """Draw the box in a free place: heading, text and lines to fill in."""
    page, place = sheet.page, "the box beside the stations"
    page.rect(box, fill=sheet.tones.tint, radius=2.0)
    inner = box.inset(4, 4)
    with page.tag("Sect"):
        style = scale.SUBHEADING.but(sizes=(18, 17, 16), colour=sheet.tones.strong)
        heading = page.text(side.heading, inner.top(24), style, role="H2", place=place)
        text = page.text(side.text, inner.below(heading.h + 1), _QUESTION.at(14), place=place)
        rest = inner.below(text.bottom - inner.y + 2)
        if not side.fields:
            return
        for label, row in zip(side.fields, rest.rows(len(side.fields), 2), strict=True):
            taken = page.text(label, row, scale.LABEL, place=place)
            lines = row.below(taken.h)
            with page.figure(job.kit.words.labels.write_alt, lines):
                signs.writing_lines(page, lines, lines.h / max(lines.h // FIELD, 1), stroke=Stroke(0.3, GREY))


LAYOUT = Layout("station_board", ("A3",), Words, draw, options=Options)

"""What the sheets say, and the steps that the parts are for."""

from __future__ import annotations

from typing import Annotated

from materialgen.kit.marks import Small, Sometimes, Spoken
from materialgen.kit.schema import Aside, Id, Model, SheetWords
from materialgen.kit.text import Text


class Options(Model):
    """The steps that the parts are for, by id; a part without a step is left out.

    Attributes:
        needle: The step with the needle.
        votes: The step with the voting dots.
        dots: The step with the personal dots.
        triangles: The step with the warning triangles.
    """

    needle: Id | None = None
    votes: Id | None = None
    dots: Id | None = None
    triangles: Id | None = None


class PartWords(Model):
    """A part: its name, how many there are and what it is for.

    Attributes:
        heading: Its name.
        amount: How many there are: ``{each}`` for each participant or principle, ``{spare}`` spares, ``{total}`` in
            all.
        text: What it is for; ``{each}``, ``{spare}`` and ``{total}`` are filled in.
    """

    heading: Text
    amount: Text
    text: Text


class NeedleWords(PartWords):
    """The needle: its name, how many there are and what it is for.

    Attributes:
        alt: A needle's alternative text, read aloud by screen readers.
    """

    alt: Text


class TriangleWords(PartWords):
    """The warning triangles: their name, how many there are and what they are for.

    Attributes:
        alt: A triangle's alternative text, read aloud by screen readers; ``{number}`` is filled in.
        spare_alt: The same of a triangle without a number.
    """

    alt: Text
    spare_alt: Annotated[Text, Sometimes("if some are spare")]


class Shapes(Model):
    """The names of the dots' shapes.

    Attributes:
        circle, square, triangle, diamond, hexagon, star, cross, drop: The shape's name.
    """

    circle: Text
    square: Text
    triangle: Text
    diamond: Text
    hexagon: Text
    star: Text
    cross: Text
    drop: Text


class Colours(Model):
    """The names of the dots' colours.

    Attributes:
        blue, orange, green, black, pink, yellow, vermillion, sky: The colour's name.
    """

    blue: Text
    orange: Text
    green: Text
    black: Text
    pink: Text
    yellow: Text
    vermillion: Text
    sky: Text


class Words(SheetWords):
    """What the sheets say.

    Attributes:
        lead: How to use the sheets; ``{participants}`` at a table is filled in.
        needle: About the needle.
        votes: About the voting dots.
        dots: About the personal dots.
        triangles: About the warning triangles.
        column_alt: The alternative text of a participant's dots on a page: ``{number}``, ``{shape}``, ``{colour}``, and
            how many ``{votes}`` and ``{dots}``.
        labels: How to print on round labels: ``{product}``, ``{columns}``, ``{rows}`` and ``{diameter}`` are filled in.
        paper: How to print on paper: ``{weight}`` in g/m² is filled in.
        ruler: Stands beside the ruler.
        shapes: The names of the dots' shapes.
        colours: The names of the dots' colours.
    """

    lead: Text
    needle: Annotated[NeedleWords | None, Sometimes("if the kit has a needle", option="needle")] = None
    votes: Annotated[PartWords | None, Sometimes("if the kit has voting dots", option="votes")] = None
    dots: Annotated[PartWords | None, Sometimes("if the kit has personal dots", option="dots")] = None
    triangles: Annotated[TriangleWords | None, Sometimes("if the kit has triangles", option="triangles")] = None
    column_alt: Annotated[Text, Sometimes("if the kit has dots")]
    labels: Annotated[Aside, Sometimes("if the kit has dots")]
    paper: Annotated[Aside, Sometimes("if the kit has dots")]
    ruler: Annotated[Text, Small()]
    shapes: Annotated[Shapes, Spoken(), Sometimes("as many as a table has seats")]
    colours: Annotated[Colours, Spoken(), Sometimes("as many as a table has seats")]

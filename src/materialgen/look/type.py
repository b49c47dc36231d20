"""The type scale: few steps, each with a legible minimum for the distance it is read from; sizes in pt."""

from __future__ import annotations

from materialgen.look.colour import GREY, INK
from materialgen.typeset import Style, Weight

# A3: read standing, at 0.7 to 1.5 m.
TITLE = Style("title", (56, 52, 48), Weight.BOLD, 1.06, INK, balance=True, tracking=-0.015)
HEADING = Style("heading", (28, 26, 24, 22), Weight.BOLD, 1.14, INK, balance=True)
SUBHEADING = Style("subheading", (20, 18, 17, 16), Weight.BOLD, 1.2, INK, balance=True)
QUESTION = Style("question", (24, 22, 21, 20), Weight.SEMIBOLD, 1.18, INK, balance=True)
LEAD = Style("lead", (20, 18, 17, 16), Weight.REGULAR, 1.34, INK)
BODY = Style("body", (16, 15, 14), Weight.REGULAR, 1.34, INK)
LABEL = Style("label", (14,), Weight.SEMIBOLD, 1.24, INK)
NUMERAL = Style("numeral", (40, 34, 28), Weight.BOLD, 1.0, INK, align="center")

# Cards: read in the hand.
CARD = Style("card", (15, 14, 13, 12, 11), Weight.REGULAR, 1.3, INK, balance=True)
CARD_LABEL = Style("card label", (12, 11), Weight.SEMIBOLD, 1.2, INK)

# A4: read at a desk.
A4_TITLE = Style("A4 title", (34, 30, 28), Weight.BOLD, 1.1, INK, balance=True, tracking=-0.01)
A4_HEADING = Style("A4 heading", (20, 18), Weight.BOLD, 1.18, INK, balance=True)
A4_SUBHEADING = Style("A4 subheading", (13, 12), Weight.BOLD, 1.25, INK)
A4_BODY = Style("A4 body", (11, 10.5), Weight.REGULAR, 1.42, INK)
A4_LABEL = Style("A4 label", (10.5,), Weight.SEMIBOLD, 1.3, INK)

FOOTER = Style("footer", (8,), Weight.REGULAR, 1.2, GREY)

"""Pure millimetre arithmetic: paper, grids, card slots, cut lines and label products."""

from materialgen.geometry.box import Box
from materialgen.geometry.paper import A3, A4, CUT_CLEARANCE, GUTTER, LIVE_MARGIN, MARGIN, PAPERS, Grid, Paper, mm, pt

__all__ = [
    "A3",
    "A4",
    "CUT_CLEARANCE",
    "GUTTER",
    "LIVE_MARGIN",
    "MARGIN",
    "PAPERS",
    "Box",
    "Grid",
    "Paper",
    "mm",
    "pt",
]

"""The tagged page; the only stage that imports reportlab."""

from materialgen.draw.audit import audit, beyond
from materialgen.draw.document import Document
from materialgen.draw.page import Page, Stroke
from materialgen.draw.placed import PlacedText

__all__ = ["Document", "Page", "PlacedText", "Stroke", "audit", "beyond"]

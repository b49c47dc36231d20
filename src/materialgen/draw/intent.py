"""What the colours in a file mean: output intents and default colour spaces (ISO 32000-1, 14.11.5 and 8.6.5.6).

Colours are written as DeviceRGB and mean sRGB. Without a profile of the user's, an output intent says so. With one, the
output intent is the printing condition, and each page says that its DeviceRGB is sRGB, so that a print shop converts
from sRGB to its condition and never takes our numbers for inks. Grey stays DeviceGray: in a condition of inks, black.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

from materialgen.resources import colour_profile

if TYPE_CHECKING:
    from materialgen.press import Profile

_ARCHIVE, _PRINTING = "GTS_PDFA1", "GTS_PDFX"


def output_intents(document: Any, profile: Profile | None) -> PDFArray:  # noqa: ANN401 - reportlab is untyped
    """Return what a file is made for; two intents share one profile (ISO 19005-2, 6.2.3)."""
    if profile is None:
        return PDFArray([_intent(_ARCHIVE, "sRGB", "sRGB IEC61966-2-1", _srgb(document))])
    stream = _stream(profile.channels, profile.data)
    reference = document.Reference(stream, "printing-condition")
    return PDFArray([_intent(kind, profile.name, profile.name, reference) for kind in (_ARCHIVE, _PRINTING)])


def default_rgb(document: Any) -> PDFArray:  # noqa: ANN401 - reportlab is untyped
    """Return the colour space that DeviceRGB stands for: sRGB."""
    return PDFArray([PDFName("ICCBased"), _srgb(document)])


def _srgb(document: Any) -> Any:  # noqa: ANN401 - reportlab is untyped
    return document.Reference(_stream(3, _colour_profile()), "sRGB")


def _stream(channels: int, data: bytes) -> Any:  # noqa: ANN401 - reportlab is untyped
    return pdfdoc.PDFStream(PDFDictionary({"N": channels}), data, filters=[pdfdoc.PDFZCompress])


def _intent(kind: str, name: str, info: str, profile: Any) -> PDFDictionary:  # noqa: ANN401 - reportlab is untyped
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName(kind),
            "OutputConditionIdentifier": PDFString(name),
            "Info": PDFString(info),
            "DestOutputProfile": profile,
        }
    )


@cache
def _colour_profile() -> bytes:
    return colour_profile().read_bytes()

"""A PDF document: tagged pages, bookmarks, metadata; the only part that speaks to reportlab's writer."""

from __future__ import annotations

import io
import time
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from materialgen import __version__
from materialgen.draw.intent import default_rgb, output_intents
from materialgen.draw.metadata import xmp_packet
from materialgen.draw.page import Page
from materialgen.draw.picture import picture_object
from materialgen.draw.structure import Element, StructureTree
from materialgen.draw.text import tj_parts
from materialgen.geometry import pt
from materialgen.press import Press
from materialgen.problems import Problem, ProblemsFoundError
from materialgen.typeset import Weight, family, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from materialgen.brand.model import Drawing, FontFile, Raster
    from materialgen.geometry import Paper
    from materialgen.press import Frame
rl_config.useA85 = 0  # binary streams: a fifth smaller
AUTHOR = "materialgen"
_TRIAL = "".join(map(chr, range(0x20, 0x7F)))
"""Characters that a font is tried with before it is trusted."""
PRODUCER = f"materialgen {__version__}"


class _FixedTime(TimeStamp):  # type: ignore[misc]  # reportlab is untyped
    """1 January 2000, whatever SOURCE_DATE_EPOCH says: the time of writing is no input."""

    def __init__(self, _invariant: object = None) -> None:
        self.t = 946684800.0
        self.lt = time.gmtime(self.t)
        self.YMDhms = tuple(self.lt)[:6]
        self.dhh = self.dmm = 0
        self.tzname = "UTC"


pdfdoc.TimeStamp = _FixedTime  # read once, in the document's __init__, where no subclass can reach it

_write_stream = pdfdoc.PDFStream.format


def _end_of_line_before_endstream(stream: Any, document: Any) -> bytes:  # noqa: ANN401 - reportlab is untyped
    """Return a stream as PDF syntax; its last word stands on a line of its own (ISO 19005-2, 6.1.7.1)."""
    written: bytes = _write_stream(stream, document)
    return written.removesuffix(b"endstream\n") + b"\nendstream\n"


pdfdoc.PDFStream.format = _end_of_line_before_endstream  # reportlab makes streams itself: for fonts, pages, metadata


@cache
def _registered(weight: Weight) -> Any:  # noqa: ANN401 - reportlab is untyped
    font = TTFont(weight.font_name, str(weight.path), asciiReadable=False)
    pdfmetrics.registerFont(font)
    return font


class _FontData(io.BytesIO):
    """A font's bytes under a name that tells it from others; reportlab asks for it."""

    def __init__(self, file: FontFile) -> None:
        super().__init__(file.data)
        self.name = file.digest


@lru_cache(maxsize=5)  # as many as an organisation can have
def _own(file: FontFile) -> Any:  # noqa: ANN401 - reportlab is untyped
    """Return an organisation's font, which no registry keeps; raises ``ProblemsFoundError`` if it is damaged."""
    try:
        font = TTFont(file.name, _FontData(file), asciiReadable=False)
        font.face.makeSubset([ord(one) for one in _TRIAL])
    except Exception as error:  # noqa: BLE001 - a damaged font may break its reader in any way
        message = f"the font '{file.name}' is damaged and cannot be embedded ({type(error).__name__})"
        hint = "ask for the static TrueType files (.ttf) of the font"
        raise ProblemsFoundError([Problem("unfit-font", message, file.where, hint)]) from None
    return font


class _Information(pdfdoc.PDFInfo):  # type: ignore[misc]  # reportlab is untyped
    """The information dictionary without the date and the empty entries that reportlab adds (ISO 32000-1, 14.3.3)."""

    def format(self, document: Any) -> bytes:  # noqa: ANN401 - reportlab is untyped
        """Return the dictionary as PDF syntax."""
        names = ("title", "subject", "author", "creator", "producer")
        entries = {name.capitalize(): PDFString(getattr(self, name)) for name in names}
        return bytes(PDFDictionary(entries).format(document))


class _Canvas(Canvas):  # type: ignore[misc]  # reportlab is untyped
    """reportlab's canvas, used for its objects and fonts only: pages bring their own content streams."""

    page_number_key = 0
    frame: Frame | None = None
    default_rgb: Any = None
    pictures: dict[str, Drawing | Raster]
    """By the names that content streams call them."""
    picture_objects: dict[str, Any]
    """The XObjects of the pictures."""

    def _make_preamble(self) -> None:
        self._preamble = ""

    def _setAnnotations(self, page: Any) -> None:  # noqa: ANN401, N802 - reportlab's hook
        super()._setAnnotations(page)
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self.page_number_key
        page.Tabs = PDFName("S")
        if self.frame is not None and self.frame.bleed:
            page.TrimBox, page.BleedBox = PDFArray(self.frame.trim), PDFArray(self.frame.bleed_box)
        if self.default_rgb is not None or self.picture_objects:
            spaces = {} if self.default_rgb is None else {"DefaultRGB": self.default_rgb}
            page.Resources = pdfdoc.PDFResourceDictionary(ColorSpace=spaces, XObject=self.picture_objects)
            page.Resources.basicFonts()


class Document:
    """A tagged PDF in the making.

    Attributes:
        title: Shown in the viewer's title bar.
        pages: The pages so far.
        whole: The pages as the layout draws them: the same, or those whose places others have taken.
        problems: What layouts found wrong with texts while drawing.
        parts: How many parts of each kind layouts drew, by the kind's name, e.g. ``cards``.
        press: How it is printed.
    """

    def __init__(self, title: str, subject: str, language: str, *, press: Press | None = None) -> None:
        """Begin a document.

        Args:
            title: Its title.
            subject: What it is about, for its metadata.
            language: Of its text, e.g. ``sv``.
            press: How it is printed; None means in colour, on any printer.
        """
        self.press: Press = press or Press()
        self.title = plain(title)
        self.subject = plain(subject)
        self.language = language
        self.pages: list[Page] = []
        self.whole = self.pages
        self.problems: list[Problem] = []
        self.parts: Counter[str] = Counter()
        self.tree = StructureTree()
        self.parent: Element = self.tree.document
        self._canvas: _Canvas = _new_canvas(language)
        self._encoded: dict[tuple[Weight, str], list[tuple[str, str]]] = {}
        self._bookmarks: list[tuple[Page, float, str, int]] = []
        self._destinations: dict[str, tuple[Page, float]] = {}
        self._family = family()

    def page(self, paper: Paper) -> Page:
        """Add a page."""
        page = Page(self, paper)
        self.pages.append(page)
        return page

    def bookmark(self, page: Page, y: float, title: str, level: int = 0) -> None:
        """Add an entry to the outline that leads to height ``y`` (mm) of a page; ``level`` 0 is the top."""
        self._bookmarks.append((page, y, plain(title), level))

    def destination(self, name: str, page: Page, y: float) -> None:
        """Name a place that links can lead to."""
        self._destinations[name] = (page, y)

    def each_page(self, finish: Callable[[Page, int, int], None]) -> None:
        """Call ``finish(page, number, total)`` for each page, for what needs the number of pages."""
        for number, page in enumerate(self.pages, 1):
            finish(page, number, len(self.pages))

    def replace_pages(self, pages: Mapping[Page, Sequence[Page]]) -> None:
        """Put other pages in the place of each; bookmarks and destinations lead to the first of them."""
        self.whole = self.pages
        self.pages = [other for page in self.pages for other in pages[page]]
        self._bookmarks = [(pages[page][0], y, title, level) for page, y, title, level in self._bookmarks]
        self._destinations = {name: (pages[page][0], y) for name, (page, y) in self._destinations.items()}

    # -- for pages -------------------------------------------------------------------------------------------------

    def encode(self, weight: Weight, text: str) -> Sequence[tuple[str, str]]:
        """Return ``(font resource, part of a TJ array)`` pairs for a word, kerning included."""
        key = (weight, text)
        found = self._encoded.get(key)
        if found is None:
            own = self._family.files
            font = _own(own[weight]) if own else _registered(weight)
            document = self._canvas._doc  # noqa: SLF001 - reportlab keys font subsets by it
            runs = (
                (font.getSubsetInternalName(subset, document), data)
                for subset, data in font.splitString(text, document)
            )
            found = self._encoded[key] = tj_parts(text, weight, runs)
        return found

    def picture(self, picture: Drawing | Raster) -> str:
        """Return the name of a picture's XObject, which is written once."""
        pictures = self._canvas.pictures
        name = next((name for name, one in pictures.items() if one is picture), f"P{len(pictures) + 1}")
        pictures[name] = picture
        return name

    # -- writing ---------------------------------------------------------------------------------------------------

    def to_bytes(self) -> bytes:
        """Return the finished PDF; call once."""
        canvas = self._canvas
        canvas._doc.info = _Information()  # noqa: SLF001 - reportlab offers no other way to leave out the date
        canvas.setTitle(self.title)
        canvas.setSubject(self.subject)
        canvas.setAuthor(AUTHOR)
        canvas.setCreator(PRODUCER)
        canvas.setProducer(PRODUCER)
        catalog = canvas._doc.Catalog  # noqa: SLF001 - the only way to reportlab's catalog
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true", "PrintScaling": PDFName("None")})
        catalog.StructTreeRoot = self.tree
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        packet = xmp_packet(self.title, self.subject, self.language, AUTHOR, PRODUCER)
        catalog.Metadata = pdfdoc.XMP(creator=lambda _document: packet)
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.OutputIntents = output_intents(canvas._doc, self.press.profile)  # noqa: SLF001 - profiles become objects
        canvas.default_rgb = default_rgb(canvas._doc) if self.press.profile else None  # noqa: SLF001 - the same
        for name, picture in canvas.pictures.items():
            made = picture_object(picture, self.press.ink, canvas.default_rgb)
            canvas.picture_objects[name] = canvas._doc.Reference(made, f"picture {name}")  # noqa: SLF001 - the same
        for page in self.pages:
            page.reference = canvas._doc.thisPageRef()  # noqa: SLF001 - the reference of the page under way
            self._write_page(page)
        if self._bookmarks:
            canvas.showOutline()
        return bytes(canvas.getpdfdata())

    def _write_page(self, page: Page) -> None:
        canvas = self._canvas
        canvas.setPageSize((pt(page.frame.width), pt(page.frame.height)))
        canvas.frame = page.frame
        canvas.page_number_key = self.tree.register(page.elements)
        for name, (target, y) in self._destinations.items():
            if target is page:
                canvas.bookmarkHorizontalAbsolute(name, _up(page, y), left=0, fit="XYZ")
        for index, (target, y, title, level) in enumerate(self._bookmarks):
            if target is page:
                key = f"outline-{index}"
                canvas.bookmarkHorizontalAbsolute(key, _up(page, y), left=0, fit="XYZ")
                canvas.addOutlineEntry(title, key, level)
        for element, box, target_name in page.links:
            self._write_link(page, element, box, target_name)
        canvas._code[:] = [page.stream()]  # noqa: SLF001 - pages bring their own content
        canvas.showPage()

    def _write_link(self, page: Page, element: Element, rect: tuple[float, float, float, float], target: str) -> None:
        entries: dict[str, Any] = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Link"),
            "Rect": PDFArray(rect),
            "Border": PDFArray([0, 0, 0]),
            "F": 4,
            "Contents": PDFString(element.alt or target),
            "StructParent": self.tree.register(element),
        }
        if target in self._destinations:
            entries["Dest"] = self._canvas._bookmarkReference(target)  # noqa: SLF001 - reportlab writes no names
        else:
            entries["A"] = PDFDictionary({"S": PDFName("URI"), "URI": PDFString(target)})
        annotation = PDFDictionary(entries)
        self._canvas._addAnnotation(annotation)  # noqa: SLF001 - reportlab's public methods add no structure
        element.kids.append((page, annotation))


def _new_canvas(language: str) -> _Canvas:
    canvas = _Canvas(
        io.BytesIO(),
        invariant=1,
        pageCompression=1,
        pdfVersion=(1, 7),
        lang=language,
        initialFontName=_registered(Weight.REGULAR).fontName,
    )
    canvas.pictures, canvas.picture_objects = {}, {}
    return canvas


def _up(page: Page, y: float) -> float:
    """Return how far a height of a page's paper, mm, lies above the foot of the page, pt."""
    return pt(page.frame.height - page.frame.down(y))

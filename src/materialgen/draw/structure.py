"""The structure tree of a tagged PDF (ISO 32000-1, 14.7 and 14.8): elements, marked content, parent tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFObject, PDFString

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from materialgen.draw.page import Page


class Element(PDFObject):  # type: ignore[misc]  # reportlab is untyped
    """One structure element.

    Reading order is the order in which elements are made, not the order of drawing.

    Attributes:
        role: A standard structure type, e.g. ``H1``, ``P``, ``Figure``.
        parent: The element above, or None for the root before it joins the tree.
        kids: Elements, ``(page, mcid)`` pairs and ``(page, annotation)`` pairs, in reading order.
        page: The page of its first content.
    """

    __RefOnly__ = 1

    def __init__(
        self,
        role: str,
        parent: Element | StructureTree | None,
        *,
        alt: str | None = None,
        lang: str | None = None,
        actual: str | None = None,
        title: str | None = None,
        attributes: Mapping[str, str] | None = None,
    ) -> None:
        """Make an element and, under an element, add it to the kids.

        Args:
            role: The structure type.
            parent: Where it belongs.
            alt: Alternative text; required for a ``Figure`` (ISO 14289-1, 7.3).
            lang: Its language, where it differs from the document's (ISO 14289-1, 7.2).
            actual: The text that its content stands for (ISO 32000-1, 14.9.4).
            title: What names this one element among its like, e.g. a card's id (ISO 32000-1, table 323, T); readers of
                the page do not hear it.
            attributes: Attribute owners with their entries in PDF syntax, e.g. ``{"Table": "/Scope/Column"}``.
        """
        self.role = role
        self.parent = parent
        self.alt = alt
        self.lang = lang
        self.actual = actual
        self.title = title
        self.attributes = dict(attributes or {})
        self.page: Page | None = None
        self.kids: list[Element | tuple[Page, int] | tuple[Page, Any]] = []
        if isinstance(parent, Element):
            parent.kids.append(self)

    def format(self, document: Any) -> bytes:  # noqa: ANN401 - reportlab is untyped
        """Return the element as PDF syntax (ISO 32000-1, table 323)."""
        out = [f"<</Type/StructElem/S/{self.role}/P {_reference(self.parent, document)}"]
        if self.page is not None:
            out.append(f"/Pg {_page(self.page, document)}")
        kids = []
        for kid in self.kids:
            if isinstance(kid, Element):
                kids.append(_reference(kid, document))
                continue
            page, content = kid
            if not isinstance(content, int):
                kids.append(f"<</Type/OBJR/Pg {_page(page, document)}/Obj {_reference(content, document)}>>")
            elif page is self.page:
                kids.append(str(content))
            else:
                kids.append(f"<</Type/MCR/Pg {_page(page, document)}/MCID {content}>>")
        out.append(f"/K[{' '.join(kids)}]")
        out += [
            f"/{key} {PDFString(value).format(document).decode('latin-1')}"
            for key, value in (("T", self.title), ("Alt", self.alt), ("Lang", self.lang), ("ActualText", self.actual))
            if value
        ]
        if self.attributes:
            out.append(f"/A[{''.join(f'<</O/{owner}{entries}>>' for owner, entries in self.attributes.items())}]")
        out.append(">>")
        return "".join(out).encode("latin-1")


class StructureTree(PDFObject):  # type: ignore[misc]  # reportlab is untyped
    """The root of the structure tree, with the parent tree that leads from marked content back to elements."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        """Make a tree with an empty ``Document`` element."""
        self.document = Element("Document", self)
        self._parents: list[Sequence[Element] | Element] = []

    def register(self, owner: Sequence[Element] | Element) -> int:
        """Return the StructParent(s) key for a page's elements by MCID, or for an annotation's element."""
        self._parents.append(owner)
        return len(self._parents) - 1

    def format(self, document: Any) -> bytes:  # noqa: ANN401 - reportlab is untyped
        """Return the root as PDF syntax (ISO 32000-1, table 322)."""
        numbers = []
        for key, owner in enumerate(self._parents):
            if isinstance(owner, Element):
                numbers.append(f"{key} {_reference(owner, document)}")
            else:
                numbers.append(f"{key} [{' '.join(_reference(one, document) for one in owner)}]")
        return (
            f"<</Type/StructTreeRoot/K {_reference(self.document, document)}"
            f"/ParentTree<</Nums[{' '.join(numbers)}]>>/ParentTreeNextKey {len(self._parents)}>>"
        ).encode("latin-1")


def _reference(target: object, document: Any) -> str:  # noqa: ANN401 - reportlab is untyped
    return str(pdfdoc.format(document.Reference(target), document).decode("latin-1"))


def _page(page: Page, document: Any) -> str:  # noqa: ANN401 - reportlab is untyped
    return str(page.reference.format(document).decode("latin-1"))

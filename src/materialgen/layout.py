"""What a layout module must offer: a ``LAYOUT`` that names it and draws one kind of sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from materialgen.geometry import PAPERS
from materialgen.geometry.tiles import JOINED
from materialgen.kit.schema import Model, SheetSchema, SheetWords
from materialgen.kit.watch import Watched
from materialgen.problems import Problem, ProblemsFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from materialgen.draw import Document
    from materialgen.geometry import Paper
    from materialgen.kit.model import Kit, Principle, SheetSpec
    from materialgen.kit.schema import ScaleWords
    from materialgen.plan import DocumentPlan, Plan

W = TypeVar("W", bound=SheetWords)
M = TypeVar("M", bound=Model)
C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Printed(Watched):
    """A document that has been drawn.

    Attributes:
        plan: What was planned.
        pages: How many pages it has.
        fingerprint: Of what is on them.
        parts: How many parts of each kind stand on them, by the kind's name: what is cut out, stuck or moved.
        cuts: How many straight cuts they need.
        on_labels: Whether any page is printed on a sheet of labels.
    """

    plan: DocumentPlan
    pages: int
    fingerprint: str
    parts: Mapping[str, int] = field(default_factory=dict)
    cuts: int = 0
    on_labels: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """What a layout draws from.

    Attributes:
        plan: The whole plan.
        document: The document to draw.
        printed: For a layout that is drawn ``last``, the documents drawn before, in the plan's order; else none.
        common: What the layout found for all documents of the sheet together.
    """

    plan: Plan
    document: DocumentPlan
    printed: tuple[Printed, ...] = ()
    common: object = None

    @property
    def kit(self) -> Kit:
        """The kit."""
        return self.plan.kit

    @property
    def sheet(self) -> SheetSpec:
        """The sheet."""
        return self.document.sheet

    @property
    def words_file(self) -> str:
        """The file of the sheet's words, as messages name it."""
        return self.sheet.words.name.where.file

    @property
    def paper(self) -> Paper:
        """The paper to draw on: the sheet's own, or two sheets of A4 side by side."""
        return JOINED if self.document.tiled else PAPERS[self.sheet.paper]

    @property
    def principle(self) -> Principle:
        """The principle of a sheet made per principle.

        Raises:
            ValueError: The sheet is made once for the workshop.
        """
        if self.document.principle is None:
            message = f"the sheet '{self.sheet.id}' is not made per principle"
            raise ValueError(message)
        return self.document.principle

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the document's words, once it has been drawn."""
        return next((one.fingerprint for one in self.printed if one.plan == self.document), "")

    @property
    def scale(self) -> ScaleWords:
        """The two ends of the kit's scale.

        Raises:
            ProblemsFoundError: The kit has no words for them.
        """
        words = self.kit.words
        if words.scale is None:
            message = f"the sheet '{self.sheet.id}' has a scale, but the kit's words do not name its ends"
            hint = f"add 'scale:' to {self.kit.language}/kit.yaml"
            raise ProblemsFoundError([Problem("missing-key", message, words.title.where, hint)])
        return words.scale

    def shared(self, kind: type[C]) -> C:
        """Return what the layout's ``common`` found."""
        assert isinstance(self.common, kind)  # noqa: S101 - the layout's own value
        return self.common

    def words(self, model: type[W]) -> W:
        """Return the sheet's words as the layout's own model."""
        words = self.sheet.words
        assert isinstance(words, model)  # noqa: S101 - the loader validated them with the layout's schema
        return words

    def options(self, model: type[M]) -> M:
        """Return the sheet's options as the layout's own model."""
        options = self.sheet.options
        assert isinstance(options, model)  # noqa: S101 - the loader validated them with the layout's schema
        return options


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of sheet.

    Attributes:
        name: As kits name it.
        papers: The papers it can be drawn on. On A4 only, a layout that knows A3 alone gets two sheets of A4 that are
            glued together, 405 mm wide: ``job.paper``.
        words: The model of its words; adds fields to ``SheetWords``.
        draw: Draws the pages of a document.
        options: The model of its options, if it has any.
        last: Whether it is drawn after all other sheets because it prints what they came to.
        per_principle: Whether it draws from a principle: a sheet with it must be made for each.
        needs_principles: Whether it draws the kit's principles or their questions: a kit without them cannot have it.
        resizes: Whether it draws the same sheet on each of its papers. If not, a sheet for A3 is never drawn on A4
            instead, but glued together.
        source: Digest of the module; the loader's to set.
        common: Finds what all documents of a sheet have in common, once, from the job of the first; for instance the
            one size of type that all principles' texts fit in.
        web: Returns the HTML edition of a document, a whole page that needs no other file, if it offers one. Called
            after all documents have been drawn.
    """

    name: str
    papers: tuple[str, ...]
    words: type[SheetWords]
    draw: Callable[[Job, Document], None]
    options: type[Model] | None = None
    last: bool = False
    per_principle: bool = False
    resizes: bool = True
    needs_principles: bool = False
    common: Callable[[Job], object] | None = None
    source: str = ""
    web: Callable[[Job], str] | None = None

    @property
    def schema(self) -> SheetSchema:
        """What a kit may say to the layout."""
        return SheetSchema(self.words, self.options, self.papers, self.per_principle, self.needs_principles)

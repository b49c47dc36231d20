"""Facts that look like a slip: steps without sheets, questions without actions, more triangles than questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.lint.book import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.kit.model import Kit
    from materialgen.kit.source import NodePath
    from materialgen.lint.book import Book, ContentFile


def whole(book: Book) -> Iterator[Finding]:
    """Yield the warnings about the facts of a kit, which are the same in each language; nothing for words alone."""
    if book.kit is None or book.facts is None:
        return
    yield from _steps(book.kit, book.facts)
    yield from _questions(book.kit, book.facts)
    yield from _triangles(book.kit, book.facts)


def _steps(kit: Kit, file: ContentFile) -> Iterator[Finding]:
    """Find numbered steps without a sheet: a number is there to be found on one, so steps without it need none."""
    served = {one.step.id for one in kit.sheets if one.step}
    for index, step in enumerate(kit.steps):
        if step.number is not None and step.id not in served:
            message = f"no sheet belongs to step {step.number}, '{step.id}'"
            hint = f"add 'step: {step.id}' to its sheet, or leave out the step's number if it has none"
            yield _finding("step-without-sheet", message, hint, file, ("steps", index, "id"))


def _questions(kit: Kit, file: ContentFile) -> Iterator[Finding]:
    places = [
        (question, ("principles", index, "questions", number, "id"))
        for index, principle in enumerate(kit.principles)
        for number, question in enumerate(principle.questions)
    ]
    if not any(question.actions for question, _ in places):
        return  # a kit without action cards
    for question, path in places:
        if not question.actions:
            message = f"the question {question.id} has no actions, so its group has no cards to choose from"
            yield _finding("no-actions", message, "write some, or say why there are none", file, path)


def _triangles(kit: Kit, file: ContentFile) -> Iterator[Finding]:
    few = [one.id for one in kit.principles if len(one.questions) < kit.dots.triangles]
    if few:
        message = f"{kit.dots.triangles} triangles for each principle, but {', '.join(few)} has fewer questions"
        yield _finding("dots-mismatch", message, "make do with fewer triangles", file, ("dots", "triangles"))


def _finding(code: str, message: str, hint: str, file: ContentFile, path: NodePath) -> Finding:
    where = file.source.where(path)
    return Finding(code, message, hint, where, range(where.line, where.line + 1))

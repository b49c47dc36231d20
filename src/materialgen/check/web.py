"""HTML editions: whole, self-contained, navigable, and with every text that the printed document has."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from materialgen.check.content import contents, squeezed
from materialgen.check.finding import found
from materialgen.check.markup import Markup
from materialgen.check.reading import ReadFile
from materialgen.kit.text import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from materialgen.check.built import Built
    from materialgen.check.content import Told
    from materialgen.check.finding import Finding
    from materialgen.render.web import WebPage

_AGAIN = "build the kit again with --html"
_MEND = "let the layout's HTML edition mend it"


def check(built: Built) -> Iterator[Finding]:
    """Yield what is wrong with the HTML editions that are there; a build makes them only when asked to."""
    for name, page in built.editions.items():
        data = (built.folder / name).read_bytes()
        try:
            read = Markup(data.decode("utf-8"))
        except UnicodeDecodeError:
            yield found(built, "broken-html", "it is not in UTF-8", name, hint=_AGAIN)
            continue
        yield from _form(built, name, read)
        yield from _navigation(built, name, read)
        yield from _texts(built, page, read)
        if data != page.data:
            message = "it is not what a build writes now"
            yield found(built, "not-as-built", message, name, hint=_AGAIN)


def _form(built: Built, name: str, read: Markup) -> Iterator[Finding]:
    if read.faults:
        yield found(built, "broken-html", f"it is not well-formed: {_listed(read.faults)}", name, hint=_AGAIN)
    if read.active:
        message = f"it runs or fetches something: {_listed(read.active)}"
        yield found(built, "broken-html", message, name, hint=_MEND)
    if read.language != built.kit.language:
        message = f"it says that it is in '{read.language}', not '{built.kit.language}'"
        yield found(built, "wrong-language", message, name, hint=_AGAIN)
    if not read.title.strip():
        yield found(built, "wrong-title", "it has no title", name, hint=_MEND)


def _navigation(built: Built, name: str, read: Markup) -> Iterator[Finding]:
    if read.repeated:
        message = f"two places have one id: {_listed(read.repeated)}"
        yield found(built, "broken-html", message, name, hint=_MEND)
    nowhere = [one for one in dict.fromkeys(read.targets) if one not in read.ids]
    if nowhere or read.empty:
        message = f"links lead nowhere or have no text: {_listed([*nowhere, *read.empty])}"
        yield found(built, "broken-link", message, name, hint=_MEND)
    if read.unnamed:
        yield found(built, "missing-alt", f"pictures that nothing tells of: {_listed(read.unnamed)}", name, hint=_MEND)
    skipped = any(after > before + 1 for before, after in pairwise([0, *read.headings]))
    if read.headings.count(1) != 1 or skipped:
        message = f"its headings are of the levels {', '.join(map(str, read.headings))}"
        yield found(built, "wrong-headings", message, name, hint=_MEND)


def _texts(built: Built, page: WebPage, read: Markup) -> Iterator[Finding]:
    """Yield one finding for the texts that a page lacks: those that the layout must print, and those that it does."""
    written, spoken = squeezed("".join(read.texts)), "\f".join(map(squeezed, read.alternatives))
    own = [one for one in contents(built.kit) if one.belongs_to(page.document) and not one.on_paper]
    absent = [one for one in own if not one.stands_in(spoken if one.spoken else written)]
    printed = _printed(built, page) if absent else ""
    lost = [one for one in absent if _is_needed(one) or (not one.spoken and one.stands_in(printed))]
    if lost:
        longest = max(lost, key=lambda one: len(one.text))
        more = f", and {len(lost) - 1} more," if lost[1:] else ""
        message = f"the text '{short(longest.shown)}'{more} is missing"
        yield found(built, "missing-text", message, page.file_name, where=longest.where, hint=_AGAIN)


def _is_needed(told: Told) -> bool:
    return told.sheet is not None and not told.sometimes


def _printed(built: Built, page: WebPage) -> str:
    """Return what the printed document says, as a build would write it."""
    name = page.document.file_name
    there, drawn = built.files.get(name), built.fresh[name].data
    file = there if there is not None and there.data == drawn else ReadFile.of_bytes(name, drawn)
    return "\f".join(squeezed(file.page_text(one)) for one in file.pages)


def _listed(names: Iterable[str], most: int = 3) -> str:
    several = list(names)
    rest = len(several) - most
    return "; ".join(several[:most]) + (f"; and {rest} more" if rest > 0 else "")

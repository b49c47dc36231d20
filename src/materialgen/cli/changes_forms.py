"""Changes since a print as text or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from materialgen.changes.compare import AGAIN, shortened
from materialgen.cli.report import harmless
from materialgen.typeset import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from materialgen.changes.baseline import Since
    from materialgen.changes.compare import Changes, DocumentChange, TextChange
    from materialgen.changes.pictures import Picture
    from materialgen.changes.places import Place, Places
    from materialgen.render.manifest import DocumentEntry

    Shown = Mapping[str, Sequence[tuple[Path, Picture]]]

FORMAT = 1
"""Of the JSON; another number is another format."""
_MOST = 4
"""A line names no more texts."""
_LINES = 10
"""A document has no more lines of texts; JSON and pictures show all."""
_STAYS = {
    "look": "the same words, drawn anew (layout, version or the file's title): print again only if you want them alike",
    "foot": "only the line at the foot is other (edition, number or title): print again only if you want them alike",
}


def as_table(changes: Changes, since: Since, places: Places, shown: Shown) -> str:
    """Return changes for people: what to print again and why, what can stay, and how much paper it takes."""
    now = changes.now
    lines = [harmless(f"{plain(now.title)} ({now.kit}, {now.language}): changes since {_since(since)}")]
    groups = {
        "Print again": changes.again,
        "Need not be printed again": [one for one in changes.documents if one.kind in {*_STAYS, "fewer"}],
        "No longer part of the kit: leave them out": [one for one in changes.documents if one.kind == "gone"],
    }
    for title, documents in groups.items():
        if documents:
            lines += ["", title]
        for one in documents:
            lines += [harmless(line) for line in _of_document(one, places, shown.get(one.entry.file, ()))]
    return "\n".join([*lines, "", *_totals(changes)])


def _since(since: Since) -> str:
    known = {"printed": "it was printed", "built": "it was built (what was printed is not remembered: see --printed)"}
    return known.get(since.kind, since.file.as_posix())


def _of_document(change: DocumentChange, places: Places, pictures: Sequence[tuple[Path, Picture]]) -> list[str]:
    lines = [f"  {change.entry.number:02d} {change.name} ({_size(change)}): {reason(change, places)}"]
    telling = [one for one in change.texts if one.is_telling]
    lines += [f"     {_where(one, _place(one, change, places))}: {_wording(one)}" for one in telling[:_LINES]]
    if len(telling) > _LINES:
        lines.append(f"     and {len(telling) - _LINES} more texts (see --pictures, or --format json)")
    for path, picture in pictures:
        only = "" if picture.before or change.kind == "new" else " (as it is now; the old file is not kept)"
        lines.append(f"     picture of page {picture.page}: {path.as_posix()}{only}")
    return lines


def _size(change: DocumentChange) -> str:
    entry, pages = change.entry, len(change.entry.words)
    parts = [entry.paper]
    if pages > 1:
        chosen = change.pages_to_print
        parts.append(f"{_pages(chosen)} of {pages}" if 0 < len(chosen) < pages else f"{pages} pages")
    if change.kind in AGAIN and change.kind != "more":
        parts.append(counted(change.copies, "copy", "copies"))
    return ", ".join(parts)


def reason(change: DocumentChange, places: Places) -> str:
    """Return in a few words why a document must be printed again, or why not."""
    was, now = change.was, change.now
    if change.kind in _STAYS:
        return _STAYS[change.kind]
    if was is None:
        return "new"
    if now is None:
        return "gone"
    if change.kind == "paper":
        return f"on {now.paper} instead of {was.paper}"
    if change.kind in {"more", "fewer"}:
        copies = f"{counted(now.copies, 'copy', 'copies')} instead of {was.copies}"
        rest = f"print {change.copies} more" if change.kind == "more" else f"leave {was.copies - now.copies} out"
        return f"{copies}: {rest}"
    telling = [one for one in change.texts if one.is_telling]
    named = list(dict.fromkeys(_named(one, _place(one, change, places)) for one in telling))
    if not named:
        named = ["numbers changed" if change.texts else f"texts moved to other pages ({_pages(change.pages)})"]
    more = [f"and {len(named) - _MOST} more"] if len(named) > _MOST else []
    return ", ".join([*named[:_MOST], *more])


def _pages(pages: Sequence[int]) -> str:
    return f"page{'' if len(pages) == 1 else 's'} {', '.join(map(str, pages))}"


def _place(text: TextChange, change: DocumentChange, places: Places) -> Place | None:
    return places.find(text.now, change.now) if text.now is not None and change.now is not None else None


def _named(text: TextChange, place: Place | None) -> str:
    return f"{place.name if place else f'a text on page {text.page}'} {text.kind}"


def _where(text: TextChange, place: Place | None) -> str:
    found = f", {place.name} ({place.where})" if place else ""
    return f"page {text.page}{found}"


def _wording(text: TextChange) -> str:
    if text.kind == "reworded":
        was, now = shortened(text.was or "", text.now or "")
        return f"“{was}” → “{now}”"
    one, _ = shortened(text.text, "")
    return f"{text.kind} “{one}”"


def _totals(changes: Changes) -> list[str]:
    again, stay = len(changes.again), sum(one.now is not None for one in changes.documents) - len(changes.again)
    stays = f"{counted(stay, 'document')} can stay"
    if not again:
        return [f"Nothing has to be printed again: {stays}."]
    sides = " and ".join(f"{counted(number, 'side')} on {paper}" for paper, number in changes.sides.items())
    return [f"Print again: {counted(again, 'document')}, {sides}; {stays}."]


def counted(number: int, name: str, names: str = "") -> str:
    """Return a number with its noun."""
    return f"{number} {name}" if number == 1 else f"{number} {names or f'{name}s'}"


# -- JSON --------------------------------------------------------------------------------------------------------------


def as_json(changes: Changes, since: Since, places: Places, shown: Shown) -> str:
    """Return changes for programs; docs/changes.md says what is in it."""
    now = changes.now
    return json.dumps(
        {
            "changes": FORMAT,
            "kit": now.kit,
            "language": now.language,
            "edition": now.edition,
            "since": {"kind": since.kind, "manifest": since.file.as_posix(), "edition": changes.was.edition},
            "again": len(changes.again),
            "sides": changes.sides,
            "documents": [_json_of(one, places, shown.get(one.entry.file, ())) for one in changes.documents],
        },
        ensure_ascii=False,
        indent=2,
    )


def _json_of(change: DocumentChange, places: Places, pictures: Sequence[tuple[Path, Picture]]) -> dict[str, Any]:
    entry = change.entry
    return {
        "kind": change.kind,
        "file": entry.file,
        "name": change.name,
        "sheet": entry.sheet,
        "principle": entry.principle,
        "print": change.copies,
        "print_pages": list(change.pages_to_print),
        "reason": None if change.kind == "same" else reason(change, places),
        "was": _json_entry(change.was),
        "now": _json_entry(change.now),
        "pages": list(change.pages),
        "texts": [_json_text(one, _place(one, change, places)) for one in change.texts],
        "pictures": [
            {"file": path.as_posix(), "page": picture.page, "before": picture.before} for path, picture in pictures
        ],
    }


def _json_entry(entry: DocumentEntry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    return {name: getattr(entry, name) for name in ("file", "sha256", "content", "paper", "pages", "copies")}


def _json_text(text: TextChange, place: Place | None) -> dict[str, Any]:
    return {
        "kind": text.kind,
        "page": text.page,
        "was": text.was,
        "now": text.now,
        "place": place.name if place else None,
        "file": place.where.file if place else None,
        "line": place.where.line if place else None,
        "column": place.where.column if place else None,
    }

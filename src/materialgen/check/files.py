"""Each file of the plan is there, can be read, holds nothing that runs, and no other file stands beside them."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from materialgen.check.finding import found
from materialgen.check.marked import without_strings
from materialgen.check.reading import STREAM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.check.built import Built
    from materialgen.check.finding import Finding
    from materialgen.check.reading import ReadFile

_AGAIN = "build the kit again"
_ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|SubmitForm|ImportData|GoToR|GoToE|Rendition|Movie|Sound|RichMedia|RichMediaExecute"
    rb"|EmbeddedFiles?|FileAttachment|OpenAction|AA|AcroForm|XFA|Screen|3D)(?![^\s/<>\[\]()%])"
)
"""Names of actions, forms and attachments (ISO 32000-1, 12.6.4, 12.7, 7.11.4); a link's address is none of them."""
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")


def check(built: Built) -> Iterator[Finding]:
    """Yield what is wrong with the files as files."""
    files = built.everything
    for name in built.names:
        if built.chosen is not None and name not in built.chosen:
            continue
        if name in built.broken:
            message = f"it is no whole PDF file: {built.broken[name]}"
            yield found(built, "broken-pdf", message, name, hint=_AGAIN)
        elif name in built.unread and (built.folder / name).is_file():
            continue
        elif name not in files:
            yield found(built, "missing-pdf", "the file is not there", name, hint=_AGAIN)
        else:
            yield from _file(built, files[name])
    yield from _foreign(built)


def _foreign(built: Built) -> Iterator[Finding]:
    if not built.folder.is_dir():
        return
    for path in sorted(built.folder.iterdir()):
        chosen = built.chosen is None or path.name in built.chosen
        if chosen and path.suffix.lower() == ".pdf" and path.name not in built.names:
            message = "the kit has no such file: it may be left over from an older build and be printed by mistake"
            yield found(built, "foreign-pdf", message, path.name, hint="remove it, or move it elsewhere")


def _file(built: Built, file: ReadFile) -> Iterator[Finding]:
    if file.reader.is_encrypted:
        message = "it is encrypted: a reader for blind people or a print shop may be locked out"
        yield found(built, "encrypted-pdf", message, file.name, hint=_AGAIN)
        return
    flaws = list(_flaws(file))
    if flaws:
        yield found(built, "broken-pdf", f"it is no whole PDF file: {'; '.join(flaws)}", file.name, hint=_AGAIN)
    extra = _extra(file.data)
    if extra:
        yield found(built, "extra-data", extra, file.name, hint=_AGAIN)
    names = _HEX.sub(lambda one: bytes([int(one[1], 16)]), without_strings(file.syntax))
    active = sorted({match[1].decode() for match in _ACTIVE.finditer(names)})
    if active:
        message = f"it holds what a page on paper has no use for: {', '.join(active)}"
        hint = f"{_AGAIN}: scripts, forms and attachments are never built"
        yield found(built, "active-content", message, file.name, hint=hint)


def _extra(data: bytes) -> str | None:
    """Return what stands after the file itself, or was appended to it (ISO 32000-1, 7.5.5 and 7.5.6)."""
    after = len(data) - data.rfind(b"%%EOF") - len(b"%%EOF")
    rest = data[len(data) - after :].strip()
    if rest:
        return f"{len(rest)} bytes follow its end"
    if data.count(b"startxref") > 1:
        return "changes were appended to it, and what it was before is still in it"
    return None


def _flaws(file: ReadFile) -> Iterator[str]:
    """Yield what is wrong with objects' places (ISO 32000-1, 7.5.4) and with streams."""
    lost = [
        number
        for generation, entries in file.reader.xref.items()
        for number, offset in entries.items()
        if offset and not file.data[offset : offset + 30].lstrip().startswith(b"%d %d obj" % (number, generation))
    ]
    if lost:
        yield f"{len(lost)} of its objects are not where its table says, the first is {lost[0]}"
    spoilt = [number for number, data in _packed(file.data) if not _unpacks(data)]
    if spoilt:
        yield f"{len(spoilt)} of its streams cannot be unpacked, the first is in object {spoilt[0]}"


def _packed(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the number of the object and the bytes of each stream that is packed once (ISO 32000-1, 7.4.4).

    They are taken from the file's bytes, since pypdf is content with what it can unpack of a spoilt stream.
    """
    for match in STREAM.finditer(data):
        head = data[data.rfind(b"endobj", 0, match.start()) + 1 : match.start()]
        filters = re.findall(rb"/\w+Decode\b", head)
        end = data.find(b"endstream", match.end())
        if filters == [b"/FlateDecode"] and end >= 0:
            number = re.search(rb"(\d+)\s+\d+\s+obj", head)
            yield (number[1].decode() if number else "?"), data[match.end() : end]


def _unpacks(data: bytes) -> bool:
    unpacking = zlib.decompressobj()
    try:
        unpacking.decompress(data)
    except zlib.error:
        return False
    return unpacking.eof

"""Titles, language, printing at 100 %; no names, paths or dates that tell who built the kit, where and when."""

from __future__ import annotations

import codecs
import getpass
import platform
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from materialgen.check.finding import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.check.built import Built
    from materialgen.check.finding import Finding
    from materialgen.check.reading import ReadFile

_AGAIN = "build the kit again"
_FIXED = "20000101000000"
"""The only time that a file may tell: a build's time is no input, so that equal input gives equal bytes."""
_PROGRAM = "materialgen"
_NAMING = ("/Author", "/Creator", "/Producer")
"""Entries of the information dictionary that tell who or what made a file (ISO 32000-1, 14.3.3)."""
_STRING = re.compile(rb"\(((?:[^\\()]++|\\.|\((?:[^\\()]++|\\.)*+\))*+)\)|(?<!<)<([0-9A-Fa-f\s]+)>(?!>)", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_DATE = re.compile(r"D:(\d{4,14})")
_XMP_DATE = re.compile(r"(?:Date|when)[>=]\W?(\d{4}[-\dT:]*)")
_PATH = re.compile(
    r"(?<!\w)(?:/(?:home|Users|root|tmp|var|private|mnt|media|srv|opt)/[\w.-]"  # Linux and macOS
    r"|[A-Za-z]:\\[\w.-]|\\\\[\w.-]+\\[\w.-]"  # Windows, and a share of a network
    r"|file:/|mailto:)\S*"
)
_XMP = {
    "/Title": re.compile(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL),
    "/Subject": re.compile(r"<dc:description>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL),
    "/Producer": re.compile(r"<pdf:Producer>(.*?)</pdf:Producer>|pdf:Producer=\"(.*?)\"", re.DOTALL),
    "/Creator": re.compile(r"<xmp:CreatorTool>(.*?)</xmp:CreatorTool>|xmp:CreatorTool=\"(.*?)\"", re.DOTALL),
}
"""Where XMP says what the information dictionary says (ISO 16684-1, 8; ISO 19005-2, 6.6)."""
_XMP_CONTENT = re.compile(r"<dc:(title|description)>.*?</dc:\1>", re.DOTALL)
_XMP_LANGUAGE = re.compile(r"<dc:language>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL)


def check(built: Built) -> Iterator[Finding]:
    """Yield metadata that is missing, wrong or private."""
    titles: dict[str, str] = {}
    strangers = _strangers()
    for file in built.everything.values():
        xmp = _xmp(file)
        yield from _titles(built, file, xmp, titles)
        yield from _language(built, file, xmp)
        yield from _preferences(built, file)
        private = list(dict.fromkeys(_private(file, xmp, strangers)))
        if private:
            rest = f", and {len(private) - 3} more" if len(private) > 3 else ""  # noqa: PLR2004 - a line of a message
            message = f"it tells more than it should: {', '.join(private[:3])}{rest}"
            yield found(built, "private-metadata", message, file.name, hint=_AGAIN)


def _xmp(file: ReadFile) -> str | None:
    """Return the file's XMP packet (ISO 32000-1, 14.3.2)."""
    stream = file.root.get("/Metadata")
    return None if stream is None else stream.get_object().get_data().decode("utf-8", errors="replace")


def _info(file: ReadFile) -> dict[str, str]:
    return {key: str(value) for key, value in (file.reader.metadata or {}).items()}


def _titles(built: Built, file: ReadFile, xmp: str | None, titles: dict[str, str]) -> Iterator[Finding]:
    info = _info(file)
    title = info.get("/Title", "").strip()
    if not title:
        message = "it has no title: readers show its file name instead"
        yield found(built, "wrong-title", message, file.name, hint=_AGAIN)
    elif title in titles:
        message = f"its title is the same as that of {titles[title]}: '{title}'"
        yield found(built, "wrong-title", message, file.name, hint="give the sheets different names")
    else:
        titles[title] = file.name
    if xmp is None:
        yield found(built, "wrong-metadata", "it has no XMP metadata", file.name, hint=_AGAIN)
        return
    differing = [key[1:] for key in _XMP if _squeezed(info.get(key, "")) != _squeezed(_of_xmp(key, xmp))]
    if differing:
        message = f"its two kinds of metadata, Info and XMP, say different things: {', '.join(differing)}"
        yield found(built, "wrong-metadata", message, file.name, hint=_AGAIN)


def _of_xmp(key: str, xmp: str) -> str:
    match = _XMP[key].search(xmp)
    return unescape(next((one for one in match.groups() if one is not None), "")) if match else ""


def _squeezed(text: str) -> str:
    """Return a text without white space and what XML cannot hold."""
    return "".join(one for one in text if one > " " and one not in "\ufffe\uffff")


def _language(built: Built, file: ReadFile, xmp: str | None) -> Iterator[Finding]:
    wanted = built.kit.language
    named = file.root.get("/Lang")
    if named is None:
        message = f"it does not say that its language is '{wanted}': it would be read aloud in the reader's own"
        yield found(built, "wrong-language", message, file.name, hint=_AGAIN)
    elif str(named) != wanted:
        message = f"its language is said to be '{named}', not '{wanted}': it would be read aloud wrongly"
        yield found(built, "wrong-language", message, file.name, hint=_AGAIN)
    else:
        match = _XMP_LANGUAGE.search(xmp or "")
        if match and unescape(match[1]) != wanted:
            message = f"its XMP metadata say that its language is '{match[1]}', not '{wanted}'"
            yield found(built, "wrong-language", message, file.name, hint=_AGAIN)


def _preferences(built: Built, file: ReadFile) -> Iterator[Finding]:
    preferences: Any = file.root.get("/ViewerPreferences", {})
    faults = []
    if preferences.get("/DisplayDocTitle") != True:  # noqa: E712 - pypdf's own truth value
        faults.append("readers show its file name instead of its title")
    if preferences.get("/PrintScaling") != "/None":
        faults.append("readers may scale it to the paper when it is printed")
    if faults:
        yield found(built, "wrong-preferences", " and ".join(faults), file.name, hint=_AGAIN)


def _strangers() -> tuple[str, ...]:
    """Return what must not stand in metadata: the names of the user and of the computer."""
    try:
        names = [getpass.getuser(), platform.node()]
    except (KeyError, OSError):  # no name in the environment, nor in the list of users
        names = [platform.node()]
    return tuple(one for one in names if len(one) > 2 and one != "localhost")  # noqa: PLR2004 - "a" is in every text


def _private(file: ReadFile, xmp: str | None, strangers: tuple[str, ...]) -> Iterator[str]:
    info = _info(file)
    if info.get("/Author", _PROGRAM) not in {_PROGRAM, ""}:
        yield f"the author '{info['/Author']}'"
    # Titles come from the content, where "root" or "lab" may be words; who made a file does not.
    about = " ".join([*(info.get(key, "") for key in _NAMING), _XMP_CONTENT.sub("", xmp or "")])
    for name in strangers:
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", about):
            yield f"the name '{name}' of the user or the computer"
    home = re.compile(rf"(?<!\w){re.escape(str(Path.home()))}[/\\]\S+")
    for text in (*_strings(file.syntax), xmp or ""):
        yield from _paths(text, home)
        yield from (f"the time {match[1]}" for match in _DATE.finditer(text) if not _FIXED.startswith(match[1]))
    for match in _XMP_DATE.finditer(xmp or ""):
        if not _FIXED.startswith(re.sub(r"\D", "", match[1])):
            yield f"the time {match[1]}"


def _paths(text: str, home: re.Pattern[str]) -> Iterator[str]:
    for match in _PATH.finditer(text):
        yield f"the address '{match[0]}'" if match[0].startswith("mailto:") else f"the path '{match[0]}'"
    yield from (f"the path '{match[0]}'" for match in home.finditer(text) if not _PATH.search(text))


def _strings(syntax: bytes) -> Iterator[str]:
    """Yield the texts of a file's objects that are longer than a word (ISO 32000-1, 7.3.4 and 7.9.2)."""
    for match in _STRING.finditer(syntax):
        if match[1] is not None:
            data = match[1] if b"\\" not in match[1] else _ESCAPE.sub(_unescaped, match[1])
        else:
            digits = re.sub(rb"\s", b"", match[2])
            data = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        if data.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
            yield data.decode("utf-16", errors="replace")
        else:
            yield data.decode("utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "latin-1", errors="replace")


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code[:1].isdigit():
        return bytes([int(code, 8) & 0xFF])
    return _ESCAPED.get(code, code)

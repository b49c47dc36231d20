"""Whether materialgen can work here: what it needs, what it could use, and what to do about the rest.

Each probe looks at one thing and is run by itself, so that whatever is broken cannot hide what comes after it.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import locale
import platform
import re
import shutil
import struct
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from materialgen import __version__, resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Status = Literal["ok", "absent", "wrong"]

MODULES = {
    "click": "click",
    "pillow": "PIL",
    "pydantic": "pydantic",
    "pyphen": "pyphen",
    "pypdf": "pypdf",
    "pypdfium2": "pypdfium2",
    "pyyaml": "yaml",
    "reportlab": "reportlab",
    "rl_accel": "_rl_accel",
    "uharfbuzz": "uharfbuzz",
}
"""What the package depends on: the name of the distribution, and that of its module."""

TOOLS = {
    "qpdf": (("qpdf",), "apt-get install qpdf, or https://qpdf.sourceforge.io"),
    "poppler": (("pdftotext",), "apt-get install poppler-utils, or https://poppler.freedesktop.org"),
    "chromium": (("chromium", "chromium-browser", "google-chrome", "chrome"), "apt-get install chromium"),
    "Node.js": (("node",), "https://nodejs.org, version 18 or newer"),
}
"""Programs that only the tests of materialgen need: what they are called, and how to get them."""

_AGAIN = "install materialgen again"
_OLDEST = (3, 11)
_WHOLE = 0xB1B0AFBA
"""What the 32-bit words of a sound TrueType file add up to (OpenType 1.9, ``head.checksumAdjustment``)."""
_SIGNS = "å – ’ ✓"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a probe found.

    Attributes:
        name: What was looked at.
        status: ``ok``, ``absent`` for something that may be missing, or ``wrong`` for something that is needed.
        detail: What it is, or what is the matter.
        hint: What to do about it.
    """

    name: str
    status: Status
    detail: str
    hint: str | None = None


def examine() -> list[Finding]:
    """Return the findings of all probes; a probe that fails itself is a finding, too."""
    findings: list[Finding] = []
    for name, probe in PROBES.items():
        try:
            findings += probe()
        except Exception as error:  # noqa: BLE001 - what is broken may break in any way
            findings.append(Finding(name, "wrong", f"{type(error).__name__}: {error}", _AGAIN))
    return findings


def _versions() -> Iterator[Finding]:
    yield Finding("materialgen", "ok", f"{__version__} in {Path(__file__).parent}")
    found = platform.python_version()
    if sys.version_info < _OLDEST:
        yield Finding("Python", "wrong", found, "install Python 3.11 or newer")
    else:
        yield Finding("Python", "ok", f"{found} on {platform.system()}")


def _dependencies() -> Iterator[Finding]:
    wanted = dict(_ranges())
    for name, module in MODULES.items():
        needs = wanted.get(_plain(name), "")
        try:
            version = importlib.metadata.version(name)
            importlib.import_module(module)
        except importlib.metadata.PackageNotFoundError:
            yield Finding(name, "wrong", "not installed", f"{_AGAIN}, or: pip install '{name}{needs}'")
        except Exception as error:  # noqa: BLE001 - a broken library may raise anything when it is loaded
            yield Finding(name, "wrong", f"cannot be loaded: {type(error).__name__}: {error}", _AGAIN)
        else:
            if within(version, needs):
                yield Finding(name, "ok", f"{version} ({needs})" if needs else version)
            else:
                yield Finding(name, "wrong", f"{version}, but {needs} is needed", f"pip install '{name}{needs}'")


def _ranges() -> Iterator[tuple[str, str]]:
    """Yield each dependency of the installed package with the versions that will do; nothing if it is not installed."""
    try:
        lines = importlib.metadata.requires("materialgen") or []
    except importlib.metadata.PackageNotFoundError:
        return
    for line in lines:
        found = re.match(r"([\w.-]+)\s*([<>=!~][^;]*)?", line)
        if found:
            yield _plain(found[1]), (found[2] or "").strip()


def _plain(name: str) -> str:
    """Return a distribution's name as the package index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def within(version: str, ranges: str) -> bool:
    """Return whether a version is in ranges such as ``>=5.1,<6``; other operators are taken to hold."""
    have = _numbers(version)
    for one in filter(None, ranges.split(",")):
        bound = _numbers(one.lstrip("<>=!~ "))
        if (one.startswith(">=") and have < bound) or (one.startswith("<") and one[1:2] != "=" and have >= bound):
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(one) for one in re.findall(r"\d+", version)[:4])


def _fonts() -> Iterator[Finding]:
    from materialgen.typeset.fonts import Family, Weight

    for weight in Weight:
        try:
            data = weight.path.read_bytes()
            whole = data + b"\0" * (-len(data) % 4)
            total = sum(struct.unpack(f">{len(whole) // 4}I", whole)) & 0xFFFFFFFF
            if total != _WHOLE:
                yield Finding(weight.value, "wrong", "the file is damaged: its checksum is wrong", _AGAIN)
            else:
                yield Finding(weight.value, "ok", f"{len(Family().face(weight).characters)} characters")
        except Exception as error:  # noqa: BLE001 - a file that is missing or no font at all
            yield Finding(weight.value, "wrong", f"{type(error).__name__}: {error}", _AGAIN)


def _profile() -> Iterator[Finding]:
    data = resources.colour_profile().read_bytes()
    if data[36:40] == b"acsp" and int.from_bytes(data[:4], "big") == len(data):  # ICC.1, 7.2: signature and size
        yield Finding("colour profile", "ok", f"{len(data)} bytes")
    else:
        yield Finding("colour profile", "wrong", "the file is damaged", _AGAIN)


def _layouts() -> Iterator[Finding]:
    from materialgen.problems import ProblemsFoundError
    from materialgen.render.layouts import layout_files, load_layout

    files, broken = layout_files(), 0
    for name, path in files.items():
        try:
            load_layout(path)
        except ProblemsFoundError as error:
            broken += 1
            yield Finding(f"layout {name}", "wrong", str(error.problems[0]), _AGAIN)
    if not files:
        yield Finding("layouts", "wrong", f"none in {resources.builtin_folder('layouts')}", _AGAIN)
    elif not broken:
        yield Finding("layouts", "ok", f"{len(files)} built-in layouts")


def _kits() -> Iterator[Finding]:
    from materialgen.kit.find import builtin_kits
    from materialgen.kit.load import load_kit, read_facts
    from materialgen.problems import ProblemsFoundError
    from materialgen.render.layouts import load_layouts

    schemas = {name: layout.schema for name, layout in load_layouts().items()}
    kits = builtin_kits()
    for name, folder in kits.items():
        try:
            facts, _ = read_facts(folder)
            for language in facts.languages:
                load_kit(folder, language, schemas)
            yield Finding(f"kit {name}", "ok", f"edition {facts.edition}, {', '.join(facts.languages)}")
        except ProblemsFoundError as error:
            yield Finding(f"kit {name}", "wrong", str(error.problems[0]), _AGAIN)
    if not kits:
        yield Finding("kits", "wrong", f"none in {resources.builtin_folder('content')}", _AGAIN)


def _folders() -> Iterator[Finding]:
    yield from _writable("output folder", Path("output"), "go to a folder of your own, or name one: build --out FOLDER")
    yield from _writable("temporary folder", Path(tempfile.gettempdir()), "set TMPDIR (TEMP on Windows) to a folder")


def _writable(name: str, folder: Path, hint: str) -> Iterator[Finding]:
    """Tell whether files can be written in a folder, or in the one that it would be made in; leaves nothing behind."""
    try:
        path = place = folder.absolute()
        while not place.exists() and place != place.parent:
            place = place.parent
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        yield Finding(name, "wrong", f"{folder} cannot be written: {error.strerror or error}", hint)
    else:
        yield Finding(name, "ok", f"{path}" if place == path else f"{path} (made when it is needed)")


def _console() -> Iterator[Finding]:
    encoding = getattr(sys.stdout, "encoding", None) or "unknown"
    try:
        _SIGNS.encode(encoding)
        detail = encoding
    except (UnicodeError, LookupError):
        detail = f"{encoding}: signs that it lacks are shown as '?'; the files are not touched by that"
    yield Finding("console", "ok", detail)
    names = ".".join(one for one in locale.getlocale() if one) or "C"
    yield Finding("locale", "ok", f"{names}; names of files in {sys.getfilesystemencoding()}")


def _validator() -> Iterator[Finding]:
    from materialgen.check.vera import lacking

    reason = lacking()
    use = "check validates PDF/UA-1 and PDF/A-2a with it"
    if reason is None:
        yield Finding("veraPDF", "ok", use)
    else:
        yield Finding("veraPDF", "absent", f"{reason}; {use}", "see “Develop” in the README")


def _tools() -> Iterator[Finding]:
    for name, (programs, source) in TOOLS.items():
        path = next(filter(None, map(shutil.which, programs)), None)
        if path:
            yield Finding(name, "ok", path)
        else:
            yield Finding(name, "absent", "needed only for the tests of materialgen", source)


PROBES: dict[str, Callable[[], Iterable[Finding]]] = {
    "versions": _versions,
    "dependencies": _dependencies,
    "fonts": _fonts,
    "colour profile": _profile,
    "layouts": _layouts,
    "kits": _kits,
    "folders": _folders,
    "console": _console,
    "veraPDF": _validator,
    "tools": _tools,
}
"""What is looked at, in order; the name stands for a probe that fails itself."""

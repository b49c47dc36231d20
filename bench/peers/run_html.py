"""Turn every HTML file of a folder into a PDF with WeasyPrint, in one process.

Usage: ``python run_html.py SOURCES OUT``. Imports nothing of materialgen.
"""

from __future__ import annotations

import sys
from pathlib import Path

from weasyprint import HTML


def main() -> None:
    """Write the files."""
    sources, out = sys.argv[1:]
    for path in sorted(Path(sources).glob("*.html")):
        HTML(path).write_pdf(Path(out, path.stem + ".pdf"), pdf_variant="pdf/ua-1")


main()

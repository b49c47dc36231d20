"""Make the fonts in src/materialgen/fonts/ from a release of Inter.

The fonts that the package ships are Inter Regular, SemiBold and Bold with two italics, as static TrueType, cut down to
the characters and the OpenType features that printed material needs. They are committed, so this script runs only when
Inter is updated or when a character has to be added to ``CHARACTERS``:

1. Fetch the source, with npm 9 or newer, anywhere outside this repository::

       npm pack @expo-google-fonts/inter@0.4.2

2. Run this script, in the environment that ``make setup`` makes, on the file that npm wrote::

       .venv/bin/python tools/subset_fonts.py expo-google-fonts-inter-0.4.2.tgz src/materialgen/fonts

3. Commit the result together with the change to this script, and build the kits anew: a changed font changes every PDF.

The script opens no network connection. The same source gives the same bytes on every machine: the source is known by
its SHA-256, fonttools is pinned in lock/dev.txt, and the time stamps in the fonts are those of the source. With
``--check`` nothing is written, and the exit status tells whether the folder holds exactly what would be written.

Inter is licensed under the SIL Open Font License 1.1 without a reserved font name, so that a subset may keep the name.
The licence is copied next to the fonts as OFL.txt.

What is kept, and why:

- Characters: ``CHARACTERS`` below, each group with its reason.
- Features: kerning and mark positioning (``kern``, ``mark``, ``mkmk``), composition (``ccmp``), capital forms of
  punctuation (``case``) and tabular figures (``tnum``, and ``lnum`` where the source has it). Ligatures, contextual
  alternates and stylistic sets are dropped: they cost space and make extracted text differ from the content.
- Names: family, style, version, copyright and licence. Names of people and shops are dropped.
- Hinting is dropped: paper has enough pixels.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import sys
import tarfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE_SHA256 = "b5c1e5878c07a5637169da9f7b1f370c69709f1f8de55998e2522f7aa9dfe2a9"
"""The SHA-256 of expo-google-fonts-inter-0.4.2.tgz: another release is another font, and a deliberate step."""

FONTS = {
    "Inter-Regular.ttf": "package/400Regular/Inter_400Regular.ttf",
    "Inter-SemiBold.ttf": "package/600SemiBold/Inter_600SemiBold.ttf",
    "Inter-Bold.ttf": "package/700Bold/Inter_700Bold.ttf",
    "Inter-Italic.ttf": "package/400Regular_Italic/Inter_400Regular_Italic.ttf",
    "Inter-SemiBoldItalic.ttf": "package/600SemiBold_Italic/Inter_600SemiBold_Italic.ttf",
}
LICENCE = {"OFL.txt": "package/LICENSE_FONT"}

FEATURES = ["kern", "mark", "mkmk", "ccmp", "case", "tnum", "lnum"]

NAMES = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17]
"""Name records kept: copyright, family, style, id, full name, version, PostScript name, trademark and licence."""

CHARACTERS: list[tuple[str, list[tuple[int, int]]]] = [
    ("Basic Latin", [(0x0020, 0x007E)]),
    ("Latin-1 Supplement, with fractions, ² ³ ¹, § and the no-break space", [(0x00A0, 0x00FF)]),
    ("Latin Extended-A: Nordic, Baltic, Central European, Turkish, most Sámi languages", [(0x0100, 0x017F)]),
    ("Skolt Sámi: ezh", [(0x01B7, 0x01B7), (0x0292, 0x0292)]),
    ("Skolt Sámi: Ǥ ǥ Ǧ ǧ Ǩ ǩ, Ǯ ǯ", [(0x01E4, 0x01E9), (0x01EE, 0x01EF)]),
    ("Skolt Sámi: the modifier letters prime and apostrophe", [(0x02B9, 0x02B9), (0x02BC, 0x02BC)]),
    ("Romanian: Ș ș Ț ț with a comma below", [(0x0218, 0x021B)]),
    ("German: capital ẞ", [(0x1E9E, 0x1E9E)]),
    (
        "Spacing accents: circumflex, caron, breve, dot, ring, ogonek, tilde, double acute",
        [(0x02C6, 0x02C7), (0x02D8, 0x02DD)],
    ),
    ("Combining diacritics", [(0x0300, 0x036F)]),
    ("Spaces: figure, thin, hair and narrow no-break", [(0x2007, 0x2007), (0x2009, 0x200A), (0x202F, 0x202F)]),
    ("Hyphens, no-break hyphen and dashes", [(0x2010, 0x2015)]),
    ("Quotation marks, guillemets", [(0x2018, 0x201F), (0x2039, 0x203A)]),
    ("Daggers, bullet, ellipsis, per mille", [(0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030)]),
    ("Primes, fraction slash", [(0x2032, 0x2033), (0x2044, 0x2044)]),
    ("Superscripts and subscripts: notes, CO₂", [(0x2070, 0x2070), (0x2074, 0x2079), (0x2080, 0x2089)]),
    ("Euro, numero, trade mark", [(0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122)]),
    ("Fractions: thirds and eighths", [(0x2153, 0x2154), (0x215B, 0x215E)]),
    ("Arrows, straight and diagonal", [(0x2190, 0x2199)]),
    (
        "Mathematics: minus, infinity, ≈ ≠ ≤ ≥",
        [(0x2212, 0x2212), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265)],
    ),
    ("Check mark and cross", [(0x2713, 0x2713), (0x2717, 0x2717)]),
]
"""Characters kept where Inter has them, as (reason, inclusive ranges)."""


def codepoints() -> list[int]:
    """Return every code point in ``CHARACTERS``, in order."""
    return sorted({code for _, ranges in CHARACTERS for first, last in ranges for code in range(first, last + 1)})


def read_source(path: Path) -> dict[str, bytes]:
    """Read the members that are needed out of the npm package.

    Args:
        path: The .tgz file as npm wrote it.

    Returns:
        The bytes of each font and of the licence, by the name they get in the package.
    """
    packed = path.read_bytes()
    digest = hashlib.sha256(packed).hexdigest()
    if digest != SOURCE_SHA256:
        sys.exit(f"{path.name}: not the expected release: its SHA-256 is {digest}, expected {SOURCE_SHA256}")
    members: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for name, member in {**FONTS, **LICENCE}.items():
            stream = archive.extractfile(member)
            if stream is None:
                sys.exit(f"{path.name}: {member} is not a file")
            members[name] = stream.read()
    return members


def cut_down(source: bytes) -> bytes:
    """Subset one font.

    Args:
        source: A complete TrueType font.

    Returns:
        The font with only the characters, features and names listed above.
    """
    options = subset.Options(
        layout_features=FEATURES,
        name_IDs=NAMES,
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        recalc_timestamp=False,
        drop_tables=[*subset.Options().drop_tables, "STAT", "gasp"],
    )
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codepoints())
    subsetter.subset(font)
    target = io.BytesIO()
    font.save(target, reorderTables=True)
    return target.getvalue()


def main() -> int:
    """Write the fonts and their licence, or compare them with what is there."""
    parser = argparse.ArgumentParser(description="Make the package's fonts from a release of Inter.")
    parser.add_argument("source", type=Path, help="expo-google-fonts-inter-0.4.2.tgz, as `npm pack` wrote it")
    parser.add_argument("folder", type=Path, help="where the fonts go: src/materialgen/fonts")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if the folder differs")
    arguments = parser.parse_args()

    members = read_source(arguments.source)
    made = {name: cut_down(data) if name in FONTS else data for name, data in members.items()}
    differing = 0
    for name, data in made.items():
        path = arguments.folder / name
        if arguments.check:
            same = path.is_file() and path.read_bytes() == data
            differing += not same
            print(f"{name}: {'as made' if same else 'DIFFERS'}")
        else:
            path.write_bytes(data)
            print(f"{name}: {len(members[name]):,} -> {len(data):,} bytes")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())

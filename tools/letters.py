"""Which letters the fonts of printed documents draw: reads their cmap tables and writes `coverage.txt` beside them.

    python -m tools.letters            writes it anew
    python -m tools.letters --check    says whether it is as the fonts have it

A cmap is a font's table from code points to glyphs (OpenType 1.9, "cmap"); formats 4 and 12 are those of Unicode.
"""

import argparse
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

FONTS = Path(__file__).parents[1] / "chatserver" / "core" / "printing" / "fonts"
COVERAGE = FONTS / "coverage.txt"
HEAD = "# Code points that these fonts draw, in ranges, hexadecimal. Made by `python -m tools.letters`.\n"
# Platform and encoding of a table of all of Unicode, and of its first plane.
WHOLE, FIRST_PLANE = ((3, 10), (0, 4), (0, 6)), ((3, 1), (0, 3))
LAST_CODE = 0xFFFF


def code_points(font: bytes) -> set[int]:
    """Those that have a glyph other than the one for what is missing."""
    cmap = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", cmap, 2)
    places = {}
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", cmap, 4 + 8 * number)
        places[platform, encoding] = offset
    for wanted in (*WHOLE, *FIRST_PLANE):
        if wanted in places:
            return set(_mapped(cmap[places[wanted] :]))
    raise ValueError("the font has no table of Unicode")


def _table(font: bytes, tag: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        name, _, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        if name == tag:
            return font[offset : offset + length]
    raise ValueError(f"the font has no table {tag.decode()}")


def _mapped(table: bytes) -> Iterator[int]:
    (form,) = struct.unpack_from(">H", table)
    if form == 12:
        yield from _by_groups(table)
    elif form == 4:
        yield from _by_segments(table)
    else:
        raise ValueError(f"a cmap of format {form} is not read here")


def _by_groups(table: bytes) -> Iterator[int]:
    (count,) = struct.unpack_from(">L", table, 12)
    for number in range(count):
        first, last, glyph = struct.unpack_from(">LLL", table, 16 + 12 * number)
        yield from (code for code in range(first, last + 1) if glyph + code - first)


def _by_segments(table: bytes) -> Iterator[int]:
    (twice,) = struct.unpack_from(">H", table, 6)
    count = twice // 2
    lasts = struct.unpack_from(f">{count}H", table, 14)
    firsts = struct.unpack_from(f">{count}H", table, 16 + twice)
    deltas = struct.unpack_from(f">{count}H", table, 16 + 2 * twice)
    offsets = struct.unpack_from(f">{count}H", table, 16 + 3 * twice)
    for number, (first, last, delta, offset) in enumerate(zip(firsts, lasts, deltas, offsets, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if offset:
                # Counted from where the offset itself stands.
                place = 16 + 3 * twice + 2 * number + offset + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", table, place)
                if glyph == 0:
                    continue
            if (glyph + delta) & 0xFFFF and code != LAST_CODE:
                yield code


def ranges(codes: Iterable[int]) -> Iterator[str]:
    """Each run as its first and last."""
    run: list[int] = []
    for code in sorted(codes):
        if run and code != run[-1] + 1:
            yield f"{run[0]:X}-{run[-1]:X}"
            run = []
        run = [*run[:1], code]
    if run:
        yield f"{run[0]:X}-{run[-1]:X}"


def coverage() -> str:
    found: set[int] = set()
    for font in sorted(FONTS.glob("*.ttf")):
        found |= code_points(font.read_bytes())
    # Control characters are drawn by no font, whatever it says of them.
    drawn = (code for code in found if code >= 0x20 and not 0x7F <= code < 0xA0)
    return HEAD + "".join(f"{line}\n" for line in ranges(drawn))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail where it is not as the fonts have it"
    )
    if parser.parse_args().check:
        if COVERAGE.read_text("ascii") == coverage():
            return 0
        print(f"{COVERAGE} is not what the fonts draw; run python -m tools.letters", file=sys.stderr)
        return 1
    COVERAGE.write_text(coverage(), "ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())

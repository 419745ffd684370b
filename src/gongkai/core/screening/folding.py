"""Folding of letters and digits to half width, one character to one, so that offsets stay true."""

from __future__ import annotations

import functools
import unicodedata

# Fullwidth forms, mathematical and circled digits and letters: what a reader takes for the plain sign.
_RANGES = (
    (0x2460, 0x24FF),
    (0xFF10, 0xFF19),
    (0xFF21, 0xFF3A),
    (0xFF41, 0xFF5A),
    (0x1D400, 0x1D7FF),
)


@functools.cache
def _table() -> dict[int, str]:
    table = {}
    for first, last in _RANGES:
        for point in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(point))
            if len(plain) == 1 and plain.isascii() and plain.isalnum():
                table[point] = plain
    return table


def fold(text: str) -> str:
    """Return ``text`` with look-alike letters and digits made plain; the length never changes."""
    return text.translate(_table())

"""Quoted words (引文) with a mark: cut to a width, and laid out in a terminal's columns."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from gongkai.core.kernel.findings import Place

ELLIPSIS = "…"
TAB = "    "
_NO_WIDTH = ("Mn", "Me", "Cf")
_UNSAFE = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quotation in three parts: before the mark, the marked words, after the mark."""

    before: str
    marked: str
    after: str

    @property
    def text(self) -> str:
        """Return the whole quotation."""
        return self.before + self.marked + self.after


def printable(text: str) -> str:
    """Return ``text`` on one line without control or direction characters.

    A report is somebody else's text: an escape sequence or a right-to-left override in it must not
    reach the reader's terminal or page.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\t":
        return TAB
    if character in "\r\n\v\f\x85\u2028\u2029":
        return " "
    return "\ufffd" if unicodedata.category(character) in _UNSAFE else character


def columns(text: str) -> int:
    """Return how many terminal columns ``text`` takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_columns_of(character) for character in text)


def _columns_of(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in _NO_WIDTH else 1


def excerpt(place: Place, width: int) -> Excerpt:
    """Return the place's quotation, cut to ``width`` columns around its mark.

    Without a usable mark the whole quotation is ``before`` and is cut at its end.
    """
    quote = place.quote
    start, end = _span(place)
    before, marked, after = (
        printable(part) for part in (quote[:start], quote[start:end], quote[end:])
    )
    before, after = before.lstrip(), after.rstrip()
    if not marked:
        return Excerpt(_cut_end(before, width), "", "")
    marked = _cut_end(marked, width)
    room = width - columns(marked)
    left = max(room // 2, room - columns(after))
    before = _cut_start(before, left)
    return Excerpt(before, marked, _cut_end(after, room - columns(before)))


def _span(place: Place) -> tuple[int, int]:
    length = len(place.quote)
    if place.mark is None or not 0 <= place.mark[0] < place.mark[1] <= length:
        return length, length
    return place.mark


def _cut_end(text: str, width: int) -> str:
    if columns(text) <= width or width < 1:
        return text if width >= 1 else ""
    kept, used = [], columns(ELLIPSIS)
    for character in text:
        used += _columns_of(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept) + ELLIPSIS


def _cut_start(text: str, width: int) -> str:
    if columns(text) <= width or width < 1:
        return text if width >= 1 else ""
    kept, used = [], columns(ELLIPSIS)
    for character in reversed(text):
        used += _columns_of(character)
        if used > width:
            break
        kept.append(character)
    return ELLIPSIS + "".join(reversed(kept))


def underline(quotation: Excerpt) -> str:
    """Return the line that stands under the quotation: ``~~~^`` exactly under the marked words."""
    width = columns(quotation.marked)
    if not width:
        return ""
    return " " * columns(quotation.before) + "~" * (width - 1) + "^"

"""Quoted words (引文) with marks: cut to a width, and laid out in a terminal's columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.core.kernel.findings import Place

ELLIPSIS = "…"
TAB = "    "
_NO_WIDTH = ("Mn", "Me", "Cf")
_UNSAFE = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a quotation, marked or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One printed line with every place that points at it."""

    places: tuple[Place, ...]

    @property
    def first(self) -> Place:
        """Return the first of the places."""
        return self.places[0]


def evidences(places: Iterable[Place]) -> list[Evidence]:
    """Return the places grouped by the line they quote, in order."""
    groups: dict[tuple[object, ...], list[Place]] = {}
    for place in places:
        key = (place.path, place.line, place.page, place.table, place.row, place.quote)
        groups.setdefault(key, []).append(place)
    return [Evidence(tuple(group)) for group in groups.values()]


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


def quotation(quote: str, marks: Iterable[tuple[int, int] | None], width: int) -> list[Piece]:
    """Return the quotation in pieces, cut to ``width`` columns around what is marked.

    A mark outside the quotation is left out; without any mark the quotation is cut at its end.
    """
    spans = merged(mark for mark in marks if mark and 0 <= mark[0] < mark[1] <= len(quote))
    pieces = []
    end = 0
    for start, stop in spans:
        pieces += [
            Piece(printable(quote[end:start])),
            Piece(printable(quote[start:stop]), marked=True),
        ]
        end = stop
    pieces.append(Piece(printable(quote[end:])))
    return _cut(_trimmed(pieces), width)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, those that touch made one."""
    found: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        else:
            found.append((start, stop))
    return found


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    if not pieces[0].marked:
        pieces[0] = Piece(pieces[0].text.lstrip())
    pieces[-1] = Piece(pieces[-1].text.rstrip(), pieces[-1].marked)
    return [piece for piece in pieces if piece.text]


def _cut(pieces: list[Piece], width: int) -> list[Piece]:
    """Keep the first mark and as much around it as fits, on both sides alike."""
    if sum(columns(piece.text) for piece in pieces) <= width:
        return pieces
    characters = [(c, piece.marked) for piece in pieces for c in piece.text]
    widths = [_columns_of(c) for c, _ in characters]
    low, high = _window([marked for _, marked in characters], widths, width - 2)
    kept = characters[low:high]
    if low:
        kept.insert(0, (ELLIPSIS, False))
    if high < len(characters):
        kept.append((ELLIPSIS, False))
    return _joined(kept)


def _window(marked: Sequence[bool], widths: Sequence[int], room: int) -> tuple[int, int]:
    """Return the stretch of characters that fits into ``room`` columns, grown from the first mark."""
    low = high = marked.index(True) if True in marked else 0
    right = True
    while True:
        can_right = high < len(widths) and widths[high] <= room
        can_left = low > 0 and widths[low - 1] <= room
        if not (can_left or can_right):
            return low, high
        in_mark = high < len(widths) and marked[high] and marked[low]
        if can_right and (right or in_mark or not can_left):
            room -= widths[high]
            high += 1
        else:
            low -= 1
            room -= widths[low]
        right = not right


def _joined(characters: Iterable[tuple[str, bool]]) -> list[Piece]:
    pieces: list[Piece] = []
    for character, marked in characters:
        if pieces and pieces[-1].marked == marked:
            pieces[-1] = Piece(pieces[-1].text + character, marked)
        else:
            pieces.append(Piece(character, marked))
    return pieces


def text_of(pieces: Iterable[Piece]) -> str:
    """Return the words of all pieces."""
    return "".join(piece.text for piece in pieces)


def underline(pieces: Iterable[Piece]) -> str:
    """Return the line that stands under a quotation: ``~~~^`` exactly under each marked piece."""
    line = "".join(_under(piece) for piece in pieces)
    return line.rstrip(" ")


def _under(piece: Piece) -> str:
    width = columns(piece.text)
    if not piece.marked:
        return " " * width
    return "~" * (width - 1) + "^" if width else ""


NOT_FIRST = frozenset("，。；：、！？）】〕》”’」』％%,.;:!?)]}")
"""Marks that may not begin a line."""


def wrapped(text: str, width: int) -> list[str]:
    """Return ``text`` in lines of at most ``width`` columns; no line begins with a closing mark."""
    lines: list[str] = []
    line = ""
    for character in text:
        if columns(line) + _columns_of(character) > width:
            kept = line.rstrip(" ")
            moved = kept[-1] if character in NOT_FIRST and len(kept) > 1 else ""
            lines.append(kept[: len(kept) - len(moved)])
            line = moved
        line += character
    return [*lines, line] if line else lines

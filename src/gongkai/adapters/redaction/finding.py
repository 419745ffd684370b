"""Finding what is to be blacked out (查找遮盖处): words the handler names, numbers that name a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gongkai.adapters.redaction.boxes import Box
from gongkai.adapters.redaction.pdf import Sides, opened, placed
from gongkai.core.screening import personal_data

MARGIN = 0.002
"""How far a box reaches beyond the signs, as a share of the page."""

SAME_LINE = 0.02
"""How far apart the feet of two signs of one line may be, as a share of the page."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """One sign of a page with its place; blanks are left out."""

    sign: str
    sides: Sides


def around_words(content: bytes, words: Sequence[str], like: Box) -> tuple[Box, ...]:
    """Return a box around each place of each of the words in a PDF, with the ground of ``like``.

    Blanks and line breaks between signs do not matter; words over two lines get two boxes.

    Raises:
        RedactionError: The file cannot be opened.
    """
    wanted = ["".join(word.split()) for word in words if word.split()]
    with opened(content) as document:
        return tuple(
            replace(like, page=number, left=left, top=top, right=right, bottom=bottom)
            for number in range(1, len(document) + 1)
            for left, top, right, bottom in _places(_signs(document[number - 1]), wanted)
        )


def around_numbers(content: bytes, like: Box, *, on: date) -> tuple[Box, ...]:
    """Return a box around each identity number, mobile, bank card and the like in a PDF.

    Raises:
        RedactionError: The file cannot be opened.
    """
    with opened(content) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    words = {
        text[start:end]
        for text in texts
        for alarm in personal_data.find(text, on=on)
        for start, end in alarm.spans
    }
    return around_words(content, sorted(words), like)


def _signs(page: Any) -> list[_Sign]:
    bitmap = page.render(scale=2)
    at = bitmap.get_posconv(page)
    text = page.get_textpage()
    found = []
    for index in range(text.count_chars()):
        sign = text.get_text_range(index, 1)
        if sign.strip():
            ink, cell = (
                placed(text.get_charbox(index, loose=loose), at, bitmap) for loose in (False, True)
            )
            # As wide as the sign's cell, as high as its ink: cells of two lines may overlap.
            found.append(_Sign(sign, (min(ink[0], cell[0]), ink[1], max(ink[2], cell[2]), ink[3])))
    text.close()
    return found


def _places(signs: list[_Sign], wanted: Sequence[str]) -> Iterator[Sides]:
    written = "".join(one.sign[0] for one in signs)
    for word in wanted:
        start = written.find(word)
        while start >= 0:
            yield from _lines(signs[start : start + len(word)])
            start = written.find(word, start + len(word))


def _lines(signs: Sequence[_Sign]) -> Iterator[Sides]:
    """Yield one rectangle for each line the signs stand on."""
    line: list[Sides] = []
    for one in signs:
        if line and not _beside(line[-1], one.sides):
            yield _around(line)
            line = []
        line.append(one.sides)
    yield _around(line)


def _beside(one: Sides, other: Sides) -> bool:
    """Return whether the next sign goes on to the right instead of beginning a line."""
    return other[0] > one[0] and abs(one[3] - other[3]) < SAME_LINE


def _around(line: Sequence[Sides]) -> Sides:
    left, top = min(each[0] for each in line), min(each[1] for each in line)
    right, bottom = max(each[2] for each in line), max(each[3] for each in line)
    return (
        max(0.0, left - MARGIN),
        max(0.0, top - MARGIN),
        min(1.0, right + MARGIN),
        min(1.0, bottom + MARGIN),
    )

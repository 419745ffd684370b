"""Redaction of PDF (PDF 遮盖): pages with boxes become pictures, so nothing is left underneath.

Other pages keep their text, unless something of the blacked-out pages would come along inside the
file: then all pages become pictures. Properties, comments, attachments and scripts do not come along.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2

from gongkai.adapters.redaction import pictures
from gongkai.adapters.redaction.boxes import Box, check
from gongkai.adapters.redaction.pictures import POINTS, blacked_out, rendered
from gongkai.adapters.redaction.streams import holds, streams
from gongkai.adapters.release_copies.pdf import strip

DPI = 200
SHORTEST = 2
"""Shorter words under a box are not searched for elsewhere: one sign stands everywhere."""


class RedactionError(Exception):
    """A file cannot be redacted; the message says in Chinese what was met and what helps."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that were blacked out in one place and are still readable on another page."""

    page: int
    words: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """The copy for release; ``pictures`` are the pages (from 1) that became pictures.

    ``why_all`` says why all pages did, ``""`` when only those with boxes had to.
    """

    content: bytes
    pages: int
    pictures: tuple[int, ...]
    leftovers: tuple[Leftover, ...]
    why_all: str = ""


def redact(content: bytes, boxes: Sequence[Box], *, dpi: int = DPI) -> Redacted:
    """Return a copy of a PDF with the boxes blacked out; the original is not touched.

    Raises:
        BoxError: A box lies outside its page or names no ground.
        RedactionError: The file is damaged or encrypted, or words would have stayed in the copy.
    """
    with opened(content) as source:
        pages = len(source)
        check(boxes, pages)
        marked = sorted({box.page for box in boxes})
        hidden = {word for page in marked for word in _under(source, page, boxes)}
        why = _why_all(source, marked, hidden)
        drawn = list(range(1, pages + 1)) if why else marked
        made = _composed(source, boxes, drawn, dpi)
    leftovers = _leftovers(made, hidden)
    said = {each.words for each in leftovers}
    left = holds(made, [word for word in hidden if len(word) >= SHORTEST and word not in said])
    if left:
        raise RedactionError("遮盖之后文件里仍能找到被遮盖的文字，没有生成公开件。请改用扫描件")
    return Redacted(made, pages, tuple(drawn), leftovers, why)


def opened(content: bytes) -> Any:
    """Open a PDF.

    Raises:
        RedactionError: It is damaged or encrypted.
    """
    try:
        document = pypdfium2.PdfDocument(content)
        document.init_forms()
    except pypdfium2.PdfiumError as error:
        raise RedactionError("PDF 已损坏或者加密，不能遮盖。请去掉密码或者重新导出") from error
    return document


def render_page(content: bytes, page: int, *, width: int, boxes: Sequence[Box] = ()) -> bytes:
    """Return page ``page`` (from 1) as PNG of ``width`` pixels, with boxes as they will look.

    Raises:
        RedactionError: The file cannot be opened.
        IndexError: There is no such page.
    """
    with opened(content) as source:
        if not 1 <= page <= len(source):
            raise IndexError(f"page {page} of {len(source)}")
        sheet = source[page - 1]
        picture = rendered(sheet, dpi=width / sheet.get_width() * POINTS)
        return pictures.png(blacked_out(picture, [box for box in boxes if box.page == page]))


def page_count(content: bytes) -> int:
    """Return how many pages a PDF has.

    Raises:
        RedactionError: The file cannot be opened.
    """
    with opened(content) as source:
        return len(source)


def _under(source: Any, number: int, boxes: Sequence[Box]) -> set[str]:
    """Return the words under each box of a page: signs of which any ink or the middle lies there."""
    page = source[number - 1]
    bitmap = page.render(scale=2)
    at = bitmap.get_posconv(page)
    text = page.get_textpage()
    found: dict[int, list[str]] = {}
    mine = [box for box in boxes if box.page == number]
    for index in range(text.count_chars()):
        ink, cell = (
            placed(text.get_charbox(index, loose=loose), at, bitmap) for loose in (False, True)
        )
        middle = ((cell[0] + cell[2]) / 2, (cell[1] + cell[3]) / 2)
        for place, box in enumerate(mine):
            if _covers(box, ink) or _covers(box, (*middle, *middle)):
                found.setdefault(place, []).append(text.get_text_range(index, 1))
    text.close()
    return {word for signs in found.values() for word in "".join(signs).split()}


Sides = tuple[float, float, float, float]


def placed(sides: Sides, at: Any, bitmap: Any) -> Sides:
    """Return the sides of a sign as shares of the page as it is seen: left, top, right, bottom."""
    one, other = at.to_bitmap(sides[0], sides[3]), at.to_bitmap(sides[2], sides[1])
    left, right = sorted((one[0] / bitmap.width, other[0] / bitmap.width))
    top, bottom = sorted((one[1] / bitmap.height, other[1] / bitmap.height))
    return left, top, right, bottom


def _covers(box: Box, sides: Sides) -> bool:
    left, top, right, bottom = sides
    return left < box.right and right > box.left and top < box.bottom and bottom > box.top


def _why_all(source: Any, marked: Sequence[int], hidden: set[str]) -> str:
    """Say why the other pages may not keep their text, ``""`` when they may."""
    others = [number for number in range(1, len(source) + 1) if number not in marked]
    if not others:
        return ""
    ours, theirs = (list(streams(_taken(source, pages))) for pages in (marked, others))
    shared = {each.digest for each in ours} & {each.digest for each in theirs}
    if any(each.digest in shared and each.drawn for each in ours):
        return "其他页与被遮盖的页共用图像或者图形"
    kept = set(_text_of(source, others))
    if shared and not set("".join(hidden)) <= kept:
        return "其他页的字体里含有只在遮盖处出现的字"
    return ""


def _taken(source: Any, pages: Sequence[int]) -> bytes:
    with pypdfium2.PdfDocument.new() as part:
        part.import_pages(source, [number - 1 for number in pages])
        return saved(part)


def _text_of(source: Any, pages: Sequence[int]) -> str:
    return "".join(source[number - 1].get_textpage().get_text_range() for number in pages)


def _composed(source: Any, boxes: Sequence[Box], drawn: Sequence[int], dpi: int) -> bytes:
    with pypdfium2.PdfDocument.new() as made:
        for number in range(1, len(source) + 1):
            if number in drawn:
                page = source[number - 1]
                picture = rendered(page, dpi=dpi)
                mine = [box for box in boxes if box.page == number]
                width, height = page.get_size()
                pictures.add_page(made, blacked_out(picture, mine), width=width, height=height)
            else:
                _flatten(source[number - 1])
                made.import_pages(source, [number - 1])
        return strip(saved(made))[0]


def _flatten(page: Any) -> None:
    """Draw what is seen of notes, stamps and fields into the page; what they hold unseen goes."""
    pypdfium2.raw.FPDFPage_Flatten(page, pypdfium2.raw.FLAT_NORMALDISPLAY)
    page.close()


def saved(document: Any) -> bytes:
    """Return a document as bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _leftovers(made: bytes, hidden: set[str]) -> tuple[Leftover, ...]:
    words = sorted(word for word in hidden if len(word) >= SHORTEST)
    with pypdfium2.PdfDocument(made) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return tuple(
        Leftover(number, word)
        for number, text in enumerate(texts, 1)
        for word in words
        if word in "".join(text.split())
    )

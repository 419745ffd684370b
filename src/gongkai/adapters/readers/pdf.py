"""PDF files with a text layer into lines and grids (PDF 文字层), page by page."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from gongkai.adapters.readers.grids import compact
from gongkai.adapters.readers.pdf_columns import Aligned, aligned_tables
from gongkai.adapters.readers.pdf_furniture import without_furniture
from gongkai.adapters.readers.pdf_lines import Line, rows_of
from gongkai.adapters.readers.pdf_page import Page, read_page
from gongkai.adapters.readers.pdf_paragraphs import Paragraph, measure, paragraphs
from gongkai.adapters.readers.pdf_tables import Ruled, ruled_tables
from gongkai.adapters.readers.unreadable import Refusal, UnreadableError
from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.printed import Block, PrintedDocument, TextLine
from gongkai.core.reporting.report import Problem

Table = Ruled | Aligned

PAGE_LIMIT = 500
# A text layer whose fonts name no characters comes out as these.
NAMELESS = frozenset("\ufffd\ufffe\uffff")
NAMELESS_SHARE = 0.3


def read(data: bytes, path: str) -> PrintedDocument:
    """Read a PDF with a text layer. Places carry the page, tables are numbered over all pages.

    Raises:
        UnreadableError: It is locked, damaged, too long, or has no text layer.
    """
    with _opened(data) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count > PAGE_LIMIT:
            raise UnreadableError(Refusal.TOO_LARGE, f"{count} 页")
        pages = [page for index in range(count) if (page := read_page(document, index))]
    _check_text(pages, count)
    return PrintedDocument(path, tuple(_blocks(pages, path)), _problems(pages))


@contextlib.contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    # The buffer must outlive the document: pdfium reads from it page by page.
    buffer = ctypes.create_string_buffer(data, len(data))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise UnreadableError(Refusal.ENCRYPTED, "打开 PDF 需要密码")
        raise UnreadableError(Refusal.BROKEN, "PDF 结构不完整")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _check_text(pages: Sequence[Page], count: int) -> None:
    texts = [glyph.text for page in pages for glyph in page.glyphs if glyph.text != " "]
    if not texts:
        if any(page.has_picture for page in pages):
            raise UnreadableError(Refusal.SCAN, str(count))
        raise UnreadableError(Refusal.NO_TEXT, f"PDF 共 {count} 页")
    nameless = sum(1 for text in texts if text in NAMELESS or "\ue000" <= text <= "\uf8ff")
    if nameless > NAMELESS_SHARE * len(texts):
        raise UnreadableError(Refusal.NAMELESS_TEXT, f"{len(texts)} 个字中有 {nameless} 个")


def _problems(pages: Sequence[Page]) -> tuple[Problem, ...]:
    scanned = [
        str(page.number)
        for page in pages
        if page.has_picture and all(glyph.text == " " for glyph in page.glyphs)
    ]
    if not scanned:
        return ()
    refusal = Refusal.PAGES_WITHOUT_TEXT
    return (Problem(refusal.code, refusal.sentence("、".join(scanned))),)


def _blocks(pages: Sequence[Page], path: str) -> Iterator[Block]:
    """Return lines and grids of all pages in reading order."""
    tables, loose = _tables_and_lines(pages)
    lines = without_furniture(pages, loose)
    setting = measure([line for of_page in lines for line in of_page])
    count = 0
    waiting: list[Paragraph] = []
    for page, of_page, lines_of_page in zip(pages, tables, lines, strict=True):
        for stretch in _stretches(of_page, lines_of_page):
            if isinstance(stretch, list):
                before = waiting[-1] if waiting else None
                waiting.extend(paragraphs(stretch, page.number, setting, before))
                continue
            yield from _text_lines(waiting, path)
            waiting = []
            grid = compact(stretch.cells(), Place(path, page=page.number, table=count + 1))
            if grid is not None:
                count += 1
                yield grid
    yield from _text_lines(waiting, path)


def _tables_and_lines(pages: Sequence[Page]) -> tuple[list[list[Table]], list[list[Line]]]:
    """Return for each page its tables from top to bottom, and the lines outside of them."""
    tables: list[list[Table]] = []
    lines: list[list[Line]] = []
    for page in pages:
        ruled, outside = ruled_tables(page)
        aligned, loose = aligned_tables(rows_of(outside))
        tables.append(sorted([*ruled, *aligned], key=lambda table: table.top))
        lines.append(loose)
    return tables, lines


def _stretches(tables: Sequence[Table], lines: Sequence[Line]) -> Iterator[Table | list[Line]]:
    """Return tables and the lines between them, from top to bottom."""
    rest = list(lines)
    for table in tables:
        above = [line for line in rest if line.middle < table.top]
        if above:
            yield above
        rest = rest[len(above) :]
        yield table
    if rest:
        yield rest


def _text_lines(found: Sequence[Paragraph], path: str) -> Iterator[TextLine]:
    for paragraph in found:
        yield TextLine(paragraph.text, Place(path, page=paragraph.page))

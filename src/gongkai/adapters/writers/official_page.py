"""The page of an official document (公文版面) in Word after GB/T 9704: margins, grid, faces, page numbers."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

LINE = Pt(28.95)
"""The line pitch that sets 22 lines on a page of 225 mm."""
TITLE_FACE = ("方正小标宋简体", 22)
HEADING_FACE = ("黑体", 16)
SUBHEADING_FACE = ("楷体_GB2312", 16)
BODY_FACE = ("仿宋_GB2312", 16)
LATIN_FACE = "Times New Roman"


def set_face(run: Any, face: str, size: float) -> None:
    """Set the Chinese face too: Word takes it from w:eastAsia alone."""
    run.font.name = LATIN_FACE
    run.font.size = Pt(size)
    run.font.bold = False
    run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), face)


def set_page(document: Document) -> None:
    """Set A4 with the margins and the grid of 22 lines of 28 signs."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(28)
    grid = parse_xml(f'<w:docGrid {nsdecls("w")} w:type="linesAndChars" w:linePitch="579"/>')
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)


def add_page_numbers(document: Document) -> None:
    """Put — 1 — at the foot, in half-width Song of size four."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for piece in ("— ", "PAGE", " —"):
        run = paragraph.add_run("" if piece == "PAGE" else piece)
        set_face(run, "宋体", 14)
        if piece == "PAGE":
            _add_field(run)


def _add_field(run: Any) -> None:
    for kind in ("begin", None, "end"):
        if kind is None:
            code = OxmlElement("w:instrText")
            code.text = "PAGE"
            run._r.append(code)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)

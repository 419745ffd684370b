"""Annual reports as a Word document (公文) after GB/T 9704, tables merged as on the form."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt

from gongkai.adapters.writers.docx_tables import table_xml
from gongkai.adapters.writers.fixed_zip import EPOCH, without_clock
from gongkai.adapters.writers.official_page import (
    BODY_FACE,
    HEADING_FACE,
    LATIN_FACE,
    LINE,
    SUBHEADING_FACE,
    TITLE_FACE,
    add_page_numbers,
    set_face,
    set_page,
)
from gongkai.core.reporting.paper import Paragraph, ReportPaper, Role

FACES = {
    Role.TITLE: TITLE_FACE,
    Role.HEADING: HEADING_FACE,
    Role.SUBHEADING: SUBHEADING_FACE,
}
STYLES = {Role.TITLE: "Title", Role.HEADING: "Heading 1", Role.SUBHEADING: "Heading 2"}
ALIGNED = {
    Role.TITLE: WD_ALIGN_PARAGRAPH.CENTER,
    Role.SIGNATURE: WD_ALIGN_PARAGRAPH.RIGHT,
    Role.DATE: WD_ALIGN_PARAGRAPH.RIGHT,
}


def write_docx(papers: Sequence[ReportPaper]) -> bytes:
    """Return the reports as one document, each beginning on a new page; the same papers give the same bytes."""
    document = docx.Document()
    set_page(document)
    _styles(document)
    _properties(document, papers[0])
    add_page_numbers(document)
    for number, paper in enumerate(papers):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _report(document, paper)
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue())


def _report(document: Document, paper: ReportPaper) -> None:
    body = document.element.body
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            _paragraph(document, block)
        else:
            body.insert(len(body) - 1, parse_xml(table_xml(block)))


def _paragraph(document: Document, block: Paragraph) -> None:
    paragraph = document.add_paragraph(style=STYLES.get(block.role, "Normal"))
    face, size = FACES.get(block.role, BODY_FACE)
    set_face(paragraph.add_run(block.text), face, size)
    if block.role in ALIGNED:
        paragraph.alignment = ALIGNED[block.role]
    else:
        indent = OxmlElement("w:ind")
        indent.set(qn("w:firstLine"), "640")
        indent.set(qn("w:firstLineChars"), "200")
        paragraph._p.get_or_add_pPr().append(indent)


def _styles(document: Document) -> None:
    for role in (None, *STYLES):
        style: Any = document.styles[STYLES[role] if role else "Normal"]
        face, size = FACES[role] if role else BODY_FACE
        style.font.name, style.font.size, style.font.bold = LATIN_FACE, Pt(size), False
        style.font.color.rgb = None
        fonts = style.element.get_or_add_rPr().rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), face)
        _set_spacing(style, role)


def _set_spacing(style: Any, role: Role | None) -> None:
    spacing = style.paragraph_format
    spacing.space_before = Pt(0)
    spacing.space_after = LINE if role is Role.TITLE else Pt(0)
    spacing.line_spacing = LINE if role is not Role.TITLE else Pt(36)
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _properties(document: Document, paper: ReportPaper) -> None:
    properties = document.core_properties
    properties.title, properties.author = paper.title, paper.body
    properties.comments, properties.language = "", "zh-CN"
    properties.created = properties.modified = EPOCH

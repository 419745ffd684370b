"""A letter as a Word document (文书) after GB/T 9704, to be edited or sealed elsewhere."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from gongkai.adapters.writers.fixed_zip import EPOCH, without_clock
from gongkai.adapters.writers.letter_style import RED, LetterStyle
from gongkai.adapters.writers.official_page import (
    BODY_FACE,
    LATIN_FACE,
    LINE,
    TITLE_FACE,
    add_page_numbers,
    set_face,
    set_page,
)
from gongkai.core.casework.letters.layout import Line, Role, lines_of

SIGN = 320
"""Width of one sign of 16 points, in twentieths of a point."""


def write_letter_docx(text: str, *, style: LetterStyle) -> bytes:
    """Return the letter as one document; the same text always gives the same bytes."""
    document = docx.Document()
    set_page(document)
    _normal(document)
    add_page_numbers(document)
    lines = lines_of(text)
    properties = document.core_properties
    properties.title = next((line.text for line in lines if line.role is Role.TITLE), style.body)
    properties.author, properties.comments, properties.language = style.body, "", "zh-CN"
    properties.created = properties.modified = EPOCH
    if style.red:
        _red_head(document, style.red)
    previous = Role.TITLE
    for line in lines:
        _line(document, line, style, after=previous)
        previous = line.role
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue())


def _normal(document: Document) -> None:
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = LATIN_FACE, Pt(BODY_FACE[1])
    style.element.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), BODY_FACE[0])
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = LINE


def _red_head(document: Document, head: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(44)
    paragraph.paragraph_format.space_after = Pt(14)
    run = paragraph.add_run(head)
    set_face(run, TITLE_FACE[0], 30)
    run.font.color.rgb = RGBColor.from_string(RED)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="6" '
            f'w:color="{RED}"/></w:pBdr>'
        )
    )


def _line(document: Document, line: Line, style: LetterStyle, *, after: Role) -> None:
    paragraph = document.add_paragraph()
    role = line.role
    printed = style.printed(line.text) if role is Role.SIGNATURE else line.text
    face, size = TITLE_FACE if role is Role.TITLE else BODY_FACE
    set_face(paragraph.add_run(printed), face, size)
    if role is Role.TITLE:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing = Pt(36)
        _mark_heading(paragraph)
    elif role is Role.NUMBER:
        right = WD_ALIGN_PARAGRAPH.RIGHT if style.red else WD_ALIGN_PARAGRAPH.CENTER
        paragraph.alignment = right
        paragraph.paragraph_format.space_after = LINE
    elif role in (Role.SIGNATURE, Role.DATE):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _indent(paragraph, right=4)
        paragraph.paragraph_format.space_before = LINE * 2 if role is Role.SIGNATURE else Pt(0)
        paragraph.paragraph_format.keep_with_next = role is Role.SIGNATURE
    elif role is Role.ATTACHMENT:
        first = after is not Role.ATTACHMENT
        _indent(paragraph, left=2 if first else 5)
        paragraph.paragraph_format.space_before = LINE if first else Pt(0)
    elif role is Role.TEXT:
        _indent(paragraph, firstLine=2)


def _indent(paragraph: Any, **signs: int) -> None:
    """Set indents in whole signs, which python-docx has no words for, and in points for old readers."""
    indent = OxmlElement("w:ind")
    for name, count in signs.items():
        indent.set(qn(f"w:{name}Chars"), str(100 * count))
        indent.set(qn(f"w:{name}"), str(SIGN * count))
    properties = paragraph._p.get_or_add_pPr()
    properties.append(indent)


def _mark_heading(paragraph: Any) -> None:
    """Make the title a heading for screen readers without its usual look."""
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().append(level)

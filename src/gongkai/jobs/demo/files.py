"""Attachments made at load (演示附件): Word, Excel, PDF and a picture, with plain contents."""

from __future__ import annotations

import functools
import io
import json
from collections.abc import Sequence
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import typst
from docx import Document
from openpyxl import Workbook

FONTS = "manimgx_fonts_cjk"


def word(title: str, lines: Sequence[str]) -> bytes:
    """Return a Word document with a heading and paragraphs."""
    made = Document()
    made.add_heading(title, level=1)
    for line in lines:
        made.add_paragraph(line)
    return _bytes(made)


def workbook(title: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """Return a workbook with one sheet."""
    made = Workbook()
    sheet = made.active
    sheet.title = title[:31]
    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    return _bytes(made)


def pdf(title: str, lines: Sequence[str]) -> bytes:
    """Return a tagged PDF."""
    return _typeset(title, lines, "pdf")


def picture(title: str, lines: Sequence[str]) -> bytes:
    """Return a picture of a card with a few sentences (图解), as PNG."""
    return _typeset(title, lines, "png")


def _typeset(title: str, lines: Sequence[str], form: str) -> bytes:
    inputs = {
        "title": title,
        "lines": json.dumps(list(lines), ensure_ascii=False),
        "form": form,
    }
    source = resources.files("gongkai.jobs.demo").joinpath("paper.typ").read_bytes()
    made = _compiler().compile(source, format=form, sys_inputs=inputs, ppi=110.0, timestamp=0)
    return made[0] if isinstance(made, list) else made


@functools.cache
def _compiler() -> typst.Compiler:
    spec = find_spec(FONTS)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{FONTS} is not installed; it brings Noto Sans CJK")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(Path(spec.origin).parent)])
    return typst.Compiler(font_paths=fonts)


def _bytes(made: Document | Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()

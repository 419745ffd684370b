"""The volume (卷宗 PDF): cover, index with page numbers, every paper, note at the end.

Papers are numbered through from 1; cover, index and note carry no number. A paper that cannot be
shown as pages is replaced by a sheet that says so, and stays in the package as it is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

import pypdfium2

from gongkai.adapters.case_file.page_numbers import stamp
from gongkai.adapters.case_file.papers import Cover, IndexLine, PaperFile
from gongkai.adapters.redaction.convert import as_pdf
from gongkai.adapters.redaction.pdf import RedactionError, opened, saved
from gongkai.adapters.release_copies.pdf import strip
from gongkai.adapters.writers.plain_pdf import write_plain_pdf
from gongkai.adapters.writers.typesetting import typesetter
from gongkai.core.casework.letters.merging import in_words

PACKAGE = "gongkai.adapters.case_file"


@dataclass(frozen=True, slots=True)
class Volume:
    """The volume as PDF, its index, the number of numbered pages."""

    content: bytes
    index: tuple[IndexLine, ...]
    pages: int


def write_volume(cover: Cover, papers: Sequence[PaperFile]) -> Volume:
    """Return the case file with the papers in the order given.

    Raises:
        FontsMissingError: The package with the fallback font is not installed.
        typst.TypstError: The typesetter refused a text.
    """
    with ExitStack() as stack:
        index, sheets, first = [], [], 1
        for number, paper in enumerate(papers, 1):
            document, note = _sheets(paper)
            stack.callback(document.close)
            last = first + len(document) - 1
            index.append(IndexLine(number, paper, first, last, note))
            sheets.append(document)
            first = last + 1
        total = first - 1
        front = stack.enter_context(opened(_frame(cover, index, total, "front")))
        back = stack.enter_context(opened(_frame(cover, index, total, "back")))
        made = stack.enter_context(pypdfium2.PdfDocument.new())
        made.import_pages(front)
        for document in sheets:
            made.import_pages(document)
        for page in range(total):
            stamp(made, len(front) + page, page + 1)
        made.import_pages(back)
        return Volume(strip(saved(made))[0], tuple(index), total)


def _sheets(paper: PaperFile) -> tuple[Any, str]:
    """Return a paper as pages, and a note when they are not the paper itself."""
    try:
        return opened(as_pdf(paper.name, paper.content, title=paper.title)), ""
    except RedactionError as error:
        lines = [f"文件：{paper.name}", f"不能显示为页面：{error}", "原文件随移交包保存。"]
        return opened(write_plain_pdf(paper.title, lines)), "原文件另存"


def _frame(cover: Cover, index: Sequence[IndexLine], total: int, part: str) -> bytes:
    compiler, faces = typesetter()
    inputs = {
        "part": part,
        "cover": json.dumps(_cover(cover, total, len(index)), ensure_ascii=False),
        "index": json.dumps([_line(line) for line in index], ensure_ascii=False),
        "fonts": json.dumps(faces, ensure_ascii=False),
    }
    source = resources.files(PACKAGE).joinpath("volume.typ").read_bytes()
    compiled = compiler.compile(source, format="pdf", sys_inputs=inputs, timestamp=0)
    if not isinstance(compiled, bytes):
        raise TypeError("typst returned pages instead of one PDF")
    return compiled


def _cover(cover: Cover, total: int, papers: int) -> dict[str, str]:
    return {
        "body": cover.body,
        "number": cover.case_number,
        "title": cover.title,
        "applicant": cover.applicant,
        "received_on": _day(cover.received_on),
        "concluded_on": _day(cover.concluded_on),
        "outcome": cover.outcome,
        "retention": cover.retention,
        "filed_by": cover.filed_by,
        "checked_by": cover.checked_by,
        "filed_on": _day(cover.filed_on),
        "remarks": cover.remarks,
        "extent": f"本卷共 {papers} 件 {total} 页",
    }


def _line(line: IndexLine) -> list[str]:
    paper = line.paper
    note = "；".join(each for each in (paper.remark, line.note) if each)
    return [str(line.number), paper.author, paper.title, _day(paper.dated_on), line.pages, note]


def _day(day: date | None) -> str:
    return in_words(day) if day else ""

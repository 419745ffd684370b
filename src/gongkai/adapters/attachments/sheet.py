"""Spreadsheets (xlsx): every sheet, hidden ones too, row by row; comments; numbers that lost digits."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

import python_calamine

from gongkai.adapters.attachments import office_xml
from gongkai.adapters.attachments.contents import Part, UnreadableError

_COMMENTS = re.compile(r"xl/(?:comments\d*|threadedComments/[^/]+)\.xml|xl/comments/[^/]+\.xml")
EXACT = 10**15  # a number of more digits was rounded by the spreadsheet: an identity or card number


def parts(archive: zipfile.ZipFile, content: bytes) -> Iterator[Part]:
    """Yield the text of a workbook, a row a part.

    Raises:
        UnreadableError: The workbook is damaged.
    """
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    except python_calamine.CalamineError as error:
        raise UnreadableError("表格文件已损坏，无法打开。请重新导出后再上传。") from error
    for meta in workbook.sheets_metadata:
        hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
        label = f"工作表“{meta.name}”{'（隐藏）' if hidden else ''}"
        rows = workbook.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
        for number, row in enumerate(rows, 1):
            text = "\t".join(_shown(value) for value in row)
            if text.strip():
                yield Part(
                    f"{label}第 {number} 行",
                    text,
                    hidden,
                    residue="隐藏的工作表" if hidden else "",
                    lost_digits=any(_has_lost_digits(value) for value in row),
                )
    for name in filter(_COMMENTS.fullmatch, archive.namelist()):
        for element in office_xml.tree(archive, name).iter():
            if office_xml.local(element) in ("comment", "threadedComment"):
                where = f"单元格 {element.get('ref', '')} 的批注"
                yield Part(where, office_xml.text_of(element), hidden=True, residue="批注")
    yield from office_xml.properties(archive)
    yield from office_xml.pictures(archive)


def _shown(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _has_lost_digits(value: object) -> bool:
    """Return whether a cell holds a number too long to be exact (15 digits are kept)."""
    return isinstance(value, (int, float)) and abs(value) >= EXACT

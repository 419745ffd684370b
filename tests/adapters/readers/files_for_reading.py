"""Files made for the tests of the readers, and what was read from them in plain lists."""

from __future__ import annotations

import io
import zipfile

from gongkai.core.reporting.printed import Grid, PrintedDocument

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def plain(document: PrintedDocument) -> list:
    """Return the lines as strings and the grids as rows of texts; spans show as ``text[r x c]``."""
    return [_rows(block) if isinstance(block, Grid) else block.text for block in document.blocks]


def _rows(grid: Grid) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        spans = "" if (cell.rowspan, cell.colspan) == (1, 1) else f"[{cell.rowspan}x{cell.colspan}]"
        rows[cell.row].append(f"{cell.text}{spans}")
    return rows


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip package of the given parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def word(body: str, **parts: str) -> bytes:
    """Return a docx with the given WordprocessingML inside its body; further parts by name."""
    document = (
        f'<w:document xmlns:w="{WORD}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/'
        '2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        f' xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{body}</w:body></w:document>'
    )
    more = {f"word/{name}.xml": text for name, text in parts.items()}
    return zipped({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": document, **more})


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    """Return a table cell with one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str) -> str:
    """Return a table row."""
    return f"<w:tr>{''.join(cells)}</w:tr>"

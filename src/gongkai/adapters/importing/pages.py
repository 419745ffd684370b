"""Body texts out of files (正文文件): HTML pages by CSS selector, Word documents, plain text; as HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from selectolax.lexbor import LexborHTMLParser

from gongkai.adapters.readers.encoding import decode

USUAL = (
    "#zoom",
    "#UCAP-CONTENT",
    "#content",
    ".article-content",
    ".TRS_Editor",
    "article",
    "main",
    "body",
)
HEADING = re.compile(r"(?:Heading|标题) ([1-4])")


class PageError(Exception):
    """A file holds no body text that could be taken; the message says why."""


def inside(folder: Path, name: str) -> Path:
    """Return the file ``name`` under ``folder``; slashes of either kind, no way out of the folder.

    Raises:
        PageError: It leads out of the folder, or is not there.
    """
    place = (folder / name.replace("\\", "/").lstrip("/")).resolve()
    if not place.is_relative_to(folder.resolve()):
        raise PageError(f"“{name}”指向数据目录之外")
    if not place.is_file():
        raise PageError(f"数据目录里没有“{name}”")
    return place


def text_of(path: Path, *, select: Sequence[str] = ()) -> str:
    """Return the body text of a file as HTML, not yet cleaned.

    Raises:
        PageError: Unknown ending, nothing under the selectors, a damaged document.
    """
    ending = path.suffix.lower()
    if ending in (".html", ".htm", ".shtml"):
        return selected(decode(path.read_bytes()).text, select or USUAL, name=path.name)
    if ending == ".docx":
        return _word(path)
    if ending == ".txt":
        return plain(decode(path.read_bytes()).text)
    raise PageError(f"“{path.name}”不能作为正文。可以是 .html、.docx、.txt；其他格式请作为附件")


def selected(page: str, select: Sequence[str], *, name: str) -> str:
    """Return the inner HTML of the first element that one of the selectors finds.

    Raises:
        PageError: None of them finds anything.
    """
    tree = LexborHTMLParser(page)
    for one in select:
        found = tree.css_first(one)
        if found is not None and (found.text().strip() or found.css_first("img")):
            return str(found.inner_html or "")
    raise PageError(f"“{name}”里没有找到正文：{'、'.join(select)} 都没有内容")


def plain(text: str) -> str:
    """Return plain text as paragraphs."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines if line)


def _word(path: Path) -> str:
    try:
        document = docx.Document(BytesIO(path.read_bytes()))
    except Exception as error:
        raise PageError(f"“{path.name}”不是完好的 Word 文档") from error
    return "".join(_blocks(document))


def _blocks(document: Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield _table(block)
        elif block.text.strip():
            yield _paragraph(block)


def _paragraph(block: Paragraph) -> str:
    found = HEADING.match(block.style.name or "") if block.style else None
    tag = f"h{min(int(found[1]) + 1, 4)}" if found else "p"
    return f"<{tag}>{html.escape(block.text.strip())}</{tag}>"


def _table(block: Table) -> str:
    lines = (
        "".join(f"<td>{html.escape(cell.text.strip())}</td>" for cell in row.cells)
        for row in block.rows
    )
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"

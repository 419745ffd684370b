"""Word files (docx): every run of text, with deletions, comments and hidden runs told apart."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from gongkai.adapters.attachments import office_xml
from gongkai.adapters.attachments.contents import Part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STORIES = (
    (re.compile(r"word/document\.xml"), "正文", False),
    (re.compile(r"word/header\d*\.xml"), "页眉", False),
    (re.compile(r"word/footer\d*\.xml"), "页脚", False),
    (re.compile(r"word/(?:footnotes|endnotes)\.xml"), "注释", False),
    (re.compile(r"word/comments\w*\.xml"), "批注", True),
)


def parts(archive: zipfile.ZipFile) -> Iterator[Part]:
    """Yield the text of a Word file paragraph by paragraph.

    Raises:
        UnreadableError: A part is not XML.
    """
    for name in archive.namelist():
        for pattern, where, hidden in _STORIES:
            if pattern.fullmatch(name):
                yield from _story(office_xml.tree(archive, name), where, hidden)
    yield from office_xml.properties(archive)
    yield from office_xml.pictures(archive)


def _story(root: etree._Element, where: str, hidden: bool) -> Iterator[Part]:  # noqa: FBT001
    for number, paragraph in enumerate(root.iter(f"{W}p"), 1):
        place = f"{where}第 {number} 段"
        yield from _paragraph(paragraph, place, hidden)


def _paragraph(paragraph: etree._Element, place: str, hidden: bool) -> Iterator[Part]:  # noqa: FBT001
    seen, unseen, deleted = [], [], []
    for element in paragraph.iter(f"{W}t", f"{W}delText", f"{W}tab"):
        # A text box holds paragraphs of its own, which are read by themselves.
        if next(element.iterancestors(f"{W}p")) is not paragraph:
            continue
        text = "\t" if element.tag == f"{W}tab" else (element.text or "")
        if element.tag == f"{W}delText":
            deleted.append(text)
        elif _is_vanished(element):
            unseen.append(text)
        else:
            seen.append(text)
    for pieces, name, residue in (
        (seen, place, "批注" if hidden else ""),
        (unseen, f"{place}的隐藏文字", "隐藏文字"),
        (deleted, f"{place}修订中删去的内容", "未接受的修订"),
    ):
        if "".join(pieces).strip():
            yield Part(name, "".join(pieces), hidden=bool(residue), residue=residue)


def _is_vanished(element: etree._Element) -> bool:
    run = next(element.iterancestors(f"{W}r"), None)
    return run is not None and run.find(f"{W}rPr/{W}vanish") is not None

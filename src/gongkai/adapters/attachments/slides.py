"""Slides (pptx): every slide, its notes, comments."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from gongkai.adapters.attachments import office_xml
from gongkai.adapters.attachments.contents import Part

_STORIES = (
    (re.compile(r"ppt/slides/slide(\d+)\.xml"), "第 {} 张幻灯片", False),
    (re.compile(r"ppt/notesSlides/notesSlide(\d+)\.xml"), "第 {} 张幻灯片的备注", True),
    (re.compile(r"ppt/comments/\D*(\d+)\.xml"), "批注 {}", True),
)


def parts(archive: zipfile.ZipFile) -> Iterator[Part]:
    """Yield the text of a slide show, a slide a part.

    Raises:
        UnreadableError: A part is not XML.
    """
    for name in archive.namelist():
        for pattern, where, hidden in _STORIES:
            found = pattern.fullmatch(name)
            if found:
                text = "\n".join(
                    str(element.text)
                    for element in office_xml.tree(archive, name).iter()
                    if office_xml.local(element) in ("t", "text") and element.text
                )
                if text:
                    yield Part(
                        where.format(found.group(1)),
                        text,
                        hidden,
                        residue="备注或批注" if hidden else "",
                    )
    yield from office_xml.properties(archive)
    yield from office_xml.pictures(archive)

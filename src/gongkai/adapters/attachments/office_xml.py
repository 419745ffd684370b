"""What Word, spreadsheet and slide packages share: safe XML, properties, pictures."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from gongkai.adapters.attachments import codes
from gongkai.adapters.attachments.contents import Part, UnreadableError

_PROPERTIES = re.compile(r"docProps/[^/]+\.xml")
_PICTURES = re.compile(r"(?:word|xl|ppt)/media/[^/]+\.(?:png|jpe?g|gif|bmp)", re.IGNORECASE)


def tree(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """Parse one XML part: no entities, no network.

    Raises:
        UnreadableError: The part is not XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(archive.read(name), parser)
    except (etree.XMLSyntaxError, zipfile.BadZipFile) as error:
        raise UnreadableError(f"文件已损坏（{name}）。请重新导出后再上传。") from error


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for comments."""
    tag: object = element.tag  # comments and instructions have a function here, not a name
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: etree._Element) -> str:
    """Return all text below an element."""
    return "".join(str(piece) for piece in element.itertext())


def properties(archive: zipfile.ZipFile) -> Iterator[Part]:
    """Yield author, title and other properties of the package."""
    for name in filter(_PROPERTIES.fullmatch, archive.namelist()):
        for element in tree(archive, name).iter():
            if len(element) == 0 and (element.text or "").strip():
                yield Part(f"文件属性（{local(element)}）", str(element.text), hidden=True)


def pictures(archive: zipfile.ZipFile) -> Iterator[Part]:
    """Yield what QR codes inside the package's pictures say."""
    for name in filter(_PICTURES.fullmatch, archive.namelist()):
        yield from codes.in_image(archive.read(name), f"图片 {name.rpartition('/')[2]}")

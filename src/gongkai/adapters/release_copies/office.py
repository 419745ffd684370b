"""Word, Excel, PowerPoint and OFD files without author, firm, program and times (文档属性清除)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from gongkai.adapters.attachments.contents import UnreadableError, opened
from gongkai.adapters.release_copies.errors import AttachmentError

CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
CUSTOM = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
)
EMPTIED = {
    "docProps/core.xml": (CORE, "作者、修改人和时间"),
    "docProps/app.xml": (APP, "单位和软件信息"),
    "docProps/custom.xml": (CUSTOM, "自定义属性"),
}
AUTHORS = re.compile(rb' (w:author|w:initials|w15:userId|w15:providerId)="[^"]*"')
REVISIONS = re.compile(rb' w:rsid\w*="[0-9A-Fa-f]*"')
OFD_INFO = re.compile(
    rb"<(?P<tag>ofd:(?:Author|Creator|CreatorVersion|CreationDate|ModDate|CustomDatas))\b[^>]*>"
    rb".*?</(?P=tag)>",
    re.DOTALL,
)
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def holds(content: bytes, name: str) -> bool:
    """Return whether an archive holds a part whose name begins with ``name``.

    Raises:
        AttachmentError: The archive is damaged, encrypted or unpacks to too much.
    """
    return any(entry.startswith(name) for entry in _open(content).namelist())


def _open(content: bytes) -> zipfile.ZipFile:
    try:
        return opened(content)
    except UnreadableError as error:
        raise AttachmentError(str(error)) from error


def strip_ooxml(content: bytes) -> tuple[bytes, list[str]]:
    """Return an office file with empty properties, no revision marks of authors, no thumbnail."""
    removed: set[str] = set()

    def part(name: str, body: bytes) -> bytes:
        if name in EMPTIED:
            empty, label = EMPTIED[name]
            if body.strip() != empty.strip():
                removed.add(label)
            return empty
        if name.endswith(".xml") and name.startswith("word/"):
            return _without_marks(body, removed)
        return body

    return _rewrite(content, part), sorted(removed)


def _without_marks(body: bytes, removed: set[str]) -> bytes:
    without, count = AUTHORS.subn(lambda found: b" " + found[1] + b'=""', body)
    if count:
        removed.add("修订和批注的署名")
    return REVISIONS.sub(b"", without)


def strip_ofd(content: bytes) -> tuple[bytes, list[str]]:
    """Return an OFD without author, program and times; a signed one stays whole, or its seal breaks."""
    archive = _open(content)
    if any("Signatures.xml" in name for name in archive.namelist()):
        return content, []
    removed: set[str] = set()

    def part(name: str, body: bytes) -> bytes:
        if name != "OFD.xml":
            return body
        without, count = OFD_INFO.subn(b"", body)
        if count:
            removed.add("作者、软件和时间")
        return without

    return _rewrite(content, part), sorted(removed)


def _rewrite(content: bytes, part: Callable[[str, bytes], bytes]) -> bytes:
    out = BytesIO()
    with _open(content) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            fresh = zipfile.ZipInfo(entry.filename, LONG_AGO)
            fresh.compress_type = entry.compress_type
            made.writestr(fresh, part(entry.filename, archive.read(entry)))
    return out.getvalue()

"""PDF files without author, program, times and XMP (PDF 属性清除).

Values are blanked in place, byte for byte, so that tags, bookmarks and links stay as they are. What
cannot be blanked so (properties inside compressed objects) is freed by taking the pages into a new
file; what is still there after that is refused.
"""

from __future__ import annotations

import re
from io import BytesIO

import pypdfium2

from gongkai.adapters.release_copies.errors import AttachmentError

INFO = re.compile(rb"/Info\s+(\d+)\s+(\d+)\s+R")
KEYS = (
    "Author",
    "Creator",
    "Producer",
    "CreationDate",
    "ModDate",
    "Keywords",
    "Subject",
    "Company",
)
TOLD = ("Author", "Creator", "Producer", "CreationDate", "ModDate", "Keywords", "Subject")
KEY = re.compile(rb"/(" + "|".join(KEYS).encode() + rb")\s*(?=[(<])")
XMP = re.compile(rb"<\?xpacket begin=.*?<\?xpacket end=.*?\?>", re.DOTALL)
LABELS = {
    "Author": "作者",
    "Creator": "软件信息",
    "Producer": "软件信息",
    "CreationDate": "创建时间",
    "ModDate": "修改时间",
    "Keywords": "关键词",
    "Subject": "主题",
}


def strip(content: bytes) -> tuple[bytes, list[str]]:
    """Return a PDF without document properties, and the names of what went.

    Raises:
        AttachmentError: It cannot be opened, or its properties cannot be taken out.
    """
    told = properties(content)
    has_xmp = b"/Metadata" in content
    if not told and not has_xmp:
        return content, []
    removed = sorted({LABELS[key] for key in told} | ({"XMP 元数据"} if has_xmp else set()))
    blanked = _blank(content)
    if not properties(blanked) and not _left(blanked):
        return blanked, removed
    remade = _blank(_remake(content))  # the library writes its own name into the new file
    if properties(remade):
        raise AttachmentError("PDF 的文档属性无法清除。请用“打印为 PDF”重新导出后上传")
    return remade, removed


def properties(content: bytes) -> list[str]:
    """Return the names of the document properties that hold something.

    Raises:
        AttachmentError: The file is damaged or asks for a password.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise AttachmentError("PDF 无法打开，可能已损坏或设有密码。请重新导出后上传") from error
    try:
        return [key for key in TOLD if document.get_metadata_value(key).strip()]
    finally:
        document.close()


def _left(content: bytes) -> bool:
    """Return whether XMP is left that could not be blanked: a compressed metadata stream."""
    streams = re.findall(rb"/Type\s*/Metadata[^>]*>>\s*stream\r?\n(.{0,16})", content, re.DOTALL)
    return any(start.strip() for start in streams)


def _blank(content: bytes) -> bytes:
    out = bytearray(content)
    for found in XMP.finditer(content):
        out[found.start() : found.end()] = b" " * (found.end() - found.start())
    for number, generation in set(INFO.findall(content)):
        head = re.compile(rb"(?<!\d)" + number + rb"\s+" + generation + rb"\s+obj\b")
        for found in head.finditer(content):
            end = content.find(b"endobj", found.end())
            _blank_values(out, found.end(), end if end >= 0 else len(content))
    return bytes(out)


def _blank_values(out: bytearray, start: int, end: int) -> None:
    for found in KEY.finditer(bytes(out), start, end):
        begin = found.end()
        close = _string_end(out, begin, end)
        out[begin + 1 : close] = b" " * (close - begin - 1)


def _string_end(data: bytearray, begin: int, end: int) -> int:
    if data[begin] == ord("<"):
        close = data.find(b">", begin, end)
        return close if close >= 0 else begin + 1
    depth, position = 0, begin
    while position < end:
        byte = data[position]
        if byte == ord("\\"):
            position += 2
            continue
        depth += (byte == ord("(")) - (byte == ord(")"))
        if depth == 0:
            return position
        position += 1
    return begin + 1


def _remake(content: bytes) -> bytes:
    source = pypdfium2.PdfDocument(content)
    made = pypdfium2.PdfDocument.new()
    try:
        made.import_pages(source)
        out = BytesIO()
        made.save(out)
    finally:
        made.close()
        source.close()
    return out.getvalue()

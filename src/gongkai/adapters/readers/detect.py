"""What kind of file this is (文件种类): told from its bytes, never from its name."""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING

from gongkai.adapters.readers.encoding import Decoded, decode
from gongkai.adapters.readers.unreadable import Refusal, UnreadableError

if TYPE_CHECKING:
    from gongkai.adapters.readers.archive import Archive


class FileKind(enum.Enum):
    """The kinds that a reader takes; LEGACY goes through LibreOffice first."""

    TEXT = "text"
    HTML = "html"
    MHTML = "mhtml"
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    JSON = "json"
    LEGACY = "legacy"


HEAD = 4096
# One in so many is too many for a text.
TOO_MANY = 20
CONTROL_BYTES = re.compile(rb"[\x00-\x06\x0e-\x19\x1c-\x1f]")
CONTROLS = re.compile("[\x00-\x06\x0e-\x19\x1c-\x1f\ufffd]")
PICTURES = (
    (re.compile(rb"\x89PNG\r\n"), "PNG"),
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"GIF8[79]a"), "GIF"),
    (re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL), "BMP"),
    (re.compile(rb"II\*\0|MM\0\*"), "TIFF"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "WebP"),
    (re.compile(rb".{4}ftyp(?:hei|mif|avif)", re.DOTALL), "HEIC/AVIF"),
    (re.compile(rb"\xd7\xcd\xc6\x9a|.{40} EMF", re.DOTALL), "WMF/EMF"),
)
PROGRAMS = (
    (re.compile(rb"\x7fELF"), "ELF"),
    (re.compile(rb"MZ(?=.{62})", re.DOTALL), "Windows 程序"),
    (re.compile(rb"\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe|\xfe\xed\xfa[\xce\xcf]"), "Mach-O 或 Java"),
)
ARCHIVES = (
    (re.compile(rb"\x1f\x8b"), "gzip"),
    (re.compile(rb"7z\xbc\xaf\x27\x1c"), "7z"),
    (re.compile(rb"Rar!\x1a\x07"), "RAR"),
    (re.compile(rb"BZh\d"), "bzip2"),
    (re.compile(rb"\xfd7zXZ\0"), "xz"),
    (re.compile(rb".{257}ustar", re.DOTALL), "tar"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|table|tbody|tr|td|div|p|h[1-6]|span|center|font"
    r"|section|article|main|ul|ol|a|b|strong|style|script|base|link)\b",
    re.IGNORECASE,
)
HTML_INSIDE = re.compile(r"</(?:td|tr|table|p|div|body|html)\s*>", re.IGNORECASE)
PROLOGUE = re.compile(r"\s*(?:<\?xml.*?\?>\s*|<!--.*?-->\s*)*", re.DOTALL)


def detect(data: bytes) -> FileKind:
    """Return the kind of file ``data`` is.

    Raises:
        UnreadableError: No reader takes such a file; the message says what it is.
    """
    return recognise(data)[0]


def recognise(data: bytes) -> tuple[FileKind, Decoded | None]:
    """Return the kind of file, and its text where that had to be decoded to tell.

    Raises:
        UnreadableError: No reader takes such a file; the message says what it is.
    """
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise UnreadableError(Refusal.EMPTY)
    head = data[:HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        # Only packages need an XML library, which takes longer to load than a text to read.
        from gongkai.adapters.readers.archive import open_archive

        return _in_archive(open_archive(data)), None
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF, None
    if head.startswith(OLE):
        return _in_compound(data), None
    if head.lstrip().startswith(b"{\\rtf"):
        return FileKind.LEGACY, None
    for signatures, refusal in (
        (PICTURES, Refusal.PICTURE),
        (PROGRAMS, Refusal.PROGRAM),
        (ARCHIVES, Refusal.ARCHIVE),
    ):
        for signature, name in signatures:
            if signature.match(head):
                raise UnreadableError(refusal, name)
    decoded = _decoded(data)
    return _in_text(decoded.text), decoded


def _in_archive(archive: Archive) -> FileKind:
    if "word/document.xml" in archive.names or archive.main_part("wordprocessingml"):
        return FileKind.DOCX
    if "xl/workbook.xml" in archive.names:
        return FileKind.XLSX
    if "xl/workbook.bin" in archive.names:
        raise UnreadableError(Refusal.UNSUPPORTED, "二进制工作簿（xlsb）")
    if "OFD.xml" in archive.names:
        raise UnreadableError(Refusal.UNSUPPORTED, " OFD 版式文件")
    if archive.startswith("ppt/"):
        raise UnreadableError(Refusal.UNSUPPORTED, "演示文稿（pptx）")
    if "mimetype" in archive.names and "content.xml" in archive.names:
        if b"opendocument.text" not in archive.read("mimetype"):
            raise UnreadableError(Refusal.UNSUPPORTED, "开放文档的表格或演示文稿（ods、odp）")
        return FileKind.LEGACY
    raise UnreadableError(Refusal.ARCHIVE, f"zip，{len(archive.names)} 个文件")


def _in_compound(data: bytes) -> FileKind:
    """Tell the kind of an OLE compound file by the names in its directory."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise UnreadableError(Refusal.ENCRYPTED, "带密码的 Office 文件")
    if holds("PowerPoint Document"):
        raise UnreadableError(Refusal.UNSUPPORTED, "演示文稿（ppt）")
    if holds("WordDocument") or holds("WpsDocument"):
        return FileKind.LEGACY
    if holds("Workbook") or holds("Book"):
        return FileKind.XLSX
    raise UnreadableError(Refusal.UNKNOWN, "OLE 复合文件")


def _in_text(text: str) -> FileKind:
    start = PROLOGUE.match(text)
    body = text[start.end() if start else 0 :][:HEAD]
    if body.startswith(("{", "[")) and '"schema"' in body and "gongkai." in body:
        return FileKind.JSON
    if body[:5].lower().startswith("<svg") or "<!DOCTYPE svg" in body[:200]:
        raise UnreadableError(Refusal.PICTURE, "SVG")
    if re.match(r"<(?:w:wordDocument|pkg:package|office:document)\b", body):
        return FileKind.LEGACY
    if re.match(r"MIME-Version:|From: <Saved by", body, re.IGNORECASE) and "multipart" in body:
        return FileKind.MHTML
    if HTML_START.match(body) or HTML_INSIDE.search(text):
        return FileKind.HTML
    return FileKind.TEXT


def _decoded(data: bytes) -> Decoded:
    """Return the text, or refuse what has too many control characters or too little sense."""
    head = data[:HEAD]
    if len(CONTROL_BYTES.findall(head)) * TOO_MANY > len(head):
        # Such bytes are an honest half of UTF-16, and nothing else that is text.
        beginning = decode(head).text
        if len(CONTROLS.findall(beginning)) * TOO_MANY > len(beginning):
            raise UnreadableError(Refusal.UNKNOWN, f"开头为 {data[:8].hex(' ')}")
    decoded = decode(data)
    if decoded.damaged * TOO_MANY > len(decoded.text):
        raise UnreadableError(Refusal.UNKNOWN, f"开头为 {data[:8].hex(' ')}")
    return decoded

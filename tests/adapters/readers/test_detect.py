import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.adapters.readers import docx
from gongkai.adapters.readers.archive import open_archive
from gongkai.adapters.readers.detect import FileKind, detect
from gongkai.adapters.readers.unreadable import Refusal, UnreadableError
from tests.adapters.readers.files_for_reading import WORD, paragraph, word, zipped

TEXT = "一、总体情况\n本机关2021年收到政府信息公开申请12件。\n"
ODF = "application/vnd.oasis.opendocument."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def ole(name: str) -> bytes:
    return OLE + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (TEXT.encode(), FileKind.TEXT),
        (TEXT.encode("gb18030"), FileKind.TEXT),
        (TEXT.encode("utf-16"), FileKind.TEXT),
        (b"<!DOCTYPE html><html><body>x</body></html>", FileKind.HTML),
        ("\ufeff  <HTML><body>x".encode(), FileKind.HTML),
        (b"<?xml version='1.0'?><!-- x --><html xmlns='x'/>", FileKind.HTML),
        ("正文\n<table><tr><td>1</td></tr></table>".encode(), FileKind.HTML),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>", FileKind.MHTML),
        (b"%PDF-1.7\n", FileKind.PDF),
        (b'{"schema": "gongkai.report/1", "documents": []}', FileKind.JSON),
        (word(paragraph("x")), FileKind.DOCX),
        (zipped({"xl/workbook.xml": "x"}), FileKind.XLSX),
        (zipped({"mimetype": ODF + "text", "content.xml": "x"}), FileKind.LEGACY),
        (ole("WordDocument"), FileKind.LEGACY),
        (ole("Workbook"), FileKind.XLSX),
        (b"{\\rtf1 x}", FileKind.LEGACY),
    ],
    ids=lambda value: value.value if isinstance(value, FileKind) else "",
)
def test_content_tells_the_kind(data, kind):
    assert detect(data) is kind


REFUSED = {
    "空文件": (b"", Refusal.EMPTY),
    "只有空白": (b" \r\n\t\n", Refusal.EMPTY),
    "PNG 图片": (b"\x89PNG\r\n\x1a\n" + bytes(50), Refusal.PICTURE),
    "JPEG 图片": (b"\xff\xd8\xff\xe0" + bytes(50), Refusal.PICTURE),
    "TIFF 图片": (b"II*\0" + bytes(50), Refusal.PICTURE),
    "WebP 图片": (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(50), Refusal.PICTURE),
    "SVG 图片": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refusal.PICTURE),
    "ELF 程序": (b"\x7fELF\x02\x01\x01" + bytes(50), Refusal.PROGRAM),
    "Windows 程序": (b"MZ\x90\0" + bytes(80), Refusal.PROGRAM),
    "gzip": (b"\x1f\x8b\x08" + bytes(50), Refusal.ARCHIVE),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(50), Refusal.ARCHIVE),
    "普通压缩包": (zipped({"a.txt": "x"}), Refusal.ARCHIVE),
    "残缺的压缩包": (b"PK\x03\x04" + bytes(100), Refusal.BROKEN),
    "OFD": (zipped({"OFD.xml": "x"}), Refusal.UNSUPPORTED),
    "演示文稿": (zipped({"ppt/presentation.xml": "x"}), Refusal.UNSUPPORTED),
    "开放文档的表格": (
        zipped({"mimetype": ODF + "spreadsheet", "content.xml": "x"}),
        Refusal.UNSUPPORTED,
    ),
    "二进制工作簿": (zipped({"xl/workbook.bin": "x"}), Refusal.UNSUPPORTED),
    "加密的 Office 文件": (ole("EncryptedPackage"), Refusal.ENCRYPTED),
    "不明的复合文件": (OLE, Refusal.UNKNOWN),
    "二进制": (bytes(range(256)) * 8, Refusal.UNKNOWN),
}


@pytest.mark.parametrize(("data", "refusal"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_refused_by_name(data, refusal):
    with pytest.raises(UnreadableError) as refused:
        detect(data)
    assert refused.value.refusal is refusal
    assert "{" not in refused.value.message


def test_a_locked_zip_is_refused():
    buffer = io.BytesIO(word(paragraph("x")))
    data = bytearray(buffer.getvalue())
    data[6] |= 1  # the flag of the first local header …
    start = data.rindex(b"PK\x01\x02")
    data[start + 8] |= 1  # … and of one directory entry
    with pytest.raises(UnreadableError) as refused:
        detect(bytes(data))
    assert refused.value.refusal is Refusal.ENCRYPTED


def test_a_bomb_is_refused_from_its_directory():
    bomb = zipped({"word/document.xml": bytes(40 * 1024 * 1024)})
    assert len(bomb) < 100_000
    with pytest.raises(UnreadableError) as refused:
        detect(bomb)
    assert refused.value.refusal is Refusal.BOMB


def test_too_many_entries_are_refused():
    with pytest.raises(UnreadableError) as refused:
        detect(zipped({f"{number}": "" for number in range(5_001)}))
    assert refused.value.refusal is Refusal.BOMB


def test_a_white_picture_is_no_bomb():
    data = zipped({"word/document.xml": "x", "word/media/blank.bmp": bytes(20 * 1024 * 1024)})
    assert detect(data) is FileKind.DOCX


def test_a_lying_size_is_damage_not_a_bomb():
    data = bytearray(zipped({"word/document.xml": b"<x/>" * 1000}))
    start = data.rindex(b"PK\x01\x02")
    data[start + 24 : start + 28] = (10).to_bytes(4, "little")
    with pytest.raises(UnreadableError) as refused:
        open_archive(bytes(data)).read("word/document.xml")
    assert refused.value.refusal is Refusal.BROKEN


@pytest.mark.parametrize(
    ("source", "refusal"),
    [
        ("<!DOCTYPE x [<!ENTITY a 'aaaaaaaa'>]><x>&a;</x>", Refusal.ENTITIES),
        ("<a>" * 100_000, Refusal.TOO_DEEP),
        ("<a><b></a>", Refusal.BROKEN),
        (f'<w:document xmlns:w="{WORD}"/>', Refusal.BROKEN),
    ],
    ids=["实体声明", "十万层嵌套", "残缺的 XML", "没有正文"],
)
def test_hostile_xml_inside_a_package(source, refusal):
    with pytest.raises(UnreadableError) as refused:
        docx.read(zipped({"word/document.xml": source}), "x")
    assert refused.value.refusal is refusal


def test_an_unknown_compression_is_refused():
    data = bytearray(word(paragraph("x")))
    for start in (data.index(b"word/document.xml") - 30 + 8,):
        data[start : start + 2] = b"\x63\x00"
    start = data.rindex(b"word/document.xml") - 46 + 10
    data[start : start + 2] = b"\x63\x00"
    with pytest.raises(UnreadableError) as refused:
        docx.read(bytes(data), "x")
    assert refused.value.refusal is Refusal.BROKEN


def test_every_refusal_has_a_number_of_its_own():
    codes = [refusal.code for refusal in Refusal]
    assert len(set(codes)) == len(codes)
    assert all("R-01" <= code <= "R-29" for code in codes)
    assert all(refusal.sentence("甲").endswith("。") for refusal in Refusal)


def outcome(read, *arguments) -> str:
    try:
        read(*arguments)
    except UnreadableError as error:
        return error.message
    return "读到了。"


@settings(deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_named_or_refused(data):
    assert outcome(detect, data).endswith("。")


@settings(deadline=None)
@given(st.binary(max_size=500), st.integers(0, 400), st.integers(0, 255))
def test_a_damaged_package_is_read_or_refused(tail, place, byte):
    data = bytearray(word(paragraph("政府信息公开")))
    data[place % len(data)] = byte
    assert outcome(docx.read, bytes(data) + tail, "x").endswith("。")

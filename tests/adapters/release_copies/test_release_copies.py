"""Copies for release: the hidden properties are gone, the content is the same."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import openpyxl
import pypdfium2
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from gongkai.adapters.release_copies import pdf
from gongkai.adapters.release_copies.errors import AttachmentError
from gongkai.adapters.release_copies.examine import examine


def a_docx() -> bytes:
    document = docx.Document()
    document.core_properties.author = "李某"
    document.core_properties.last_modified_by = "王某"
    document.add_paragraph("供水检修公告")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def an_xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = "李某"
    book.active["A1"] = "年度"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def a_jpeg(turn: int = 1) -> bytes:
    image = Image.new("RGB", (8, 6), "red")
    exif = Image.Exif()
    exif[0x010F] = "PHONEMAKER"
    exif[0x0112] = turn
    out = BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"in the office")
    return out.getvalue()


def a_png() -> bytes:
    info = PngInfo()
    info.add_text("Author", "Li")
    out = BytesIO()
    Image.new("RGB", (8, 6), "blue").save(out, "PNG", pnginfo=info)
    return out.getvalue()


def a_gif() -> bytes:
    out = BytesIO()
    frames = [Image.new("P", (8, 6), number) for number in (1, 2)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], loop=0, comment=b"secret")
    return out.getvalue()


def a_pdf(**metadata: str) -> bytes:
    from reportlab.pdfgen import canvas

    out = BytesIO()
    page = canvas.Canvas(out)
    page.setAuthor(metadata.get("author", "Li (of the office)"))
    page.setTitle("Notice")
    page.setKeywords("water")
    page.drawString(100, 700, "Notice on water supply")
    page.save()
    return out.getvalue()


def test_a_word_file_loses_its_authors_and_keeps_its_text():
    found = examine("公告.docx", a_docx())
    document = docx.Document(BytesIO(found.released))
    assert [paragraph.text for paragraph in document.paragraphs] == ["供水检修公告"]
    assert document.core_properties.author == ""
    assert document.core_properties.last_modified_by == ""
    assert "作者、修改人和时间" in found.removed
    assert found.digest != found.released_digest


def test_comments_and_revisions_lose_their_names():
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(a_docx())) as source,
        zipfile.ZipFile(out, "w") as made,
    ):
        for entry in source.infolist():
            body = source.read(entry)
            if entry.filename == "word/document.xml":
                body = body.replace(b"<w:p>", b'<w:p w:rsidR="00AB12CD">', 1)
                mark = b'<w:ins w:id="1" w:author="Li" w:date="2026-01-01T00:00:00Z"></w:ins>'
                body = body.replace(b"<w:sectPr", mark + b"<w:sectPr", 1)
            made.writestr(entry.filename, body)
    found = examine("公告.docx", out.getvalue())
    with zipfile.ZipFile(BytesIO(found.released)) as archive:
        body = archive.read("word/document.xml")
    assert b"Li" not in body
    assert b"00AB12CD" not in body
    assert "修订和批注的署名" in found.removed


def test_a_spreadsheet_loses_its_creator_and_keeps_its_cells():
    found = examine("表.xlsx", an_xlsx())
    book = openpyxl.load_workbook(BytesIO(found.released))
    assert book.active["A1"].value == "年度"
    with zipfile.ZipFile(BytesIO(found.released)) as archive:
        assert "李某".encode() not in archive.read("docProps/core.xml")


@pytest.mark.parametrize(
    ("name", "made", "secret"),
    [
        ("图.png", a_png, b"Author"),
        ("图.jpg", a_jpeg, b"PHONEMAKER"),
        ("图.jpg", a_jpeg, b"in the office"),
        ("图.gif", a_gif, b"secret"),
    ],
    ids=["png", "拍摄信息", "注释", "gif"],
)
def test_a_picture_loses_what_is_not_the_picture(name, made, secret):
    content = made()
    found = examine(name, content)
    assert secret in content
    assert secret not in found.released
    before, after = Image.open(BytesIO(content)), Image.open(BytesIO(found.released))
    assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()
    assert getattr(after, "n_frames", 1) == getattr(before, "n_frames", 1)
    assert found.removed


def test_a_turned_photo_stays_turned():
    found = examine("图.jpg", a_jpeg(turn=6))
    assert Image.open(BytesIO(found.released)).getexif()[0x0112] == 6


def test_what_stands_after_the_end_of_a_picture_goes():
    for name, made in (("图.png", a_png), ("图.jpg", a_jpeg)):
        found = examine(name, made() + b"hidden payload")
        assert b"hidden payload" not in found.released
        assert "图片末尾之后的数据" in found.removed


def test_a_pdf_loses_its_author_in_place():
    content = a_pdf()
    found = examine("公告.pdf", content)
    assert len(found.released) == len(content)
    assert b"of the office" not in found.released
    assert pdf.properties(found.released) == []
    assert set(found.removed) >= {"作者", "软件信息", "创建时间"}
    document = pypdfium2.PdfDocument(found.released)
    assert "Notice on water supply" in document[0].get_textpage().get_text_range()
    document.close()


def test_a_pdf_with_compressed_metadata_is_made_anew():
    content = a_pdf()
    stream = (
        b"<< /Type /Metadata /Subtype /XML /Filter /FlateDecode /Length 9 >>\nstream\nx\x9cabcdefg"
    )
    spoiled = content.replace(b"%%EOF", b"9999 0 obj\n" + stream + b"\nendstream\nendobj\n%%EOF")
    released, removed = pdf.strip(spoiled)
    assert pdf.properties(released) == []
    assert b"/Metadata" not in released
    assert "XMP 元数据" in removed


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("公告.exe", b"MZ", "的格式不能上传"),
        ("公告.doc", b"\xd0\xcf\x11\xe0", "的格式不能上传"),
        ("公告.pdf", b"", "是空文件"),
        ("公告.pdf", b"PK\x03\x04", "内容不是 pdf 格式"),
        ("公告.docx", b"PK\x03\x04broken", "文件已损坏"),
        ("图.png", b"\x89PNG\r\n\x1a\n\x00\x00", "PNG 图片不完整"),
        ("图.jpg", b"\xff\xd8\xff\xe0\x00", "JPEG 图片"),
        ("公告.pdf", b"%PDF-1.7 nothing", "PDF 无法打开"),
        ("说明.txt", b"a\x00b", "内容不是 txt 格式"),
    ],
    ids=["程序", "旧格式", "空", "名不副实", "坏压缩包", "短图片", "坏照片", "坏PDF", "非文字"],
)
def test_a_file_that_does_not_fit_is_refused_with_what_helps(name, content, sentence):
    with pytest.raises(AttachmentError, match=sentence):
        examine(name, content)


def test_a_spreadsheet_under_the_name_of_a_letter_is_refused():
    with pytest.raises(AttachmentError, match="内容不是 docx 格式"):
        examine("公告.docx", an_xlsx())


def test_the_same_file_gives_the_same_copy():
    content = a_docx()
    assert examine("一.docx", content).released == examine("二.docx", content).released

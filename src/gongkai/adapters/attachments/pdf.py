"""PDF files: the text of each page, white and tiny text included; properties; QR codes."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from gongkai.adapters.attachments import codes
from gongkai.adapters.attachments.contents import Part, UnreadableError

SCALE = 2  # 144 dots an inch: enough for codes of 2 cm
MAX_CODE_PAGES = 50


def parts(content: bytes) -> Iterator[Part]:
    """Yield the text of a PDF page by page.

    Raises:
        UnreadableError: The file is damaged or encrypted.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(
            "PDF 文件已损坏或已加密，无法打开。请去掉密码或重新导出后再上传。"
        ) from error
    try:
        for number, page in enumerate(document, 1):
            yield from _page(page, number)
        for key, value in document.get_metadata_dict(skip_empty=True).items():
            yield Part(f"文件属性（{key}）", value, hidden=True)
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage, number: int) -> Iterator[Part]:
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    text_page.close()
    if text.strip():
        yield Part(f"第 {number} 页", text)
    has_pictures = any(page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3))
    if number <= MAX_CODE_PAGES and (has_pictures or not text.strip()):
        picture = page.render(scale=SCALE, grayscale=True).to_pil()
        yield from codes.in_picture(picture, f"第 {number} 页")
    page.close()

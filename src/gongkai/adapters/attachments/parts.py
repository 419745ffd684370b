"""The text of a file by parts, each with its place, hidden ones included.

A leak lives in what nobody looks at: tracked deletions, comments, hidden sheets, white text,
properties, QR codes. So the raw parts are read, not what a word processor would show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gongkai.adapters.attachments.contents import Part, UnreadableError, opened


def parts(content: bytes) -> Iterator[Part]:
    """Yield every part of the file that holds text; the kind is decided by content.

    Raises:
        UnreadableError: The file is of a kind that is not read, is damaged, encrypted or a zip bomb.
    """
    for starts, reader in _READERS:
        if content.startswith(starts):
            yield from reader(content)
            return
    if b"\x00" in content[:4096]:
        raise UnreadableError(
            "这种文件无法检查。可以检查的有：docx、xlsx、pptx、pdf、png、jpg、gif、txt、html。"
        )
    yield Part("全文", _decoded(content))


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("文字编码无法识别。请另存为 UTF-8 编码后再上传。")


def _zip(content: bytes) -> Iterator[Part]:
    archive = opened(content)
    names = set(archive.namelist())
    # Each kind is read by its own module, loaded only when such a file comes.
    if "word/document.xml" in names:
        from gongkai.adapters.attachments import word

        yield from word.parts(archive)
    elif "xl/workbook.xml" in names:
        from gongkai.adapters.attachments import sheet

        yield from sheet.parts(archive, content)
    elif "ppt/presentation.xml" in names:
        from gongkai.adapters.attachments import slides

        yield from slides.parts(archive)
    else:
        raise UnreadableError("压缩包不能作为附件公开。请把其中的文件分别上传。")


def _pdf(content: bytes) -> Iterator[Part]:
    from gongkai.adapters.attachments import pdf

    yield from pdf.parts(content)


def _image(content: bytes) -> Iterator[Part]:
    from gongkai.adapters.attachments import codes

    yield from codes.in_image(content, "图片")


def _old_office(content: bytes) -> Iterator[Part]:
    raise UnreadableError(
        f"旧格式或加密的文件（{len(content) // 1024} KB）无法检查。请另存为 docx、xlsx 或 pdf，并去掉密码。"
    )


_READERS: tuple[tuple[bytes, Callable[[bytes], Iterator[Part]]], ...] = (
    (b"PK\x03\x04", _zip),
    (b"%PDF-", _pdf),
    (b"\x89PNG", _image),
    (b"\xff\xd8\xff", _image),
    (b"GIF8", _image),
    (b"\xd0\xcf\x11\xe0", _old_office),
)

"""Files of other kinds as PDF (转为 PDF): pictures as they are, texts and Word by their visible text."""

from __future__ import annotations

import io
from pathlib import PurePath

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from gongkai.adapters.attachments.contents import UnreadableError
from gongkai.adapters.attachments.parts import parts
from gongkai.adapters.redaction.pdf import RedactionError, saved
from gongkai.adapters.redaction.pictures import add_page
from gongkai.adapters.writers.plain_pdf import write_plain_pdf

A4 = (595.3, 841.9)
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")


def as_pdf(name: str, content: bytes, *, title: str = "") -> bytes:
    """Return a file as PDF: PDF as it is, a picture as one page, anything else by its visible text.

    What is hidden in a Word file or a table (deletions, comments, hidden sheets) is left out; its
    layout is not kept.

    Raises:
        RedactionError: The file is of a kind that cannot be read, is damaged or encrypted.
    """
    if content.startswith(b"%PDF-"):
        return content
    if content.startswith(PICTURES):
        return _picture(name, content)
    try:
        lines = [
            line
            for part in parts(content)
            if not part.hidden and not part.residue
            for line in part.text.splitlines()
        ]
    except UnreadableError as error:
        raise RedactionError(f"“{name}”：{error}") from error
    return write_plain_pdf(title or PurePath(name).stem, lines)


def _picture(name: str, content: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(content)) as read:
            picture = ImageOps.exif_transpose(read).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise RedactionError(f"“{name}”不是完好的图片。请重新扫描或者另存后再试") from error
    width, height = A4 if picture.height >= picture.width else (A4[1], A4[0])
    scale = min(width / picture.width, height / picture.height)
    with pypdfium2.PdfDocument.new() as document:
        add_page(document, picture, width=picture.width * scale, height=picture.height * scale)
        return saved(document)

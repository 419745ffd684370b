"""QR and bar codes inside pictures (二维码)."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import zxingcpp
from PIL import Image, UnidentifiedImageError

from gongkai.adapters.attachments.contents import Part, UnreadableError

MAX_PIXELS = 50_000_000


def in_image(content: bytes, where: str) -> Iterator[Part]:
    """Yield what each code in the picture says.

    Raises:
        UnreadableError: The picture is damaged or larger than is allowed.
    """
    try:
        with Image.open(BytesIO(content)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise UnreadableError(
                    f"{where}有 {picture.width}×{picture.height} 像素，超过允许的大小。请缩小后再上传。"
                )
            yield from in_picture(picture.convert("L"), where)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise UnreadableError(f"{where}已损坏，无法打开。请重新导出后再上传。") from error


def in_picture(picture: Image.Image, where: str) -> Iterator[Part]:
    """Yield what each code in an opened picture says."""
    for code in zxingcpp.read_barcodes(picture):
        if code.text:
            yield Part(f"{where}中的二维码", code.text, hidden=True)

"""Pages as pictures (页面图像): rendered, blacked out, and put back as a page."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from gongkai.adapters.redaction.boxes import Box

POINTS = 72
QUALITY = 88
FONT_PACKAGE = "manimgx_fonts_cjk"
FONT_FILE = "NotoSansCJK-VF.otf.ttc"
SIMPLIFIED = 2
"""The face of simplified Chinese in the collection."""
SMALLEST, LARGEST = 14, 40
BOLD = 700


def rendered(page: Any, *, dpi: float) -> Image.Image:
    """Return a page as a reader sees it, annotations included."""
    picture: Image.Image = page.render(scale=dpi / POINTS, may_draw_forms=True).to_pil()
    return picture.convert("RGB")


def blacked_out(picture: Image.Image, boxes: Iterable[Box]) -> Image.Image:
    """Return the picture with each box black and its reason printed on it in white."""
    copy = picture.copy()
    draw = ImageDraw.Draw(copy)
    for box in boxes:
        left, right = round(box.left * copy.width), round(box.right * copy.width)
        top, bottom = round(box.top * copy.height), round(box.bottom * copy.height)
        draw.rectangle((left, top, right, bottom), fill="black")
        _label(draw, box.code, (left, top, right, bottom))
    return copy


def _label(draw: ImageDraw.ImageDraw, code: str, place: tuple[int, int, int, int]) -> None:
    """Print the reason as large as it fits; its article alone, or nothing, on a small box."""
    left, top, right, bottom = place
    for words in (code, code.partition(" ")[0]):
        for size in range(min(LARGEST, bottom - top - 2), SMALLEST - 1, -1):
            font = face(size)
            if draw.textlength(words, font=font) <= right - left - 4:
                middle = ((left + right) / 2, (top + bottom) / 2)
                draw.text(middle, words, font=font, fill="white", anchor="mm")
                return


@functools.lru_cache(maxsize=64)
def face(size: int) -> ImageFont.FreeTypeFont:
    """Return the font for reasons in pixels.

    Raises:
        ModuleNotFoundError: The package with the font is not installed.
    """
    spec = find_spec(FONT_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{FONT_PACKAGE} is not installed; it brings Noto Sans CJK")
    font = ImageFont.truetype(str(Path(spec.origin).parent / FONT_FILE), size, index=SIMPLIFIED)
    font.set_variation_by_axes([BOLD])
    return font


def add_page(document: Any, picture: Image.Image, *, width: float, height: float) -> None:
    """Append a page of ``width`` × ``height`` points that is the picture and nothing else."""
    stream = io.BytesIO()
    plain = picture.convert("L") if _is_grey(picture) else picture
    plain.save(stream, "JPEG", quality=QUALITY)
    image = pypdfium2.PdfImage.new(document)
    image.load_jpeg(io.BytesIO(stream.getvalue()), inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    page = document.new_page(width, height)
    page.insert_obj(image)
    page.gen_content()
    page.close()


def _is_grey(picture: Image.Image) -> bool:
    """Return whether a small copy of the picture has no colour worth keeping."""
    small = picture.resize((64, 64))
    return all(max(pixel) - min(pixel) < 24 for pixel in _pixels(small))


def _pixels(picture: Image.Image) -> list[tuple[int, int, int]]:
    raw = picture.tobytes()
    return [(raw[i], raw[i + 1], raw[i + 2]) for i in range(0, len(raw), 3)]


def png(picture: Image.Image) -> bytes:
    """Return the picture as PNG."""
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()

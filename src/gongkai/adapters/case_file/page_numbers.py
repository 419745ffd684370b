"""Page numbers on papers that came from anywhere (页号): below, outside, upright to the reader."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2

SIZE = 11.0
MARGIN = 28.0
"""Distance of the number from the edge of the page, in points."""


def stamp(document: Any, index: int, number: int) -> None:
    """Print ``number`` on the page at ``index``: odd numbers right, even ones left."""
    page = document[index]
    width, height = page.get_size()
    digits = str(number)
    length = SIZE * 0.56 * len(digits)
    x = width - MARGIN - length if number % 2 else MARGIN
    text = _text(document, digits)
    matrix = _upright(page.get_rotation(), x, MARGIN * 0.7, width, height)
    left, bottom, _, _ = page.get_cropbox()
    text.set_matrix(matrix.translate(left, bottom))
    page.insert_obj(text)
    page.gen_content()
    page.close()


def _text(document: Any, digits: str) -> Any:
    raw = pypdfium2.raw
    made = raw.FPDFPageObj_NewTextObj(document, b"Helvetica", ctypes.c_float(SIZE))
    encoded = (digits + "\0").encode("utf-16-le")
    buffer = ctypes.create_string_buffer(encoded)
    raw.FPDFText_SetText(made, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    return pypdfium2.PdfObject(made, pdf=document)


def _upright(rotation: int, x: float, y: float, width: float, height: float) -> Any:
    """Return the matrix for a place as the reader sees it on a page turned by ``rotation``."""
    matrix = pypdfium2.PdfMatrix
    return {
        0: matrix(1, 0, 0, 1, x, y),
        90: matrix(0, 1, -1, 0, height - y, x),
        180: matrix(-1, 0, 0, -1, width - x, height - y),
        270: matrix(0, -1, 1, 0, y, width - x),
    }[rotation]

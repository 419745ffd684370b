"""PDF pages drawn for the tests of the PDF reader."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT, SIZE = "STSong-Light", 12
WIDTH, HEIGHT = 595, 842
Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, rotation: int = 0, locked_with: str | None = None) -> bytes:
    """Return a PDF with one page a drawing."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), encrypt=locked_with)
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        canvas.setPageRotation(rotation)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def texts(*items: tuple[float, float, str]) -> Draw:
    """Write texts at (x, y); y counts from the bottom."""

    def draw(canvas: Canvas) -> None:
        for x, y, text in items:
            canvas.drawString(x, y, text)

    return draw


def grid(
    rows: Sequence[Sequence[str]], *, x: float = 80, y: float = 700, style: str = "lines"
) -> Draw:
    """Draw a table with columns of 60 points and rows of 20; ``""`` continues the cell before.

    ``style`` is how its lines are drawn: ``lines`` (one stroke each), ``boxes`` (a frame a cell),
    ``fills`` (thin filled boxes) or ``open`` (no line at the left and right edge).
    """

    def draw(canvas: Canvas) -> None:
        for r, row in enumerate(rows):
            starts = [c for c, text in enumerate(row) if text != ""]
            for c, following in zip(starts, [*starts[1:], len(row)], strict=True):
                left, right, low = x + 60 * c, x + 60 * following, y - 20 * (r + 1)
                _frame(canvas, (left, low, right, low + 20), style, edge=(c == 0, following))
                canvas.drawString(left + 4, low + 5, row[c])

    def _frame(canvas: Canvas, box: tuple, style: str, edge: tuple) -> None:
        left, low, right, high = box
        if style == "boxes":
            canvas.rect(left, low, right - left, high - low)
            return
        sides = [(left, low, right, low), (left, high, right, high)]
        if style != "open" or not edge[0]:
            sides.append((left, low, left, high))
        if style != "open":
            sides.append((right, low, right, high))
        for x0, y0, x1, y1 in sides:
            if style == "fills":
                canvas.rect(x0, y0, x1 - x0 or 0.5, y1 - y0 or 0.5, stroke=0, fill=1)
            else:
                canvas.line(x0, y0, x1, y1)

    return draw


def both(*drawings: Draw) -> Draw:
    """Draw several things on one page."""

    def draw(canvas: Canvas) -> None:
        for drawing in drawings:
            drawing(canvas)

    return draw

"""One PDF page as glyphs and ruling lines (字形与框线), in points from the page's upper left corner."""

from __future__ import annotations

import contextlib
import ctypes
import itertools
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

# A filled rectangle thinner than this is a line somebody drew as a box.
THICKEST_LINE = 3.0
GLYPH_LIMIT = 60_000
OBJECT_LIMIT = 60_000
FORM_NESTING_LIMIT = 8
SEGMENT_LIMIT = 4_000
RIGHT_ANGLE = 1.5707963
UNPRINTED = "\r\n\u00ad\ufeff\u200b\x00\x02"
SPACES = "\t \u00a0\u3000"


class Glyph(NamedTuple):
    """One character: its text, its left and right edge, its base line and its size.

    The base line is what the glyphs of a line share; boxes are as high as each glyph likes.
    """

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def middle(self) -> float:
        """Return about half the height of the glyph, where a slot of a table is looked for."""
        return self.base - 0.36 * self.size


class Rule(NamedTuple):
    """A horizontal or vertical line: where it stands, and from where to where it reaches."""

    at: float
    start: float
    end: float


class Page(NamedTuple):
    """What the page shows; ``has_picture`` tells a scanned page from an empty one."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    horizontal: list[Rule]
    vertical: list[Rule]
    has_picture: bool


class _Frame(NamedTuple):
    """The affine map from the page's own coordinates to upright ones with y downwards."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


def read_page(document: Any, index: int) -> Page | None:
    """Read page ``index`` (0-based); None when the page itself is damaged."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    try:
        return _read(page, index)
    finally:
        pdfium.FPDF_ClosePage(page)


def _read(page: Any, index: int) -> Page:
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if pdfium.FPDFPage_GetRotation(page) % 2:
        width, height = height, width
    text = pdfium.FPDFText_LoadPage(page)
    with contextlib.ExitStack() as stack:
        stack.callback(pdfium.FPDFText_ClosePage, text)
        turns = _turns_of_text(text)
        frame = _upright(page, turns, width, height)
        glyphs = list(_glyphs(text, frame))
    if turns % 2:
        width, height = height, width
    drawing = _Drawing(frame)
    drawing.walk(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
    return Page(
        number=index + 1,
        width=width,
        height=height,
        glyphs=glyphs,
        horizontal=drawing.horizontal,
        vertical=drawing.vertical,
        has_picture=drawing.has_picture,
    )


def _upright(page: Any, turns: int, width: float, height: float) -> _Frame:
    """Return the map that turns the page ``turns`` quarters clockwise and lets y grow downwards."""
    box = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPage_GetCropBox(page, *box):
        pdfium.FPDFPage_GetMediaBox(page, *box)
    left, bottom = box[0].value, box[1].value
    return (
        _Frame(1, 0, 0, -1, -left, height + bottom),
        _Frame(0, 1, 1, 0, -bottom, -left),
        _Frame(-1, 0, 0, 1, width + left, -bottom),
        _Frame(0, -1, -1, 0, height + bottom, width + left),
    )[turns]


def _turns_of_text(text: Any) -> int:
    """Return the quarter turns clockwise that make most of the text upright.

    The page's own rotation says how it is shown, not how the text in it runs: a table laid sideways
    on an upright page is read as well as a landscape page.
    """
    count = min(pdfium.FPDFText_CountChars(text), 4_000)
    votes = [0, 0, 0, 0]
    for index in range(0, count, max(count // 80, 1)):
        # The angle is counted clockwise; what pdfium put in itself always has none.
        angle = pdfium.FPDFText_GetCharAngle(text, index)
        if angle >= 0 and not pdfium.FPDFText_IsGenerated(text, index):
            votes[-round(angle / RIGHT_ANGLE) % 4] += 1
    most = votes.index(max(votes))
    return most if votes[most] > 2 * votes[0] else 0


def _glyphs(text: Any, frame: _Frame) -> Iterator[Glyph]:
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    high = 0
    for index in range(min(pdfium.FPDFText_CountChars(text), GLYPH_LIMIT)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        character = chr(code)
        if character in UNPRINTED or not pdfium.FPDFText_GetLooseCharBox(text, index, box):
            continue
        if character in SPACES:
            # pdfium puts spaces of its own into gaps; only those of the file are told apart here.
            if pdfium.FPDFText_IsGenerated(text, index):
                continue
            character = " "
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        yield _glyph(character, box, frame, frame(x.value, y.value))


def _glyph(character: str, box: Any, frame: _Frame, origin: tuple[float, float]) -> Glyph:
    x0, y0 = frame(box.left, box.bottom)
    x1, y1 = frame(box.right, box.top)
    left, right = min(x0, x1), max(x0, x1)
    height = abs(y1 - y0)
    is_square = character > "\u2e7f" and right > left
    return Glyph(character, left, right, origin[1], (right - left if is_square else height) or 1.0)


class _Drawing:
    """Collects ruling lines from the page's paths, those of nested forms included."""

    def __init__(self, frame: _Frame) -> None:
        self._frame = frame
        self._left_to_read = OBJECT_LIMIT
        self.horizontal: list[Rule] = []
        self.vertical: list[Rule] = []
        self.has_picture = False

    def walk(
        self, owner: Any, count: Any, get: Any, frame: _Frame | None = None, nesting: int = 0
    ) -> None:
        """Read the objects of a page or of a form."""
        here = frame or self._frame
        for index in range(count(owner)):
            self._left_to_read -= 1
            if self._left_to_read < 0:
                return
            found = get(owner, index)
            kind = pdfium.FPDFPageObj_GetType(found)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(found, here)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.has_picture = True
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and nesting < FORM_NESTING_LIMIT:
                inner = _within(here, found)
                self.walk(
                    found,
                    pdfium.FPDFFormObj_CountObjects,
                    pdfium.FPDFFormObj_GetObject,
                    inner,
                    nesting + 1,
                )

    def _path(self, path: Any, frame: _Frame) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        if not (fill.value or stroke.value):
            return
        inner = _within(frame, path)
        for points in _figures(path):
            self._figure([inner(x, y) for x, y in points], stroked=bool(stroke.value))

    def _figure(self, points: list[tuple[float, float]], *, stroked: bool) -> None:
        """Take one stroke, one thin box or the four sides of a frame."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        if bottom - top <= THICKEST_LINE:
            if right - left > THICKEST_LINE:
                self.horizontal.append(Rule((top + bottom) / 2, left, right))
        elif right - left <= THICKEST_LINE:
            self.vertical.append(Rule((left + right) / 2, top, bottom))
        elif stroked:
            for (x0, y0), (x1, y1) in itertools.pairwise(points):
                if abs(y1 - y0) <= THICKEST_LINE / 2:
                    self.horizontal.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
                elif abs(x1 - x0) <= THICKEST_LINE / 2:
                    self.vertical.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _within(frame: _Frame, found: Any) -> _Frame:
    """Return the map that applies the object's own matrix first."""
    m = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(found, m):
        return frame
    return _Frame(
        frame.a * m.a + frame.c * m.b,
        frame.b * m.a + frame.d * m.b,
        frame.a * m.c + frame.c * m.d,
        frame.b * m.c + frame.d * m.d,
        frame.a * m.e + frame.c * m.f + frame.e,
        frame.b * m.e + frame.d * m.f + frame.f,
    )


def _figures(path: Any) -> Iterator[list[tuple[float, float]]]:
    """Return the straight sub-paths of a path; those with curves are drawings, not rules."""
    points: list[tuple[float, float]] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(path), SEGMENT_LIMIT)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 2:
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points

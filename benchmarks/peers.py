"""What our reader is compared with: general table readers, and numbers poured in reading order."""

import io
import re
import warnings
from decimal import Decimal, InvalidOperation

import pandas
import pdfplumber

from gongkai.core.law.forms import cells
from gongkai.core.reporting.tables import grid_of, official_tables

NUMBER = re.compile(r"(?<![\d.])-?\d+(?:\.\d+)?(?![\d.])")
FORMS = {2019: "2019", 2020: "2019"}
Cells = dict[str, Decimal]


def in_reading_order(text: str, year: int) -> Cells:
    """Pour the numbers that stand alone in a text into the form, in order, as simple tools do.

    Prose is kept out by taking only lines and table cells without Chinese words around the number.
    """
    pieces = re.split(r"[\t|,\n]|\s{2,}", text)
    numbers = [Decimal(piece.strip()) for piece in pieces if NUMBER.fullmatch(piece.strip())]
    return _poured(numbers, year)


def pandas_tables(page: str, year: int) -> Cells:
    """Read a page with pandas.read_html and take each figure by its place in the official table."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            frames = pandas.read_html(io.StringIO(page))
        except (ValueError, ImportError):
            return {}
    form = FORMS.get(year, "2021")
    official = official_tables(form, {})
    found: Cells = {}
    for frame, table in zip(frames, official, strict=False):
        rows = [list(row) for row in frame.itertuples(index=False)]
        # Head rows may have become column names: the two are laid upon each other from below.
        for row, places in zip(reversed(rows), reversed(grid_of(table)), strict=False):
            for text, place in zip(row, places, strict=False):
                number = _number(str(text))
                if place is not None and place.cell and number is not None:
                    found[place.cell] = number
    return found


def pdfplumber_tables(data: bytes, year: int) -> Cells:
    """Read the ruled tables of a PDF with pdfplumber and take the figures in order."""
    numbers: list[Decimal] = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            for table in page.extract_tables():
                for row in table:
                    numbers += [n for n in map(_number, row) if n is not None]
    return _poured(numbers, year)


def _number(text: str | None) -> Decimal | None:
    try:
        number = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _poured(numbers: list[Decimal], year: int) -> Cells:
    return dict(zip(cells(FORMS.get(year, "2021")), numbers, strict=False))

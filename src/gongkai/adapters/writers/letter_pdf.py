"""A letter as tagged PDF/A (文书版式文件), set by typst after GB/T 9704."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from gongkai.adapters.writers.fixed_zip import EPOCH
from gongkai.adapters.writers.letter_style import LetterStyle
from gongkai.adapters.writers.typesetting import typesetter
from gongkai.core.casework.letters.layout import Line, Role, lines_of
from gongkai.core.text.dates import find_dates

PACKAGE = "gongkai.adapters.writers"
STANDARDS = ["a-2a", "ua-1"]
"""PDF/A-2a keeps for the archive, PDF/UA-1 is read aloud; one file is both."""


def write_letter_pdf(text: str, *, style: LetterStyle, font_folder: Path | None = None) -> bytes:
    """Return the letter as one PDF; the same text always gives the same bytes.

    Raises:
        FontsMissingError: The package with the fallback font is not installed.
        typst.TypstError: The typesetter refused the text.
    """
    compiler, faces = typesetter(font_folder)
    lines = lines_of(text)
    titles = (line.text for line in lines if line.role is Role.TITLE)
    inputs = {
        "lines": json.dumps(
            [
                {
                    "role": str(line.role),
                    "text": style.printed(line.text) if line.role is Role.SIGNATURE else line.text,
                }
                for line in lines
            ],
            ensure_ascii=False,
        ),
        "fonts": json.dumps(faces, ensure_ascii=False),
        "title": next(titles, style.body),
        "body": style.body,
        "red": style.red,
        "date": json.dumps(_date(lines)),
    }
    source = resources.files(PACKAGE).joinpath("letter.typ").read_bytes()
    compiled = compiler.compile(
        source, format="pdf", sys_inputs=inputs, timestamp=0, pdf_standards=STANDARDS
    )
    if not isinstance(compiled, bytes):
        raise TypeError("typst returned pages instead of one PDF")
    return compiled


def _date(lines: Sequence[Line]) -> dict[str, int]:
    """Return the day of the letter, which PDF/A asks for."""
    days = (find_dates(line.text)[0].as_date() for line in lines if line.role is Role.DATE)
    day = next((day for day in days if day), EPOCH)
    return {"year": day.year, "month": day.month, "day": day.day}

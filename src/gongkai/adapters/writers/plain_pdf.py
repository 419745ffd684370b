"""A paper without pages of its own (纯文本) as tagged PDF."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources

from gongkai.adapters.writers.letter_pdf import PACKAGE
from gongkai.adapters.writers.typesetting import typesetter


def write_plain_pdf(title: str, lines: Sequence[str]) -> bytes:
    """Return title and lines as PDF.

    Raises:
        FontsMissingError: The package with the fallback font is not installed.
        typst.TypstError: The typesetter refused the text.
    """
    compiler, faces = typesetter()
    inputs = {
        "title": title,
        "lines": json.dumps([line for line in lines if line.strip()], ensure_ascii=False),
        "fonts": json.dumps(faces, ensure_ascii=False),
    }
    source = resources.files(PACKAGE).joinpath("plain.typ").read_bytes()
    compiled = compiler.compile(
        source, format="pdf", sys_inputs=inputs, timestamp=0, pdf_standards=["ua-1"]
    )
    if not isinstance(compiled, bytes):
        raise TypeError("typst returned pages instead of one PDF")
    return compiled

"""Reading plain text (纯文本): bytes in whatever encoding into lines with their numbers."""

from __future__ import annotations

import re

from gongkai.adapters.readers.encoding import decode
from gongkai.adapters.readers.unreadable import Refusal
from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.printed import PrintedDocument, TextLine
from gongkai.core.reporting.report import Problem

LINE_END = re.compile(r"\r\n|\r|\n")


def read_text(data: bytes, path: str) -> tuple[PrintedDocument, tuple[Problem, ...]]:
    """Turn the bytes of a text file into lines; ``line`` counts from 1 as an editor shows it.

    Bytes that fit no encoding are replaced and counted in a problem; nothing is raised.
    """
    decoded = decode(data)
    problems: tuple[Problem, ...] = ()
    if decoded.damaged:
        problems = (
            Problem(
                Refusal.DAMAGED_TEXT.code,
                Refusal.DAMAGED_TEXT.sentence(str(decoded.damaged)),
                Place(path=path),
            ),
        )
    return PrintedDocument(path, tuple(lines_of(decoded.text, path))), problems


def lines_of(text: str, path: str) -> list[TextLine]:
    """Return the lines of a text with their places."""
    return [
        TextLine(line, Place(path=path, line=number))
        for number, line in enumerate(LINE_END.split(text), 1)
    ]

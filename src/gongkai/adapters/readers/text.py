"""Reading plain text (纯文本): bytes in whatever encoding into lines with their numbers."""

from __future__ import annotations

import re

from gongkai.adapters.readers.encoding import Decoded, damage, decode
from gongkai.core.kernel.findings import Place
from gongkai.core.reporting.printed import PrintedDocument, TextLine
from gongkai.core.reporting.reading.rows import MOST_ROWS

# One more than the core reads, so that it can say that there was more.
LINE_LIMIT = MOST_ROWS + 1
LINE_END = re.compile(r"\r\n|\r|\n")


def read(data: bytes, path: str) -> PrintedDocument:
    """Turn the bytes of a text file into lines; ``line`` counts from 1 as an editor shows it.

    Nothing is raised: bytes that fit no encoding become replacement characters, and a problem says
    how many.
    """
    return read_decoded(decode(data), path)


def read_decoded(decoded: Decoded, path: str) -> PrintedDocument:
    """Turn a text into lines, as `read` does."""
    return PrintedDocument(path, tuple(lines_of(decoded.text, path)), damage(decoded, path))


def lines_of(text: str, path: str) -> list[TextLine]:
    """Return the lines of a text with their places, at most ``LINE_LIMIT``."""
    lines = LINE_END.split(text, maxsplit=LINE_LIMIT)[:LINE_LIMIT]
    return [TextLine(line, Place(path, number)) for number, line in enumerate(lines, 1)]

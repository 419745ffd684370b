"""Lines of a page into paragraphs (段落): a full line runs on into the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from gongkai.adapters.readers.pdf_lines import Line

# In parts of the size of the type.
INDENT = 1.2
DEEPEST_INDENT = 3.2
FULL = 2.5
# Where first lines are indented, an indent ends a paragraph, and lines may be set ragged.
FULL_WHERE_INDENTED = 7.0
LINE_DISTANCE = 2.6
# Short lines only look full to each other.
NARROWEST = 12.0
LARGER = 1.2
SHARE_OF_INDENTED = 0.12
HEADING = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、.\uff0e章]|[（(][一二三四五六七八九十]{1,3}[）)])"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """How the text of the document is set: its margins, its size, and whether it indents."""

    left: float
    right: float
    size: float
    indents: bool


@dataclass(slots=True)
class Paragraph:
    """A paragraph, the page it begins on, and its last line so far."""

    text: str
    page: int
    last: Line


def measure(lines: Sequence[Line]) -> Measure:
    """Return how the given lines are set."""
    if not lines:
        return Measure(0.0, 0.0, 1.0, indents=False)
    size = median(line.size for line in lines)
    left = min(line.left for line in lines)
    first = sum(1 for line in lines if INDENT < (line.left - left) / size < DEEPEST_INDENT)
    return Measure(
        left=left,
        right=max(line.right for line in lines),
        size=size,
        indents=first >= SHARE_OF_INDENTED * len(lines),
    )


def paragraphs(
    lines: Sequence[Line], page: int, setting: Measure, before: Paragraph | None = None
) -> list[Paragraph]:
    """Return the paragraphs of consecutive lines; the first line may continue ``before``.

    A continued ``before`` is lengthened in place and not returned.
    """
    found: list[Paragraph] = []
    current, same_page = before, False
    for line in lines:
        if current is not None and _continues(current, line, setting, same_page=same_page):
            current.text = _joined(current.text, line.text)
            current.last = line
        else:
            current = Paragraph(line.text, page, line)
            found.append(current)
        same_page = True
    return found


def _continues(paragraph: Paragraph, line: Line, setting: Measure, *, same_page: bool) -> bool:
    last = paragraph.last
    if "\t" in line.text or "\t" in last.text or HEADING.match(line.text):
        return False
    if max(line.size, last.size) > LARGER * min(line.size, last.size):
        return False
    if same_page and line.middle - last.middle > LINE_DISTANCE * line.size:
        return False
    if line.size > LARGER * setting.size:
        # A title: its lines are centred, so neither margin says where it ends.
        return same_page
    if line.left > setting.left + INDENT * line.size:
        return False
    if setting.right - setting.left < NARROWEST * setting.size:
        return False
    full = FULL_WHERE_INDENTED if setting.indents else FULL
    return last.right > setting.right - full * last.size


def _joined(text: str, more: str) -> str:
    """Join two lines; only between two Latin words the line break stood for a space."""
    latin = text[-1:].isascii() and text[-1:].isalpha() and more[:1].isascii()
    return f"{text} {more}" if latin and more[:1].isalpha() else text + more

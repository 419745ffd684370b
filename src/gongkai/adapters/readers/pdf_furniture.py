"""What stands on every page beside the text (页眉页脚): page numbers, running heads, printed addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gongkai.adapters.readers.pdf_lines import Line
from gongkai.adapters.readers.pdf_page import Page

# The strips at the top and bottom of a page in which furniture stands, in parts of its height.
STRIP = 0.1
# Official letters keep 35 mm free below; the page number of the outermost line hangs in there.
STRIP_OF_OUTERMOST = 0.13
PAGE_NUMBER = re.compile(
    r"[-—–·•~\s]*(?:第\s*)?\d{1,3}\s*(?:页)?(?:\s*[/／,，、]?\s*共?\s*\d{1,3}\s*页?)?[-—–·•~\s]*"
)
DIGITS = re.compile(r"\d+")


def without_furniture(pages: Sequence[Page], lines: Sequence[list[Line]]) -> list[list[Line]]:
    """Return each page's lines without page numbers and without what repeats from page to page.

    Only the outermost strips are looked at: a figure in the middle of the page is never a page
    number.
    """
    repeated = _repeated(pages, lines)
    return [
        [
            line
            for place, line in enumerate(of_page)
            if not _is_furniture(line, page, repeated, outermost=place in (0, len(of_page) - 1))
        ]
        for page, of_page in zip(pages, lines, strict=True)
    ]


def _is_furniture(line: Line, page: Page, repeated: frozenset[str], *, outermost: bool) -> bool:
    if PAGE_NUMBER.fullmatch(line.text) and _in_strip(
        line, page, STRIP_OF_OUTERMOST if outermost else STRIP
    ):
        return True
    return _in_strip(line, page, STRIP) and _pattern(line) in repeated


def _in_strip(line: Line, page: Page, strip: float) -> bool:
    return not strip * page.height <= line.middle <= (1 - strip) * page.height


def _pattern(line: Line) -> str:
    return DIGITS.sub("#", "".join(line.text.split()))


def _repeated(pages: Sequence[Page], lines: Sequence[list[Line]]) -> frozenset[str]:
    """Return the patterns that stand in the strips of at least half of the pages, and of two."""
    seen = Counter(
        pattern
        for page, of_page in zip(pages, lines, strict=True)
        for pattern in {_pattern(line) for line in of_page if _in_strip(line, page, STRIP)}
    )
    enough = max(2, (len(pages) + 1) // 2)
    return frozenset(pattern for pattern, count in seen.items() if count >= enough)

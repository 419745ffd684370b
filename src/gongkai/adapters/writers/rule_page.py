"""A rule's page of the manual (规则说明), taken apart from its docstring."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

from gongkai.core.kernel.rules import Rule

_STRONG = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True)
class RulePage:
    """The page: its first sentence, its paragraphs (Markdown), the same as plain text."""

    statement: str
    paragraphs: tuple[str, ...]

    @property
    def markdown(self) -> str:
        """Return the whole page as Markdown."""
        return "\n\n".join(self.paragraphs)

    @property
    def text(self) -> str:
        """Return the whole page without marks."""
        return _STRONG.sub(r"\1", self.markdown)


def rule_page(rule: Rule) -> RulePage:
    """Return the page of ``rule``; line breaks inside a paragraph are closed up."""
    blocks = re.split(r"\n\s*\n", inspect.cleandoc(rule.page))
    paragraphs = tuple("".join(line.strip() for line in block.splitlines()) for block in blocks)
    return RulePage(paragraphs[0], paragraphs)


def spans(paragraph: str) -> list[tuple[str, bool]]:
    """Return the paragraph in pieces, each with whether it is printed strong."""
    pieces = _STRONG.split(paragraph)
    return [(piece, index % 2 == 1) for index, piece in enumerate(pieces) if piece]

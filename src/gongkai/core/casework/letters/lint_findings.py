"""What the lint of letters reads and says (文书校核意见)."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.casework.letters.facts import LetterFacts
from gongkai.core.casework.letters.layout import Line, Role
from gongkai.core.casework.letters.wording import Letter
from gongkai.core.kernel.findings import Level

_BLANKS = re.compile(r"\s+")
BODY = frozenset((Role.TEXT, Role.ATTACHMENT))


@functools.lru_cache(maxsize=2048)
def folded(text: str) -> str:
    """Return text as it is compared: no blanks, one width of signs."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class LetterFinding:
    """One thing found in a letter: a sentence, its basis, its line, the words meant.

    ``content`` is the key of the content of ``core.law.replies`` that is missing, if one is.
    """

    code: str
    level: Level
    sentence: str
    basis: str
    line: int | None = None
    quote: str | None = None
    content: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A letter as the checks read it."""

    letter: Letter
    facts: LetterFacts
    lines: tuple[Line, ...]

    @property
    def body(self) -> tuple[Line, ...]:
        """Return the lines between addressee and signature."""
        return tuple(line for line in self.lines if line.role in BODY)

    def first(self, role: Role) -> Line | None:
        """Return the first line of a role."""
        return next((line for line in self.lines if line.role is role), None)

    def holds(self, words: str) -> bool:
        """Return whether a line of the body holds ``words``."""
        return self.states([words])

    def states(self, pieces: Sequence[str]) -> bool:
        """Return whether one paragraph holds all pieces; words of several lines span paragraphs."""
        texts = [folded(line.text) for line in self.body]
        if any("\n" in piece.strip() for piece in pieces):
            texts = ["".join(texts)]
        wanted = [folded(piece) for piece in pieces]
        return any(all(piece in text for piece in wanted) for text in texts)

    def missing(
        self, content: str, sentence: str, level: Level = Level.ERROR, at: Line | None = None
    ) -> LetterFinding:
        """Return the finding that ``content`` is missing or wrong."""
        return LetterFinding(
            f"letter.{content}",
            level,
            sentence,
            self.letter.basis,
            line=at.number if at else None,
            quote=at.text if at else None,
            content=content,
        )

"""Clauses (分句): the tokens between two marks, with their depth in brackets and what kinds they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.text.tokens import Token

_BRACKETS = {"（": 1, "）": -1}
# Kinds of words that say what a number counts, and those that also say when and against what.
NAMING = frozenset(("noun", "verb", "outcome", "channel", "applicant", "result", "ratio"))
CONTENT = NAMING | {"change", "base", "time", "year"}


@dataclass(slots=True)
class Clause:
    """The tokens between two marks; ``、`` stays inside, as it joins parts of one phrase.

    ``before`` and ``after`` are the marks around it, ``depth`` counts open brackets, ``sentence``
    numbers the sentences of the paragraph. ``kinds`` holds the kinds of its tokens, ``numbers`` the
    indexes of its numbers.
    """

    start: int
    end: int
    before: str
    after: str
    depth: int
    sentence: int
    tokens: list[Token]
    kinds: set[str]
    numbers: list[int]

    def has(self, kind: str, key: str | None = None) -> bool:
        """Return whether a word of this kind (and key) stands in the clause."""
        if kind not in self.kinds:
            return False
        return key is None or any(t.kind == kind and t.key == key for t in self.tokens)

    def position(self, start: int) -> int:
        """Return the index of the token that begins at ``start``."""
        for index, token in enumerate(self.tokens):
            if token.start == start:
                return index
        raise ValueError(f"no token of the clause begins at {start}")

    def joined(self, first: int, last: int) -> bool:
        """Return whether the tokens ``first`` to ``last`` follow each other without unknown text."""
        found = self.tokens
        return all(found[i].end == found[i + 1].start for i in range(first, last))

    def joined_to_end(self, first: int) -> bool:
        """Return whether no unknown text stands between the token ``first`` and the clause's end."""
        return self.joined(first, len(self.tokens) - 1) and self.tokens[-1].end == self.end

    def unknown_after(self, index: int) -> int:
        """Return how many characters after the token ``index`` no token covers."""
        covered = sum(token.end - token.start for token in self.tokens[index:])
        return self.end - self.tokens[index].start - covered


def clauses(tokens: Sequence[Token], start: int, end: int, sentence: int) -> list[Clause]:
    """Return the clauses of one sentence that have at least one token."""
    found: list[Clause] = []
    before, depth, part = "", 0, []
    for token in tokens:
        if token[0] != "mark" or token[1] == "、":
            part.append(token)
            continue
        mark = token[1]
        if part:
            found.append(_clause(part, start, token[2], before, mark, depth, sentence))
            part = []
        if mark in _BRACKETS:
            depth = max(0, depth + _BRACKETS[mark])
        start, before = token[3], mark
    if part:
        found.append(_clause(part, start, end, before, "", depth, sentence))
    return found


def _clause(  # noqa: PLR0913 - called for every clause: names at the call would cost as much again
    part: list[Token], start: int, end: int, before: str, after: str, depth: int, sentence: int
) -> Clause:
    kinds = {token[0] for token in part}
    numbers = [i for i, t in enumerate(part) if t[0] == "number"] if "number" in kinds else []
    return Clause(start, end, before, after, depth, sentence, part, kinds, numbers)

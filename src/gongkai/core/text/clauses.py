"""Clauses (分句): the tokens between two marks, with their depth in brackets and what kinds they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

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
    before: str
    depth: int
    sentence: int
    tokens: list[Token] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    numbers: list[int] = field(default_factory=list)
    end: int = 0
    after: str = ""

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


def clauses(tokens: Sequence[Token], start: int, end: int, sentence: int) -> Iterator[Clause]:
    """Yield the clauses of one sentence that have at least one token."""
    current, depth = Clause(start, "", 0, sentence), 0
    for token in tokens:
        kind = token.kind
        if kind != "mark" or token.key == "、":
            if kind == "number":
                current.numbers.append(len(current.tokens))
            current.tokens.append(token)
            current.kinds.add(kind)
            continue
        current.end, current.after = token.start, token.key
        if current.tokens:
            yield current
        depth = max(0, depth + _BRACKETS.get(token.key, 0))
        current = Clause(token.end, token.key, depth, sentence)
    current.end = end
    if current.tokens:
        yield current

"""Clauses (分句): the tokens between two marks, with their depth in brackets and their scope of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.core.text.tokens import Token

_ENDS_CLAUSE = frozenset(",;；：。！？（）")
CONTENT = frozenset(
    "noun verb outcome channel applicant result ratio change base time year".split()
)


@dataclass(slots=True)
class Clause:
    """The tokens between two marks; ``、`` stays inside, as it joins parts of one phrase.

    ``before`` and ``after`` are the marks around it, ``depth`` counts open brackets, ``sentence``
    numbers the sentences of the paragraph.
    """

    start: int
    before: str
    depth: int
    sentence: int
    tokens: list[Token] = field(default_factory=list)
    end: int = 0
    after: str = ""

    def has(self, kind: str, key: str | None = None) -> bool:
        """Return whether a word of this kind (and key) stands in the clause."""
        return any(t.kind == kind and (key is None or t.key == key) for t in self.tokens)

    def position(self, start: int) -> int:
        """Return the index of the token that begins at ``start``."""
        return next(i for i, token in enumerate(self.tokens) if token.start == start)

    def joined(self, first: int, last: int) -> bool:
        """Return whether the tokens ``first`` to ``last`` follow each other without unknown text."""
        return all(self.tokens[i].end == self.tokens[i + 1].start for i in range(first, last))

    def joined_to_end(self, first: int) -> bool:
        """Return whether no unknown text stands between the token ``first`` and the clause's end."""
        return self.joined(first, len(self.tokens) - 1) and self.tokens[-1].end == self.end


def clauses(tokens: Sequence[Token], start: int, end: int, sentence: int) -> Iterator[Clause]:
    """Yield the clauses of one sentence that have at least one token."""
    current, depth = Clause(start, "", 0, sentence), 0
    for token in tokens:
        if token.kind != "mark" or token.key not in _ENDS_CLAUSE:
            current.tokens.append(token)
            continue
        current.end, current.after = token.start, token.key
        if current.tokens:
            yield current
        depth = max(0, depth + {"（": 1, "）": -1}.get(token.key, 0))
        current = Clause(token.end, token.key, depth, sentence)
    current.end = end
    if current.tokens:
        yield current

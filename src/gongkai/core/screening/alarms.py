"""What screening says (检查提示): an alarm with its places in the text, as character offsets."""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass


class Gate(enum.StrEnum):
    """What an alarm asks for before release: mend it, mend or answer it, or only look at it."""

    BLOCK = "block"
    ANSWER = "answer"
    ADVICE = "advice"

    @property
    def label(self) -> str:
        """Return the Chinese label shown to staff."""
        return {"block": "必须改正", "answer": "须改正或说明", "advice": "建议"}[self.value]


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm. ``spans`` are half-open character offsets into the text as it was given.

    ``excerpt`` is the text at the first place with a little on both sides, personal data masked.
    ``proposal`` is never put into the text by the program.
    """

    rule: str
    gate: Gate
    kind: str
    message: str
    spans: tuple[Span, ...]
    excerpt: str
    proposal: str = ""
    source: str = ""
    where: str = ""

    @property
    def fingerprint(self) -> str:
        """Return a name for the alarm that survives edits elsewhere: rule, part, excerpt."""
        basis = "\x1f".join((self.rule, self.where, "".join(self.excerpt.split())))
        return hashlib.sha256(basis.encode()).hexdigest()[:16]


def around(text: str, span: Span, *, margin: int = 8) -> str:
    """Return the words at ``span`` with up to ``margin`` characters of the same line on each side."""
    start, end = span
    left = text[max(0, start - margin) : start].rpartition("\n")[2]
    right = text[end : end + margin].partition("\n")[0]
    return f"{left}{text[start:end]}{right}"

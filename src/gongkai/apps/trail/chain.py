"""The hash chain (哈希链): how a row is digested and where a chain is broken. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

GENESIS = "0" * 64
BreakKind = Literal["changed", "removed", "moved", "head"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One row of the trail as it is digested; ``data`` is canonical JSON text."""

    number: int
    at: datetime
    action: str
    actor: str
    subject: str
    subject_label: str
    body: str
    data: str
    previous: str
    digest: str = ""

    def content(self) -> dict[str, Any]:
        """Return what the digest covers: everything but the row's own digest."""
        return {
            "number": self.number,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "action": self.action,
            "actor": self.actor,
            "subject": self.subject,
            "subject_label": self.subject_label,
            "body": self.body,
            "data": self.data,
            "previous": self.previous,
        }


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the chain does not hold: the row, what happened, a sentence."""

    number: int
    kind: BreakKind
    sentence: str


def canonical(value: Any) -> str:
    """Return JSON with sorted keys and no blanks: the same value always gives the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(link: Link) -> str:
    """Return the SHA-256 of a row, which covers the digest of the row before it."""
    return hashlib.sha256(canonical(link.content()).encode()).hexdigest()


def breaks(links: Iterable[Link], *, head: tuple[int, str]) -> Iterator[Break]:
    """Walk the rows in the order of their numbers and yield every break.

    ``head`` is number and digest of the last row as the trail's head keeps them.
    """
    number, last = 0, GENESIS
    for link in links:
        if link.number != number + 1:
            yield _gap(number + 1, link.number - 1)
            last = link.previous
        yield from _judge(link, last)
        number, last = link.number, link.digest
    if number < head[0]:
        yield _gap(number + 1, head[0])
    elif (number, last) != head:
        yield Break(number, "head", f"第 {number} 条与链尾记录的摘要不同：链尾被改写")


def _judge(link: Link, last: str) -> Iterator[Break]:
    sound = digest(link) == link.digest
    if not sound:
        yield Break(link.number, "changed", f"第 {link.number} 条的内容与其摘要不符：该条被改动")
    if link.previous != last:
        sentence = f"第 {link.number} 条不接第 {link.number - 1} 条：两条之间有增删、改动或调换"
        yield Break(link.number, "moved", sentence)


def _gap(first: int, last: int) -> Break:
    which = f"第 {first} 条" if first == last else f"第 {first} 至 {last} 条"
    return Break(first, "removed", f"{which}缺失：被删除")

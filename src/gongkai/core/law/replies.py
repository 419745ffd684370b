"""Kinds of reply (答复): row of table 3, article, document, required contents, remedy code."""

from __future__ import annotations

import enum
import functools
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.core.kernel import data
from gongkai.core.kernel.refusals import Reason
from gongkai.core.law import parameters
from gongkai.core.law.parameters import Scalar

PACKAGE = "gongkai.core.law"


class RemedyCode(enum.StrEnum):
    """Which remedy is told: reconsideration first (F, 复议前置) or either at choice (D)."""

    FIRST = "F"
    DIRECT = "D"


@dataclass(frozen=True, slots=True)
class Content:
    """Something a paper must state; ``when`` names the circumstance in which it must."""

    key: str
    label: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class ReplyKind:
    """One kind of reply; ``rows`` gives its row of table 3 in each form."""

    key: str
    label: str
    rows: Mapping[str, str]
    articles: tuple[str, ...]
    document: str
    must_state: tuple[Content, ...]
    outcome: str
    keep: tuple[Content, ...] = ()
    basis: str = ""
    note: str = ""

    @property
    def cited(self) -> str:
        """Return the articles as a reply cites them, or the other basis, or ``""``."""
        if not self.articles:
            return self.basis
        return _table().law + "、".join(self.articles)


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A paper sent or kept on the way to a reply (过程文书)."""

    key: str
    title: str
    basis: str
    must_state: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Replies:
    law: str
    since: date
    common: tuple[Content, ...]
    kinds: tuple[ReplyKind, ...]


@dataclass(frozen=True, slots=True)
class _Notices:
    notices: tuple[NoticeKind, ...] = field(default=())


@functools.cache
def _table() -> _Replies:
    table: _Replies = data.load(PACKAGE, "replies.yaml", _Replies)
    return table


@functools.cache
def kinds() -> dict[str, ReplyKind]:
    """Return every kind of reply by its key, in the order of table 3."""
    return {kind.key: kind for kind in _table().kinds}


def common() -> tuple[Content, ...]:
    """Return what every reply must state."""
    return _table().common


@functools.cache
def notices() -> dict[str, NoticeKind]:
    """Return every paper that is not a reply, by its key."""
    table: _Notices = data.load(PACKAGE, "notices.yaml", _Notices)
    return {notice.key: notice for notice in table.notices}


def of_row(form: str, row: str) -> tuple[ReplyKind, ...]:
    """Return the kinds of reply that are counted in ``row`` of the form."""
    return tuple(kind for kind in kinds().values() if kind.rows.get(form) == row)


def remedy_code(kind: str, on: date, chosen: Mapping[str, Scalar] | None = None) -> RemedyCode:
    """Return the remedy code of a reply made on ``on``.

    《行政复议法》（2023修订）第二十三条第一款第（四）项: since 2024-01-01 whoever was refused must
    first apply for reconsideration; a partial refusal and 行政查询事项 are settings.

    Raises:
        KeyError: There is no such kind.
    """
    found = kinds()[kind]
    law = parameters.at(on, chosen)
    name = SETTINGS.get(kind)
    if name is not None:
        value = law.find(name)
        first = value is not None and value.value == "first"
        return RemedyCode.FIRST if first else RemedyCode.DIRECT
    outcomes = law.get("remedies.reconsideration_first").value
    first = isinstance(outcomes, tuple) and found.outcome in outcomes
    return RemedyCode.FIRST if first else RemedyCode.DIRECT


SETTINGS = {
    "refused.administrative_query": "remedies.administrative_query_first",
    "partly_granted": "remedies.partial_refusal_first",
}


def missing(
    kind: str, stated: Collection[str], circumstances: Collection[str] = ()
) -> tuple[Reason, ...]:
    """Return one reason for everything the reply must state and does not.

    Raises:
        KeyError: There is no such kind.
    """
    found = kinds()[kind]
    wanted = [
        content
        for content in (*common(), *found.must_state)
        if not content.when or content.when in circumstances
    ]
    return tuple(
        Reason(
            f"reply.{content.key}",
            f"“{found.document}”应当写明：{content.label}。",
            found.cited or "年度报告格式表三",
        )
        for content in wanted
        if content.key not in stated
    )

"""Checklists of the law (法定项目): what a guide, an application, a report, a platform must have."""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from gongkai.core.kernel import data
from gongkai.core.kernel.refusals import Reason


@dataclass(frozen=True, slots=True)
class Checklist:
    """The items an article lists; ``needs`` says whether every one or any one must be there.

    ``never_ask`` names what may not be demanded.
    """

    key: str
    title: str
    basis: str
    items: Mapping[str, str]
    needs: Literal["every", "any"] = "every"
    never_ask: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Checklists:
    checklists: tuple[Checklist, ...]


@functools.cache
def checklists() -> dict[str, Checklist]:
    """Return every checklist by its key."""
    table: _Checklists = data.load("gongkai.core.law", "checklists.yaml", _Checklists)
    return {checklist.key: checklist for checklist in table.checklists}


def missing(key: str, present: Collection[str]) -> tuple[Reason, ...]:
    """Return one reason for every item that is not there.

    Raises:
        KeyError: There is no such checklist, or ``present`` names an item it does not have.
    """
    found = checklists()[key]
    unknown = [item for item in present if item not in found.items]
    if unknown:
        raise KeyError(f"{key} has no item {', '.join(unknown)}; it has {', '.join(found.items)}")
    if found.needs == "any":
        if present:
            return ()
        sentence = f"“{found.title}”至少应当有一项：{'、'.join(found.items.values())}。"
        return (Reason(f"{key}.any", sentence, found.basis),)
    return tuple(
        Reason(f"{key}.{item}", f"“{found.title}”缺少：{label}。请补充。", found.basis)
        for item, label in found.items.items()
        if item not in present
    )


def unlawful_demands(key: str, asked: Collection[str]) -> tuple[Reason, ...]:
    """Return one reason for everything asked that may not be asked.

    Raises:
        KeyError: There is no such checklist.
    """
    found = checklists()[key]
    return tuple(
        Reason(
            f"{key}.{item}",
            f"“{found.title}”不得要求提供：{label}。请从表单中删去。",
            found.basis,
        )
        for item, label in found.never_ask.items()
        if item in asked
    )

"""Grounds for withholding information (不予公开的情形,《条例》第十四条至第十六条) and their limits."""

from __future__ import annotations

import enum
import functools
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from gongkai.core.calendar import calendar_days
from gongkai.core.kernel import data
from gongkai.core.kernel.refusals import Reason
from gongkai.core.law import parameters
from gongkai.core.law.parameters import Scalar

ACT = "《政府信息公开条例》（2019修订）"


@dataclass(frozen=True, slots=True)
class RefusalGround:
    """A ground: whether it must or may withhold, its kinds, what sets it aside, its row."""

    key: str
    label: str
    article: str
    force: Literal["must", "may"]
    row: str
    kinds: Mapping[str, str] = field(default_factory=dict)
    set_aside_by: tuple[str, ...] = ()

    @property
    def basis(self) -> str:
        """Return the article as it is cited."""
        return ACT + self.article


@dataclass(frozen=True, slots=True)
class _Grounds:
    grounds: tuple[RefusalGround, ...]
    set_aside: Mapping[str, str]


@functools.cache
def _table() -> _Grounds:
    table: _Grounds = data.load("gongkai.core.law", "grounds.yaml", _Grounds)
    return table


@functools.cache
def grounds() -> dict[str, RefusalGround]:
    """Return every ground by its key, in the order of table 3."""
    return {ground.key: ground for ground in _table().grounds}


def faults(
    key: str, *, kind: str | None = None, circumstances: Collection[str] = ()
) -> tuple[Reason, ...]:
    """Return every reason why information may not be withheld on the ground ``key`` so.

    Raises:
        KeyError: There is no such ground.
    """
    ground = grounds()[key]
    found = []
    if ground.kinds and kind not in ground.kinds:
        kinds = "、".join(ground.kinds.values())
        sentence = f"以“{ground.label}”为由不予公开的，应当写明属于哪一类：{kinds}。"
        found.append(Reason("ground.kind", sentence, ground.basis))
    for circumstance in circumstances:
        if circumstance in ground.set_aside_by:
            why = _table().set_aside[circumstance]
            sentence = f"{why}，不能以“{ground.label}”为由不予公开。请公开，或者改正该情况的登记。"
            found.append(Reason("ground.set_aside", sentence, ground.basis))
    return tuple(found)


class ThirdPartyAnswer(enum.StrEnum):
    """What the third party said (第三方意见)."""

    AGREES = "agrees"
    OBJECTS = "objects"
    OBJECTS_WITHOUT_REASON = "objects_without_reason"
    SILENT = "silent"


class Outcome(enum.StrEnum):
    """What follows for the information asked for."""

    DISCLOSE = "disclose"
    DISCLOSE_AND_NOTIFY = "disclose_and_notify"
    WITHHOLD = "withhold"
    BODY_DECIDES = "body_decides"


def after_third_party(answer: ThirdPartyAnswer, *, public_interest: bool = False) -> Outcome:
    """Return what follows from the third party's answer (《条例》第十五条、第三十二条).

    A fair objection withholds, unless the public interest weighs more: then the body may decide
    to disclose and must tell the third party in writing what and why.
    """
    if answer is ThirdPartyAnswer.AGREES:
        return Outcome.DISCLOSE
    if public_interest:
        return Outcome.DISCLOSE_AND_NOTIFY
    if answer is ThirdPartyAnswer.OBJECTS:
        return Outcome.WITHHOLD
    return Outcome.BODY_DECIDES


def after_co_maker(*, answered: bool, agrees: bool) -> Outcome:
    """Return what follows from a co-maker's answer; silence is consent (《条例》第三十四条)."""
    return Outcome.DISCLOSE if agrees or not answered else Outcome.BODY_DECIDES


def reassessment_due(decided_on: date, chosen: Mapping[str, Scalar] | None = None) -> date:
    """Return when withheld information is to be assessed again (《条例》第十八条; a setting)."""
    months = parameters.at(decided_on, chosen).number("clocks.reassessment")
    return calendar_days.add_months(decided_on, months)

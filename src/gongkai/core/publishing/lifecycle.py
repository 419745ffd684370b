"""The life cycle of an edition (信息发布流程) as a table, and why an act is not permitted now."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.core.kernel import data
from gongkai.core.kernel.refusals import Reason
from gongkai.core.publishing import conditions
from gongkai.core.publishing.roles import role_label
from gongkai.core.publishing.situation import Situation

PACKAGE = "gongkai.core.publishing"
REVIEW_STEPS = ("first_review", "second_review", "final_review")
STEPS = ("first_review", "secrecy_review", "second_review", "final_review")
TIMETABLE = "timetable"
BASIS = "《政府信息公开条例》第十七条"


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its label, the roles that may do it, what excludes, what it needs, where it leads."""

    label: str
    who: tuple[str, ...]
    to: str
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """One state with its Chinese label and the acts that it permits."""

    label: str
    acts: Mapping[str, Act] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The whole table, as ``lifecycle.yaml`` writes it."""

    basis: str
    states: Mapping[str, State]


@functools.cache
def lifecycle() -> Lifecycle:
    """Return the table.

    Raises:
        DataError: The file does not fit, or names a state or a condition that does not exist.
    """
    table = data.load(PACKAGE, "lifecycle.yaml", Lifecycle)
    mistakes = [
        f"lifecycle.yaml: states.{name}.acts.{key}: {complaint}"
        for name, state in table.states.items()
        for key, act in state.acts.items()
        for complaint in _complaints(act, table)
    ]
    if mistakes:
        raise data.DataError(mistakes)
    return table


def _complaints(act: Act, table: Lifecycle) -> list[str]:
    unknown = [name for name in (*act.unless, *act.needs) if name not in conditions.CONDITIONS]
    complaints = [f"condition {name!r} does not exist" for name in unknown]
    if act.to not in table.states:
        complaints.append(f"state {act.to!r} does not exist")
    return complaints


def label(state: str) -> str:
    """Return the Chinese label of a state."""
    return lifecycle().states[state].label


def acts(state: str) -> Mapping[str, Act]:
    """Return the acts that ``state`` permits to anybody."""
    return lifecycle().states[state].acts


def permitted_roles(state: str, act: str) -> tuple[str, ...]:
    """Return the roles that may do ``act`` in ``state``; none when the state does not know it."""
    found = acts(state).get(act)
    return found.who if found else ()


def offered(situation: Situation) -> tuple[str, ...]:
    """Return the acts to show: those whose role and exclusions the person meets.

    What an act still needs (a remark, closed opinions) does not hide it; it is told when asked.
    """
    return tuple(
        name for name, act in acts(situation.state).items() if not _personal(act, situation)
    )


def reasons_against(act: str, situation: Situation) -> tuple[Reason, ...]:
    """Return every reason why ``act`` is not permitted now; none when it is."""
    found = acts(situation.state).get(act)
    if found is None:
        return (_wrong_state(act, situation),)
    needed = [reason for name in found.needs for reason in conditions.CONDITIONS[name](situation)]
    return (*_personal(found, situation), *needed)


def target(act: str, state: str) -> str:
    """Return the state that ``act`` leads to.

    Raises:
        KeyError: ``state`` does not know ``act``.
    """
    return acts(state)[act].to


def _personal(act: Act, situation: Situation) -> list[Reason]:
    reasons = [reason for name in act.unless for reason in conditions.CONDITIONS[name](situation)]
    if not situation.roles & set(act.who):
        reasons.insert(0, _wrong_role(act))
    return reasons


def _wrong_role(act: Act) -> Reason:
    who = "、".join(role_label(role) for role in act.who)
    sentence = f"“{act.label}”由本单位的{who}办理，您在本单位没有这一角色。请联系管理员授权，或转给有权人员办理"
    return Reason("publishing.role", sentence, BASIS)


def _wrong_state(act: str, situation: Situation) -> Reason:
    named = [one.acts[act].label for one in lifecycle().states.values() if act in one.acts]
    wanted = named[0] if named else act
    now = label(situation.state)
    sentence = f"本信息现处于“{now}”，不能“{wanted}”。请刷新页面查看现在可以办理的事项"
    return Reason("publishing.state", sentence, BASIS)

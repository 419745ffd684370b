"""The life cycle of a case (依申请公开办理流程) as a table, and why an act is not permitted now."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.core.casework import conditions
from gongkai.core.casework.happenings import kinds
from gongkai.core.casework.situation import Situation
from gongkai.core.kernel import data
from gongkai.core.kernel.refusals import Reason

PACKAGE = "gongkai.core.casework"
APPLICANT = "applicant"
TIMETABLE = "timetable"


@dataclass(frozen=True, slots=True)
class State:
    """One state: its label for the office, what the applicant is told, whether work goes on.

    ``waits_for`` names the roles that have to do something about it.
    """

    label: str
    told: str
    open: bool = False
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """One act: who may do it in which states, what excludes, what it needs, what it enters."""

    label: str
    states: tuple[str, ...]
    who: tuple[str, ...]
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    enters: str = ""
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The whole table, as ``lifecycle.yaml`` writes it."""

    basis: str
    roles: Mapping[str, str]
    states: Mapping[str, State]
    acts: Mapping[str, Act] = field(default_factory=dict)


@functools.cache
def lifecycle() -> Lifecycle:
    """Return the table, with ``open`` spelled out.

    Raises:
        DataError: The file does not fit, or names a state, role or condition that does not exist.
    """
    table = data.load(PACKAGE, "lifecycle.yaml", Lifecycle)
    mistakes = [
        f"lifecycle.yaml: acts.{name}: {complaint}"
        for name, act in table.acts.items()
        for complaint in _complaints(act, table)
    ]
    if mistakes:
        raise data.DataError(mistakes)
    return Lifecycle(
        table.basis,
        table.roles,
        table.states,
        {name: _spelled(act, table) for name, act in table.acts.items()},
    )


def _complaints(act: Act, table: Lifecycle) -> list[str]:
    known = {*table.states, "open"}
    unknown = [name for name in (*act.unless, *act.needs) if name not in conditions.CONDITIONS]
    complaints = [f"condition {name!r} does not exist" for name in unknown]
    complaints += [f"state {name!r} does not exist" for name in act.states if name not in known]
    complaints += [f"role {name!r} does not exist" for name in act.who if name not in table.roles]
    if act.enters and act.enters not in kinds():
        complaints.append(f"entry {act.enters!r} does not exist")
    return complaints


def _spelled(act: Act, table: Lifecycle) -> Act:
    spelled = [
        name
        for each in act.states
        for name in (
            [key for key, state in table.states.items() if state.open] if each == "open" else [each]
        )
    ]
    return Act(act.label, tuple(spelled), act.who, act.unless, act.needs, act.enters, act.clock)


def label(state: str) -> str:
    """Return the Chinese label of a state."""
    return lifecycle().states[state].label


def open_states() -> tuple[str, ...]:
    """Return the states in which a case is still worked on."""
    return tuple(name for name, state in lifecycle().states.items() if state.open)


def acts(state: str) -> dict[str, Act]:
    """Return the acts that ``state`` leaves open to anybody."""
    return {name: act for name, act in lifecycle().acts.items() if state in act.states}


def permitted_roles(state: str, act: str) -> tuple[str, ...]:
    """Return the roles that may do ``act`` in ``state``; none when the state does not know it."""
    found = lifecycle().acts[act]
    return found.who if state in found.states else ()


def offered(situation: Situation) -> tuple[str, ...]:
    """Return the acts to show: those whose role and exclusions the person meets.

    What an act still needs (a remark, a date) does not hide it; it is told when asked.
    """
    return tuple(
        name for name, act in acts(situation.state).items() if not _personal(act, situation)
    )


def reasons_against(act: str, situation: Situation) -> tuple[Reason, ...]:
    """Return every reason why ``act`` is not permitted now; none when it is.

    Raises:
        KeyError: There is no such act.
    """
    found = lifecycle().acts[act]
    if situation.state not in found.states:
        return (_wrong_state(found, situation),)
    needed = [reason for name in found.needs for reason in conditions.CONDITIONS[name](situation)]
    return (*_personal(found, situation), *needed)


def standing_reasons(act: str, situation: Situation) -> tuple[Reason, ...]:
    """Return why an act is not permitted whatever the person may enter: for the help at its button.

    Raises:
        KeyError: There is no such act.
    """
    found = lifecycle().acts[act]
    if situation.state not in found.states:
        return (_wrong_state(found, situation),)
    standing = [name for name in found.needs if name in conditions.STANDING]
    needed = [reason for name in standing for reason in conditions.CONDITIONS[name](situation)]
    return (*_personal(found, situation), *needed)


def _personal(act: Act, situation: Situation) -> list[Reason]:
    reasons = [reason for name in act.unless for reason in conditions.CONDITIONS[name](situation)]
    if not situation.roles & set(act.who):
        reasons.insert(0, _wrong_role(act))
    return reasons


def _wrong_role(act: Act) -> Reason:
    who = "、".join(lifecycle().roles[role] for role in act.who)
    sentence = (
        f"“{act.label}”由承办机关的{who}办理，您没有这一角色。请联系管理员授权，或转给有权人员办理"
    )
    return Reason("casework.role", sentence, lifecycle().basis)


def _wrong_state(act: Act, situation: Situation) -> Reason:
    now = label(situation.state)
    when = "、".join(f"“{label(name)}”" for name in act.states)
    sentence = f"本件现处于“{now}”，不能“{act.label}”；该事项在{when}时办理。请刷新页面查看"
    return Reason("casework.state", sentence, lifecycle().basis)

"""The life cycle as a table: every state reached, every act explained, conditions told together."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from gongkai.core.kernel.data import DataError
from gongkai.core.publishing import conditions, lifecycle
from gongkai.core.publishing.roles import roles
from gongkai.core.publishing.situation import Situation

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def situation(**facts) -> Situation:
    known = {"state": "drafting", "roles": frozenset({"drafter"}), "at": AT}
    return Situation(**known | facts)


def codes(act: str, **facts) -> list[str]:
    return [reason.code for reason in lifecycle.reasons_against(act, situation(**facts))]


def test_every_state_can_be_reached_and_every_role_exists():
    table = lifecycle.lifecycle().states
    reached, waiting = {"drafting"}, ["drafting"]
    while waiting:
        for act in table[waiting.pop()].acts.values():
            if act.to not in reached:
                reached.add(act.to)
                waiting.append(act.to)
            assert set(act.who) <= {*roles(), lifecycle.TIMETABLE}
    assert reached | {"superseded"} == set(table)


def test_no_path_leads_to_release_around_the_reviews():
    table = lifecycle.lifecycle().states
    for start in ("drafting", *lifecycle.STEPS):
        for act in table[start].acts.values():
            assert act.to not in ("scheduled", "published", "kept")
    order = [
        "drafting",
        "first_review",
        "secrecy_review",
        "second_review",
        "final_review",
        "approved",
    ]
    for state, following in pairwise(order[1:]):
        assert table[state].acts["approve"].to == following
        assert "was_author" in table[state].acts["approve"].unless


def test_every_condition_is_used_and_told_in_chinese():
    used = {
        name
        for state in lifecycle.lifecycle().states.values()
        for act in state.acts.values()
        for name in (*act.unless, *act.needs)
    }
    assert used == set(conditions.CONDITIONS)


def test_all_reasons_are_told_at_once():
    told = codes(
        "publish",
        state="approved",
        roles=frozenset(),
        disclosure="withheld",
        approvals=2,
        column_open=False,
        written_on=datetime(2027, 1, 1, tzinfo=UTC).date(),
    )
    assert told == [
        "publishing.role",
        "publishing.approvals",
        "publishing.secrecy_missing",
        "publishing.not_disclosable",
        "publishing.dates",
        "publishing.column_retired",
    ]


def test_an_act_of_another_state_names_both():
    (reason,) = lifecycle.reasons_against("publish", situation())
    assert reason.sentence == "本信息现处于“起草”，不能“发布”。请刷新页面查看现在可以办理的事项"


def test_a_role_that_lacks_is_named():
    (reason,) = lifecycle.reasons_against(
        "approve", situation(state="first_review", roles=frozenset({"drafter"}))
    )
    assert "由本单位的初审人办理" in reason.sentence


def test_offered_acts_hide_what_a_person_can_never_do_and_show_what_still_needs_something():
    assert lifecycle.offered(situation()) == ("save", "submit", "discard")
    review = {"state": "first_review", "roles": frozenset({"first_reviewer"})}
    assert lifecycle.offered(situation(**review)) == ("approve", "send_back")
    assert lifecycle.offered(situation(**review, was_author=True)) == ()


def test_the_timetable_may_release_what_is_due_and_nothing_else():
    machine = {"state": "scheduled", "roles": frozenset({lifecycle.TIMETABLE})}
    ready = {"approvals": 3, "secrecy_cleared": True, "release_at": AT}
    assert codes("release", **machine, **ready) == []
    assert codes("publish", **machine, **ready) == ["publishing.role"]


def test_a_table_that_names_an_unknown_condition_is_refused(monkeypatch):
    monkeypatch.delitem(conditions.CONDITIONS, "remark")
    lifecycle.lifecycle.cache_clear()
    with pytest.raises(DataError, match="condition 'remark' does not exist"):
        lifecycle.lifecycle()
    lifecycle.lifecycle.cache_clear()

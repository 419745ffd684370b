"""The table of the life cycle, by itself."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.casework import conditions
from gongkai.core.casework.lifecycle import (
    APPLICANT,
    TIMETABLE,
    lifecycle,
    offered,
    open_states,
    reasons_against,
)
from gongkai.core.casework.situation import Situation
from gongkai.core.publishing.roles import roles

ACTS = lifecycle().acts


def test_every_role_can_be_granted_and_is_called_the_same():
    granted = {key: role.label for key, role in roles().items()}
    own = {key: name for key, name in lifecycle().roles.items() if key in granted}
    assert set(lifecycle().roles) - set(own) == {APPLICANT, TIMETABLE}
    assert own == {key: granted[key] for key in own}


def test_every_condition_is_used():
    used = {name for act in ACTS.values() for name in (*act.needs, *act.unless)}
    assert used == set(conditions.CONDITIONS)


@pytest.mark.parametrize("act", list(ACTS))
def test_whoever_has_no_role_and_is_in_the_wrong_state_is_refused(act):
    for state in lifecycle().states:
        facts = Situation(state=state, roles=frozenset(), today=date(2026, 11, 20))
        codes = {reason.code for reason in reasons_against(act, facts)}
        wanted = "casework.role" if state in ACTS[act].states else "casework.state"
        assert wanted in codes, (act, state)
        assert offered(facts) == ()


def test_an_act_tells_all_its_reasons_at_once():
    facts = Situation(state="handling", roles=frozenset(), today=date(2026, 11, 20))
    codes = [reason.code for reason in reasons_against("request_supplementation", facts)]
    assert codes == ["casework.role", "casework.date", "casework.faults", "casework.until"]


def test_nobody_reviews_or_signs_their_own_and_two_people_do_it():
    for act in ("approve_reply", "sign_reply", "send_back_reply", "give_legality_opinion"):
        assert "was_author" in ACTS[act].unless
    assert "was_approver" in ACTS["sign_reply"].unless


def test_work_goes_on_in_every_state_before_conclusion():
    assert "concluded" not in open_states()
    assert all("withdraw" in {n for n, a in ACTS.items() if s in a.states} for s in open_states())


def test_the_reasons_name_fact_and_next_step():
    facts = Situation(
        state="signing",
        roles=frozenset({"reply_signer"}),
        today=date(2026, 11, 20),
        was_author=True,
        was_approver=True,
        legality="objected",
    )
    sentences = [reason.sentence for reason in reasons_against("sign_reply", facts)]
    assert sentences == [
        "您参与拟写了本答复，不能审核或签发。请由其他人员办理",
        "您已经审核通过本答复，不能再由您签发。请由其他签发人办理",
        "本答复还没有保密审查意见。请送保密审查员审查",
        "合法性审核没有通过。请退回修改后重新送审",
    ]

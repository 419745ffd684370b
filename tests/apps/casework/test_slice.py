"""From the application to the reply: the thin line through everything."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.apps.casework import actions
from gongkai.apps.casework.actions import Decision
from gongkai.apps.trail.models import Entry
from gongkai.core.kernel.refusals import Refused
from gongkai.core.law.events import Party
from gongkai.core.law.grounds import ThirdPartyAnswer
from tests.apps.casework.desk import IN_STATE, START, filled, on_day


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def test_an_application_filed_online_is_answered(desk):
    filed = desk.filed()
    case = filed.case
    assert (case.reference, case.state) == (f"{desk.body.slug}-2026-00001", "received")
    case = actions.confirm_receipt(
        case=case, seen=case.version, on=START.date(), by=desk["ogi_office"], at=START
    )
    assert (case.state, case.due_on) == ("handling", date(2026, 12, 18))
    done = desk.concluded(case=case, at=on_day(5))
    assert (done.state, done.outcome, done.in_time) == ("concluded", "granted.given", True)
    assert done.concluded_on == on_day(5).date()
    found, citizen = actions.look_up(
        number=case.reference, code=filed.code, address="192.0.2.1", at=on_day(6)
    )
    assert (found.pk, citizen.case) == (case.pk, case.pk)
    verbs = [one.action for one in Entry.objects.filter(subject=f"casework.case:{case.pk}")]
    assert verbs == [
        f"casework.case.{verb}"
        for verb in (
            "filed",
            "receipt_confirmed",
            "reply_drafted",
            "reply_submitted",
            "secrecy_opinion",
            "legality_opinion",
            "reply_approved",
            "reply_signed",
            "served",
        )
    ]


def test_a_refusal_in_part_asks_the_third_party_first(desk):
    case = desk.handed_in("施工合同", "施工单位报价")
    decisions = {
        1: Decision(outcome="granted.given"),
        2: Decision(
            outcome="refused.third_party_rights", ground_kind="trade_secret", reason="含成本构成"
        ),
    }
    by = desk["case_officer"]
    actions.draft_reply(
        case=case,
        seen=case.version,
        decisions=decisions,
        details=filled("partly_granted"),
        by=by,
        at=START,
    )
    case = desk.fresh(case)
    assert case.replies.get().kind == "partly_granted"
    with pytest.raises(Refused) as refusal:
        actions.submit_reply(case=case, seen=case.version, by=by, at=START)
    assert codes(refusal) == ["casework.not_consulted"]
    asked = actions.consult(
        case=case,
        seen=case.version,
        party=Party.THIRD_PARTY,
        name="某建筑公司",
        question="是否同意公开报价",
        by=by,
        at=START,
    )
    case = desk.fresh(case)
    assert case.state == "consulting"
    case = actions.record_answer(
        consultation=asked,
        seen=case.version,
        answer=ThirdPartyAnswer.OBJECTS,
        text="属于商业秘密",
        on=on_day(4).date(),
        by=by,
        at=on_day(4),
    )
    assert case.due_on == date(2026, 12, 22)
    assert case.state == "handling"
    with pytest.raises(Refused) as refusal:
        actions.submit_reply(case=case, seen=case.version, by=by, at=on_day(4))
    assert set(codes(refusal)) == {  # the letter was written before the consultation
        "casework.letter.consulted_on",
        "casework.letter.consultation_ended_on",
    }
    actions.draft_reply(case=case, seen=case.version, by=by, at=on_day(4))
    case = desk.fresh(case)
    case = actions.submit_reply(case=case, seen=case.version, by=by, at=on_day(4))
    with pytest.raises(Refused) as refusal:
        actions.approve_reply(case=case, seen=case.version, by=desk["ogi_head"], at=on_day(4))
    assert codes(refusal) == ["casework.secrecy_missing", "casework.legality_missing"]


def test_the_period_for_supplementation_restarts_the_clock_or_lapses(desk):
    case = desk.supplementing()
    with pytest.raises(Refused) as refusal:
        actions.lapse_supplementation(
            case=case, seen=case.version, remark="未补正", by=desk["ogi_office"], at=on_day(3)
        )
    assert codes(refusal) == ["casework.supplementation_open"]
    answered = actions.record_supplementation(
        case=case,
        text="指2025年3月发布的方案",
        on=on_day(7).date(),
        by=desk["ogi_office"],
        at=on_day(7),
    )
    assert (answered.state, answered.due_on) == ("handling", date(2026, 12, 25))
    other = desk.supplementing()
    ended = actions.lapse_supplementation(
        case=other, seen=other.version, remark="未补正", by=desk["ogi_office"], at=on_day(30)
    )
    assert (ended.state, ended.outcome) == ("concluded", "other.not_supplemented")


def test_an_extension_needs_the_head_and_comes_in_time_and_once(desk):
    case = desk.handed_in()
    with pytest.raises(Refused) as refusal:
        actions.extend_deadline(
            case=case, seen=case.version, days=21, remark="", by=desk["ogi_office"], at=on_day(40)
        )
    assert codes(refusal) == [
        "casework.role",
        "casework.extension_after_expiry",
        "casework.remark",
    ]
    extended = actions.extend_deadline(
        case=case, seen=case.version, days=10, remark="需要检索档案", by=desk["ogi_head"], at=START
    )
    assert extended.due_on == date(2027, 1, 4)
    assert extended.provisional
    with pytest.raises(Refused) as refusal:
        actions.extend_deadline(
            case=case, seen=extended.version, days=5, remark="再延", by=desk["ogi_head"], at=START
        )
    assert codes(refusal) == ["casework.extension_twice"]


def test_a_wrong_date_is_corrected_with_reason_and_every_term_follows(desk):
    case = desk.handed_in(at=on_day(10))
    entry = case.events.get(kind="handed_in")
    corrected = actions.correct_date(
        case=case,
        seen=case.version,
        entry=entry,
        on=START.date(),
        remark="回执日期为证",
        by=desk["ogi_head"],
        at=on_day(11),
    )
    assert (corrected.received_on, corrected.due_on) == (START.date(), date(2026, 12, 18))
    assert case.events.filter(kind="handed_in").count() == 2


def test_a_case_goes_to_the_responsible_body_with_its_days(desk):
    case = desk.handed_in()
    moved = actions.transfer(
        case=case,
        seen=case.version,
        to=desk.county.other,
        remark="由该机关制作",
        by=desk["ogi_head"],
        at=on_day(1),
    ).case
    assert desk.fresh(case).state == "transferred"
    assert (moved.body, moved.due_on) == (desk.county.other, date(2026, 12, 18))
    assert moved.applicant.name == case.applicant.name


def test_a_case_is_handled_anew_after_a_decision(desk):
    case = desk.concluded("refused.internal_affairs", ground_kind="personnel")
    day = on_day(30)
    anew = actions.reopen(
        case=case,
        seen=case.version,
        on=day.date(),
        until=day.date() + timedelta(days=15),
        remark="复议决定撤销",
        by=desk["ogi_head"],
        at=day,
    )
    assert (anew.state, anew.outcome, anew.handled_anew) == ("handling", "", True)
    again = desk.concluded(case=anew, at=on_day(40))
    assert (again.outcome, again.replies.count()) == ("granted.given", 2)


@pytest.mark.parametrize("state", sorted(IN_STATE))
def test_every_state_is_reached(desk, state):
    assert desk.in_state(state).state == state


def test_a_code_cannot_be_guessed(desk):
    filed = desk.filed()
    for _ in range(5):
        with pytest.raises(Refused) as refusal:
            actions.look_up(
                number=filed.case.reference, code="AAAA-BBBB-CCCC", address="192.0.2.7", at=START
            )
        assert codes(refusal) == ["casework.code_wrong"]
    with pytest.raises(Refused) as refusal:
        actions.look_up(number=filed.case.reference, code=filed.code, address="192.0.2.7", at=START)
    assert codes(refusal) == ["casework.code_locked"]
    found, _ = actions.look_up(
        number=filed.case.reference, code=filed.code, address="192.0.2.8", at=START
    )
    assert found.pk == filed.case.pk
    later, _ = actions.look_up(
        number=f" {filed.case.reference.upper()} ",
        code=filed.code.lower().replace("-", " "),
        address="192.0.2.7",
        at=START + timedelta(minutes=16),
    )
    assert later.pk == filed.case.pk

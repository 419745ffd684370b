"""What people find: lists, pages, the register, the report's tables."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

import pytest

from gongkai.apps.casework import actions, queries
from gongkai.apps.casework.queries import CaseFilter
from gongkai.core.kernel.refusals import Refused
from tests.apps.casework.desk import START, on_day

PERSONAL = ("周明远", "110105194912310021", "13800001234", "zhou@example.cn", "建设路1号")


def references(rows):
    return [one.reference for one in rows]


def test_each_person_finds_what_waits_for_them(desk):
    states = ("received", "handling", "supplementing", "reviewing", "signing", "serving")
    made = {state: desk.in_state(state).reference for state in states}
    waits = {
        "ogi_office": ["received", "handling", "serving"],
        "case_officer": ["handling"],
        "ogi_head": ["reviewing"],
        "secrecy_reviewer": ["reviewing"],
        "legality_reviewer": ["reviewing"],
        "reply_signer": ["signing"],
        "drafter": [],
        "supervisor": [],
        "administrator": [],
    }
    for role, wanted in waits.items():
        found = set(references(queries.worklist(desk[role], at=START)))
        assert found == {made[state] for state in wanted}, role
    assert references(queries.waiting(desk["ogi_office"], at=START)) == [made["supplementing"]]


def test_nobody_is_asked_to_review_their_own_draft(desk):
    from gongkai.apps.accounts import actions as accounts

    accounts.grant_role(
        user=desk["case_officer"], body=desk.body, role="ogi_head", by=accounts.SETUP, at=START
    )
    case = desk.reviewing()
    assert case.reference not in references(queries.worklist(desk["case_officer"], at=START))
    with pytest.raises(Refused) as refusal:
        actions.approve_reply(case=case, seen=case.version, by=desk["case_officer"], at=START)
    assert "casework.own_draft" in [reason.code for reason in refusal.value.reasons]


def test_due_soon_and_overdue_follow_the_calendar(desk):
    case = desk.handed_in()
    by = desk["ogi_office"]
    assert references(queries.due_soon(by, at=START)) == []
    assert references(queries.due_soon(by, at=on_day(25))) == [case.reference]
    assert references(queries.overdue(by, at=on_day(28))) == []
    assert references(queries.overdue(by, at=on_day(29))) == [case.reference]
    first, last = date(2026, 12, 1), date(2026, 12, 31)
    assert references(queries.due_between(by, at=START, first=first, last=last)) == [case.reference]
    assert queries.counts(by, at=START) == {"handling": 1}


def test_a_case_is_found_by_name_or_number_without_either_in_the_database(desk):
    case = desk.handed_in()
    desk.handed_in(name="钱一", id_number="110105194912310048")
    by = desk["ogi_office"]
    for narrow in (
        CaseFilter(applicant="周 明远"),
        CaseFilter(id_number="110105194912310021"),
        CaseFilter(words=case.reference),
    ):
        assert references(queries.cases(by, at=START, narrow=narrow)) == [case.reference]
    assert references(queries.cases(by, at=START, narrow=CaseFilter(applicant="周"))) == []


def test_a_supervisor_sees_clocks_and_outcomes_and_no_person(desk):
    desk.concluded()
    open_case = desk.handed_in("周明远户拆迁补偿协议")
    seen = queries.overseen(desk["supervisor"], at=START)
    assert [one.reference for one in seen] == [open_case.reference]
    shown = str([asdict(one) for one in seen])
    assert not any(part in shown for part in (*PERSONAL, "拆迁补偿"))
    assert list(queries.cases(desk["supervisor"], at=START)) == []
    assert list(queries.readable_cases(desk["supervisor"], at=START)) == []
    assert queries.overseen(desk.county.outsider, at=START) == []
    with pytest.raises(Refused):
        actions.read_personal_data(case=open_case, remark="想看", by=desk["supervisor"], at=START)


def test_personal_data_are_masked_until_read_with_a_trace(desk):
    case = desk.handed_in()
    masked = queries.masked_applicant(case)
    assert masked["姓名或名称"] == "周**"
    assert not any(part in str(masked) for part in PERSONAL)
    with pytest.raises(Refused) as refusal:
        actions.read_personal_data(case=case, remark=" ", by=desk["ogi_office"], at=START)
    assert [reason.code for reason in refusal.value.reasons] == ["casework.remark"]
    told = actions.read_personal_data(
        case=case, remark="给周明远填写邮寄信封", by=desk["ogi_office"], at=START
    )
    assert told["address"] == "青禾县城关镇建设路1号"
    from gongkai.apps.trail.queries import history_of

    last = history_of(case).last()
    assert (last.action, last.details()) == (
        "casework.case.personal_data_read",
        {"reason": "给***填写邮寄信封"},
    )


def test_nothing_personal_stands_on_the_trail_or_in_the_outbox(desk):
    from gongkai.apps.outbox.models import Message
    from gongkai.apps.trail.models import Entry

    desk.concluded()
    written = str(list(Entry.objects.values())) + str(list(Message.objects.values()))
    assert not any(part in written for part in PERSONAL)


def test_the_applicant_reads_plain_words_and_no_names_of_staff(desk):
    filed = desk.filed()
    page = queries.status_page(filed.case)
    assert page.state == "已登记，正在与您确认收到之日"
    assert (page.may_withdraw, page.may_supplement, page.may_rate) == (True, False, False)
    case = desk.supplementing()
    page = queries.status_page(case)
    assert [one.sentence for one in page.timeline] == [
        "您当面提交了申请",
        "您的申请已登记",
        "我们请您补正申请",
    ]
    assert page.timeline[-1].until == date(2026, 12, 11)
    done = desk.concluded()
    shown = str(queries.status_page(done).timeline)
    assert "我们作出答复" in shown
    assert not any(person.name in shown for person in desk.county.people.values())


def test_the_explanation_names_every_day(desk):
    lines = queries.explanation(desk.handed_in())
    assert "2026-12-18 星期五 第 20 个工作日" in lines
    assert any("届满" in line for line in lines)


def test_replaced_entries_stay_to_be_seen(desk):
    case = desk.handed_in()
    entry = case.events.get(kind="handed_in")
    actions.correct_date(
        case=case,
        seen=case.version,
        entry=entry,
        on=START.date() - timedelta(days=1),
        remark="以回执为准",
        by=desk["ogi_head"],
        at=START,
    )
    shown = queries.entries_of(case)
    assert [(one.event.kind, one.stands, one.remark) for one in shown] == [
        ("handed_in", True, "以回执为准"),
        ("handed_in", False, ""),
        ("registered", True, ""),
    ]


def test_the_register_has_no_gap_and_says_why_a_number_is_void(desk):
    desk.handed_in()
    desk.in_state("void")
    desk.in_state("transferred")
    lines = queries.register(desk.body, 2026)
    assert [line.number for line in lines] == [f"〔2026〕第{n}号" for n in (1, 2, 3)]
    assert [line.note for line in lines] == [
        "",
        "同一申请登记了两次",
        f"移送 {desk.county.other.slug}-2026-00001",
    ]
    assert queries.gaps(desk.body, 2026) == []


def test_the_register_tells_the_day_in_china(desk):
    from datetime import datetime

    from tests.apps.casework.desk import CHINA

    early = datetime(2026, 11, 21, 6, 0, tzinfo=CHINA)  # the day before in Greenwich
    desk.handed_in(at=early)
    assert queries.register(desk.body, 2026)[0].registered_on == date(2026, 11, 21)


def test_lists_and_pages_ask_a_fixed_number_of_statements(desk, django_assert_max_num_queries):
    for _ in range(3):
        desk.handed_in()
    case = desk.reviewing()
    by = desk["ogi_office"]
    with django_assert_max_num_queries(8):
        assert len(list(queries.worklist(by, at=START))) == 3
    with django_assert_max_num_queries(8):
        assert len([(str(one.body), str(one.officer)) for one in queries.cases(by, at=START)]) == 4
    with django_assert_max_num_queries(20):
        queries.acts_of(case, by=by, at=START)


def test_a_refused_filing_takes_no_number(desk):
    with pytest.raises(Refused):
        desk.filed(name="")
    assert desk.filed().case.serial == 1


def test_every_act_says_why_it_is_not_permitted(desk):
    case = desk.reviewing()
    acts = {act.name: act for act in queries.acts_of(case, by=desk["ogi_head"], at=START)}
    assert [reason.code for reason in acts["approve_reply"].reasons] == ["casework.secrecy_missing"]
    assert [reason.code for reason in acts["consult"].reasons] == ["casework.state"]
    assert acts["send_back_reply"].permitted
    offered = dict(queries.permitted_acts(case, by=desk["ogi_head"], at=START))
    assert "approve_reply" in offered
    assert "sign_reply" not in offered


def test_repeats_and_petitions_are_shown_and_decide_nothing(desk):
    first = desk.concluded(case=desk.handed_in("2025年城关镇集体土地征收补偿方案"))
    second = desk.handed_in("申请公开2025年城关镇集体土地征收补偿方案，并请求查处违法行为")
    found = queries.hints(second)
    assert [one.earlier.key for one in found.repeats] == [first.pk]
    assert "要求处理" in found.petition.found
    assert second.state == "handling"
    other = desk.handed_in(id_number="110105194912310048", name="钱一")
    assert queries.hints(other).repeats == ()

"""Tasks, fees, remedies, drafts, the calendar, reminders: each act with what refuses it."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps.casework import actions, queries
from gongkai.apps.casework.actions import RemedyFacts
from gongkai.apps.casework.models import DraftApplication, Notice
from gongkai.apps.casework.papers import PaperIn
from gongkai.apps.casework.people import Citizen
from gongkai.apps.outbox.models import Message
from gongkai.core.kernel.refusals import Refused
from gongkai.core.law.events import Channel, EventKind, Party
from gongkai.core.law.grounds import ThirdPartyAnswer
from tests.apps.casework.desk import START, an_application, on_day

PDF = PaperIn("征收方案.pdf", b"%PDF-1.7 test")


def refused(call) -> list[str]:
    with pytest.raises(Refused) as refusal:
        call()
    return [reason.code for reason in refusal.value.reasons]


def test_a_task_goes_to_another_body_and_comes_back(desk):
    case = desk.handed_in()
    helper = desk.county.outsider
    task = actions.assign_task(
        case=case,
        seen=case.version,
        body=desk.county.other,
        request="请提供2025年征收台账",
        due_on=on_day(5).date(),
        by=desk["ogi_office"],
        at=START,
    )
    assert [one.pk for one in queries.tasks_waiting(helper, at=START)] == [task.pk]
    assert queries.inbox(helper).get().event == "task_assigned"
    assert list(queries.readable_cases(helper, at=START)) == []
    case = desk.drafted(case=desk.fresh(case))
    submit = {"case": case, "seen": case.version, "by": desk["case_officer"], "at": START}
    assert refused(lambda: actions.submit_reply(**submit)) == ["casework.task_open"]
    assert refused(
        lambda: actions.answer_task(task=task, answer="", by=desk["drafter"], at=START)
    ) == ["accounts.role", "casework.answer"]
    actions.chase_task(task=task, by=desk["ogi_office"], at=on_day(3))
    done = actions.answer_task(task=task, answer="台账见附件", by=helper, at=on_day(4))
    assert done.answered_at == on_day(4)
    again = {"task": task, "answer": "再答", "by": helper, "at": on_day(5)}
    assert refused(lambda: actions.answer_task(**again)) == ["casework.task_answered"]
    assert actions.submit_reply(**submit | {"seen": desk.fresh(case).version}).state == "reviewing"


def test_an_officer_is_named_and_told(desk):
    case = desk.handed_in()
    values = {"case": case, "seen": case.version, "by": desk["ogi_head"], "at": START}
    assert refused(lambda: actions.assign_officer(officer=desk["drafter"], **values)) == [
        "casework.officer"
    ]
    case = actions.assign_officer(officer=desk["case_officer"], **values)
    assert [one.pk for one in queries.mine(desk["case_officer"], at=START)] == [case.pk]
    notice = queries.inbox(desk["case_officer"]).get()
    assert actions.mark_read(notice=notice, reader=desk["case_officer"], at=START)
    assert not actions.mark_read(notice=notice, reader=desk["ogi_office"], at=START)


def test_the_fee_of_many_applications_of_a_month_is_told_paid_and_restarts_the_clock(desk):
    case = desk.handed_in()
    free = {"case": case, "seen": case.version, "by": desk["ogi_office"], "at": START}
    assert refused(lambda: actions.notify_fee(standard="by_piece", units=1, **free)) == [
        "casework.fee_zero"
    ]
    assert refused(lambda: actions.notify_fee(standard="both", units=0, **free)) == [
        "casework.fee_standard",
        "casework.fee_units",
    ]
    told = actions.notify_fee(standard="by_volume", units=120, **free)
    assert (told.state, told.fee.amount_yuan, told.due_on) == ("paying", 1100, None)
    pay = {"case": told, "by": desk["ogi_office"], "at": on_day(5), "on": on_day(5).date()}
    assert refused(lambda: actions.record_payment(seen=told.version, paid_yuan=100, **pay)) == [
        "casework.payment_amount"
    ]
    paid = actions.record_payment(seen=told.version, paid_yuan=1100, **pay)
    assert (paid.state, paid.due_on) == ("handling", date(2026, 12, 23))


def test_an_unpaid_fee_lapses_after_its_term_with_its_row(desk):
    case = desk.handed_in()
    told = actions.notify_fee(
        case=case,
        seen=case.version,
        standard="by_volume",
        units=40,
        by=desk["ogi_office"],
        at=START,
    )
    lapse = {"case": told, "seen": told.version, "remark": "未缴费", "by": desk["ogi_office"]}
    assert refused(lambda: actions.lapse_fee(at=on_day(10), **lapse)) == ["casework.payment_open"]
    ended = actions.lapse_fee(at=on_day(60), **lapse)
    assert ended.outcome == "other.fee_unpaid"


def test_eleven_applications_in_a_month_cost_one_hundred_yuan(desk):
    for _ in range(10):
        desk.handed_in()
    last = desk.handed_in()
    from gongkai.apps.casework import pricing

    assert pricing.charge(last, "by_piece", 1).amount == 100
    other = desk.handed_in(id_number="110105194912310048")
    assert pricing.charge(other, "by_piece", 1).amount == 0


def test_a_lawsuit_has_its_term_its_result_and_its_cell(desk):
    case = desk.concluded("refused.internal_affairs", ground_kind="personnel")
    by = desk["ogi_office"]
    facts = RemedyFacts(
        group="remedies.reconsideration",
        organ="青禾县人民政府",
        started_on=START.date(),
        copy_received_on=START.date(),
    )
    one = actions.register_remedy(facts=facts, case=case, by=by, at=START)
    assert one.answer_due_on == date(2026, 12, 4)
    archive = {"case": case, "seen": desk.fresh(case).version, "by": by, "at": START}
    assert refused(lambda: actions.archive(**archive)) == ["casework.remedy_open"]
    step = {"remedy": one, "by": by, "at": on_day(20), "on": on_day(20).date()}
    assert refused(lambda: actions.record_remedy_step(kind="decided", **step)) == [
        "casework.remedy_result"
    ]
    table = queries.table4([desk.body], 2026)
    assert table["remedies.reconsideration.pending"] == [one.pk]
    actions.record_remedy_step(kind="answered", **step)
    decided = actions.record_remedy_step(kind="decided", result="corrected", **step)
    assert decided.concluded_on == on_day(20).date()
    table = queries.table4([desk.body], 2026)
    assert table["remedies.reconsideration.corrected"] == [one.pk]
    assert table["remedies.reconsideration.pending"] == []
    old = RemedyFacts(
        group="remedies.direct_litigation", organ="青禾县人民法院", started_on=START.date()
    )
    actions.register_remedy(facts=old, body=desk.body, by=by, at=START)
    assert refused(
        lambda: actions.register_remedy(
            facts=old, body=desk.body, by=desk["case_officer"], at=START
        )
    ) == ["accounts.role"]


def test_the_tables_open_down_to_their_cases(desk):
    granted, refusal = desk.concluded(), desk.concluded("unable.not_existing")
    pending = desk.handed_in(kind="enterprise")
    desk.in_state("void")
    desk.in_state("transferred")
    cells = queries.table3([desk.body], 2026)
    assert cells["applications.granted.natural_person"] == [granted.pk]
    assert cells["applications.unable.not_held.total"] == [refusal.pk]
    assert cells["applications.carried_out.enterprise"] == [pending.pk]
    assert len(cells["applications.received.total"]) == 3
    found = queries.cases_of(cells["applications.received.total"])
    assert [one.pk for one in found] == [granted.pk, refusal.pk, pending.pk]


def test_a_case_handled_anew_keeps_its_first_row(desk):
    case = desk.concluded("refused.internal_affairs", ground_kind="personnel")
    anew = actions.reopen(
        case=case,
        seen=case.version,
        on=on_day(60).date(),
        remark="判决重作",
        by=desk["ogi_head"],
        at=on_day(60),
    )
    desk.concluded(case=anew, at=on_day(70))
    cells = queries.table3([desk.body], 2026)
    assert cells["applications.refused.internal_affairs.total"] == [case.pk]
    assert not any(queries.table3([desk.body], 2027).values())


def test_an_objection_is_overridden_by_the_head_with_reasons(desk):
    case = desk.handed_in()
    by = desk["case_officer"]
    asked = actions.consult(
        case=case,
        seen=case.version,
        party=Party.THIRD_PARTY,
        name="某公司",
        question="可否公开排污数据",
        by=by,
        at=START,
    )
    seen = desk.fresh(case).version
    silent = {"consultation": asked, "seen": seen, "by": by}
    assert refused(lambda: actions.note_silence(at=on_day(3), **silent)) == [
        "casework.consultation_term"
    ]
    answer = {"consultation": asked, "seen": seen, "by": by, "on": on_day(3).date()}
    objects = ThirdPartyAnswer.OBJECTS
    assert refused(lambda: actions.record_answer(answer=objects, at=on_day(3), **answer)) == [
        "casework.objection_reason"
    ]
    case = actions.record_answer(answer=objects, text="商业秘密", at=on_day(3), **answer)
    override = {"consultation": asked, "seen": case.version, "at": on_day(3)}
    assert refused(
        lambda: actions.override_objection(remark="", by=desk["ogi_office"], **override)
    ) == ["casework.role", "casework.remark"]
    case = actions.override_objection(remark="关系饮用水安全", by=desk["ogi_head"], **override)
    asked.refresh_from_db()
    assert asked.overridden


def test_silence_is_noted_after_the_term(desk):
    case = desk.in_state("consulting")
    one = case.consultations.get()
    noted = actions.note_silence(
        consultation=one, seen=case.version, by=desk["ogi_office"], at=on_day(40)
    )
    assert noted.state == "handling"
    one.refresh_from_db()
    assert one.answer == ThirdPartyAnswer.SILENT


def test_a_draft_goes_on_by_its_code_and_is_forgotten(desk):
    content = {"name": "周明远", "matters": ["预算"]}
    code = actions.save_draft_application(content=content, at=START)
    assert actions.resume_draft_application(code=code.lower(), at=on_day(1)) == content
    same = actions.save_draft_application(
        content=content | {"email": "a@b.cn"}, code=code, at=START
    )
    assert same == code
    assert DraftApplication.objects.count() == 1
    assert "周明远" not in str(list(DraftApplication.objects.values()))
    gone = lambda: actions.resume_draft_application(code=code, at=on_day(31))  # noqa: E731
    assert refused(gone) == ["casework.draft_gone"]
    assert actions.forget_drafts(before=on_day(31)) == 1


NOTICE_2027 = {
    "year": 2027,
    "notices": [{"title": "关于2027年部分节假日安排的通知", "dated_on": "2026-11-25"}],
    "holidays": [{"name": "元旦", "first": "2027-01-01", "last": "2027-01-03"}],
    "make_up_workdays": [],
}


def test_a_new_notice_dates_open_cases_anew_and_tells_their_handlers(desk):
    case = desk.handed_in(at=on_day(20))
    assert (case.due_on, case.provisional) == (date(2027, 1, 8), True)
    enter = {"by": desk["administrator"], "at": on_day(21)}
    moved = NOTICE_2027 | {
        "holidays": [{"name": "元旦", "first": "2027-01-01", "last": "2027-01-04"}]
    }
    changed = actions.enter_calendar_year(content=moved, **enter)
    assert [(one.due_on, one.provisional) for one in changed] == [(date(2027, 1, 11), False)]
    assert Notice.objects.filter(event="redated", user=desk["ogi_office"]).count() == 1
    actions.enter_calendar_year(content=NOTICE_2027, **enter)
    assert desk.fresh(case).due_on == date(2027, 1, 8)


def test_a_notice_that_contradicts_itself_is_refused_with_every_mistake(desk):
    wrong = NOTICE_2027 | {"make_up_workdays": ["2027-01-01", "2027-03-02"]}
    enter = {"by": desk["administrator"], "at": START}
    codes = refused(lambda: actions.enter_calendar_year(content=wrong, **enter))
    assert codes == ["casework.calendar_mistake"] * 3
    shipped = NOTICE_2027 | {"year": 2026}
    assert "casework.calendar_shipped" in refused(
        lambda: actions.enter_calendar_year(content=shipped, **enter)
    )
    assert refused(lambda: actions.enter_calendar_year(content={"year": "x"}, **enter))
    assert refused(
        lambda: actions.enter_calendar_year(content=NOTICE_2027, by=desk["ogi_office"], at=START)
    ) == ["accounts.role"]


def test_offices_are_reminded_once_before_and_once_after_the_term(desk):
    case = desk.handed_in()
    assert actions.remind_of_terms(at=on_day(10)) == 0
    assert actions.remind_of_terms(at=on_day(26)) == 1
    assert actions.remind_of_terms(at=on_day(27)) == 0
    assert actions.remind_of_terms(at=on_day(30)) == 1
    told = Notice.objects.filter(user=desk["ogi_head"]).order_by("pk")
    assert [one.event for one in told] == ["due_soon", "overdue"]
    assert str(case.due_on) in told[0].sentence


def test_papers_are_sealed_and_go_out_only_when_released(desk):
    from gongkai.apps.casework import sealed_files

    case = desk.serving()
    by = desk["ogi_office"]
    wrong = [PaperIn("a.exe", b"MZ"), PaperIn("b.pdf", b"MZ")]
    codes = [
        refused(
            lambda one=one: actions.attach_paper(
                case=case, kind="reply", paper=one, by=by, at=START
            )
        )
        for one in wrong
    ]
    assert codes == [["casework.file_type"], ["casework.file_content"]]
    paper = actions.attach_paper(case=case, kind="record", paper=PDF, by=by, at=START)
    assert sealed_files.read(paper.digest) == PDF.content
    assert PDF.content not in sealed_files.place_of(paper.digest).read_bytes()
    citizen = Citizen(case.pk)
    fetch = {"case": case, "paper": paper, "at": START}
    assert refused(lambda: actions.fetch_paper(by=citizen, **fetch)) == ["casework.paper"]
    fetch["paper"] = actions.release_paper(paper=paper, by=by, at=START)
    assert refused(lambda: actions.fetch_paper(by=Citizen(case.pk + 1), **fetch)) == [
        "casework.paper"
    ]
    assert actions.fetch_paper(by=citizen, **fetch).fetched_at == START
    early = actions.attach_paper(case=desk.handed_in(), kind="record", paper=PDF, by=by, at=START)
    assert refused(lambda: actions.release_paper(paper=early, by=by, at=START)) == [
        "casework.not_signed"
    ]


def test_an_applicant_acts_in_their_own_case_only(desk):
    mine, other = desk.filed(), desk.filed(name="钱一")
    stranger = Citizen(other.case.pk)
    for call in (
        lambda: actions.withdraw_application(
            case=mine.case, remark="不要了", by=stranger, at=START
        ),
        lambda: actions.rate(case=desk.concluded(), stars=5, by=stranger, at=START),
        lambda: actions.withdraw_application(case=mine.case, remark="x", by=Citizen(), at=START),
    ):
        assert "casework.role" in refused(call)
    own = Citizen(mine.case.pk)
    done = actions.withdraw_application(case=mine.case, remark="已经获取", by=own, at=START)
    assert done.outcome == "other.withdrawn"
    assert queries.worklist(desk["ogi_office"], at=START).filter(pk=done.pk).count() == 0


def test_an_applicant_rates_once(desk):
    case = desk.concluded()
    own = Citizen(case.pk)
    assert refused(lambda: actions.rate(case=case, stars=6, by=own, at=START)) == [
        "casework.rating"
    ]
    assert actions.rate(case=case, stars=4, by=own, at=START).stars == 4
    assert refused(lambda: actions.rate(case=case, stars=5, by=own, at=START)) == ["casework.rated"]


def test_an_oral_application_is_written_down_and_read_back(desk):
    values = {
        "body": desk.body,
        "channel": Channel.ORAL,
        "application": an_application(),
        "days": {EventKind.HANDED_IN: START.date()},
        "by": desk["ogi_office"],
        "at": START,
    }
    assert refused(lambda: actions.register_application(**values)) == ["casework.read_back"]
    assert actions.register_application(read_back=True, **values).case.state == "handling"


def test_an_incomplete_letter_is_registered_and_its_gaps_are_told(desk):
    application = an_application(id_number="", telephone="", email="", address="")
    case = actions.register_application(
        body=desk.body,
        channel=Channel.ORDINARY_POST,
        application=application,
        days={EventKind.ARRIVED: START.date()},
        by=desk["ogi_office"],
        at=START,
    ).case
    assert case.state == "received"
    codes = [reason.code for reason in queries.missing_items(case)]
    assert codes == ["application.identity", "application.contact"]
    with pytest.raises(Refused):
        desk.filed(id_number="")


def test_a_proposal_for_disclosure_names_no_applicant(desk):
    case = desk.concluded()
    values = {"case": case, "seen": case.version, "title": "征地补偿方案", "at": START}
    by = desk["ogi_office"]
    assert refused(
        lambda: actions.propose_disclosure(drafter=desk["case_officer"], by=by, **values)
    ) == ["casework.drafter"]
    actions.propose_disclosure(drafter=desk["drafter"], by=by, **values)
    message = Message.objects.get(topic="casework.proposed")
    assert set(message.payload) == {"case", "title", "drafter"}
    refusal = desk.concluded("unable.not_existing")
    values |= {"case": refusal, "seen": refusal.version}
    assert refused(
        lambda: actions.propose_disclosure(drafter=desk["drafter"], by=by, **values)
    ) == ["casework.not_granted"]


def test_somebody_who_was_slower_is_told_who_was_quicker(desk):
    case = desk.handed_in()
    actions.request_extension(
        case=case, seen=case.version, days=5, remark="查档", by=desk["case_officer"], at=START
    )
    slow = {"case": case, "seen": case.version, "by": desk["ogi_head"], "at": START}
    with pytest.raises(Refused) as refusal:
        actions.extend_deadline(days=5, remark="同意", **slow)
    (reason,) = refusal.value.reasons
    assert reason.code == "casework.changed_meanwhile"
    assert desk["case_officer"].name in reason.sentence


def test_what_was_approved_is_what_is_signed(desk):
    case = desk.signing()
    reply = case.replies.get()
    reply.text = "换掉的正文"
    reply.save()
    sign = {"case": case, "seen": case.version, "by": desk["reply_signer"], "at": START}
    assert refused(lambda: actions.sign_reply(**sign)) == ["casework.secrecy_missing"]


def test_notices_to_the_applicant_wait_in_the_outbox_without_an_address(desk):
    case = desk.filed().case
    actions.confirm_receipt(
        case=case, seen=case.version, on=START.date(), by=desk["ogi_office"], at=START
    )
    told = Message.objects.filter(topic="casework.told")
    assert sorted(Notice.objects.filter(user=None).values_list("route", flat=True)) == [
        "email",
        "sms",
    ]
    assert all(set(one.payload) == {"notice"} for one in told)


def test_a_notice_is_checked_printed_and_fetched(desk):
    case = desk.handed_in()
    issue = {"case": case, "seen": case.version, "by": desk["case_officer"], "at": START}
    assert refused(lambda: actions.issue_letter(kind="granted.given", **issue)) == [
        "casework.letter_kind"
    ]
    assert "casework.letter.unfilled" in refused(
        lambda: actions.issue_letter(kind="supplementation", **issue)
    )
    details = {
        "items": "请写明文件的年份",
        "supplement_by": "2026-12-11",
        "contact": "0635-1234567",
    }
    paper = actions.issue_letter(kind="supplementation", details=details, **issue)
    from gongkai.apps.casework import sealed_files

    assert sealed_files.read(paper.digest).startswith(b"%PDF")
    own = Citizen(case.pk)
    assert actions.fetch_paper(case=case, paper=paper, by=own, at=START).fetched_at == START
    assert queries.status_page(case).papers == (paper,)


def test_the_signed_reply_is_printed_for_the_applicant(desk):
    case = desk.handed_in()
    print_it = {"by": desk["ogi_office"], "at": START}
    assert refused(lambda: actions.print_reply(case=case, **print_it)) == ["casework.state"]
    paper = actions.print_reply(case=desk.serving(case=case), **print_it)
    assert (paper.kind, paper.released) == ("reply", True)


def test_a_case_is_freed_of_personal_data_after_its_period_and_still_counts(
    desk, django_capture_on_commit_callbacks
):
    from gongkai.apps.casework import sealed_files

    case = desk.in_state("archived")
    paper = case.papers.create(
        kind="application",
        name="周明远身份证.pdf",
        digest=sealed_files.keep(b"%PDF-1.7 only here"),
        media_type="application/pdf",
        extension="pdf",
        size=18,
        dated_on=START.date(),
        received_at=START,
    )
    free = {"case": case, "seen": case.version, "remark": "经鉴定", "by": desk["ogi_head"]}
    assert refused(lambda: actions.anonymize(at=on_day(400), **free)) == ["retention.not_over"]
    before = queries.table3([desk.body], 2026)
    with django_capture_on_commit_callbacks(execute=True):
        done = actions.anonymize(at=on_day(365 * 60), **free)
    assert done.state == "anonymized"
    assert not sealed_files.place_of(paper.digest).exists()
    assert queries.table3([desk.body], 2026) == before
    assert desk.fresh(case).applicant.name == ""
    assert [one.description for one in case.matters.all()] == ["（已去除个人信息）"]


def test_titles_and_descriptions_name_nobody_in_the_database(desk):
    from gongkai.apps.casework.models import Matter

    text = "周明远（110105194912310021，电话１３８００００１２３４）的低保审批材料"
    case = desk.handed_in(text)
    assert case.title == "***（***，电话***）的低保审批材料"
    assert "周明远" not in str(list(Matter.objects.values()))
    assert case.matters.get().description == text


def test_reasons_are_asked_for_and_given(desk):
    filed = desk.filed()
    case = actions.confirm_receipt(
        case=filed.case,
        seen=filed.case.version,
        on=START.date(),
        by=desk["ogi_office"],
        at=START,
    )
    give = {"case": case, "remark": "每次内容不同", "by": Citizen(case.pk), "at": START}
    assert refused(lambda: actions.record_reasons(**give)) == ["casework.reasons_not_asked"]
    actions.ask_reasons(
        case=case, seen=case.version, remark="一年内申请三十件", by=desk["ogi_office"], at=START
    )
    assert actions.record_reasons(**give).state == "handling"
    sentences = [one.sentence for one in queries.status_page(case).timeline]
    assert sentences[-2:] == ["我们请您说明多次申请的理由", "收到您说明的理由"]


def test_a_subject_that_several_got_is_proposed(desk):
    first = desk.concluded()
    second = desk.concluded(case=desk.handed_in(name="钱一", id_number="110105194912310048"))
    (group,) = queries.repeat_subjects(desk.body, today=START.date())
    assert {one.key for one in group} == {first.pk, second.pk}

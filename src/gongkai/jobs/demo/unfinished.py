"""Half-finished work (在办): something in every state, so that every screen has something to show."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.apps.publishing import actions, screening
from gongkai.apps.publishing.models import Opinion
from gongkai.core.kernel.refusals import Refused
from gongkai.jobs.demo import texts
from gongkai.jobs.demo.offices import County, Office, begin, legality, reviewed
from gongkai.jobs.demo.playing import Pace, Story

MOBILE = "13800000000"


def at_step(office: Office, kind: str, values: texts.Values, start: datetime, *, to: str) -> Story:
    """Leave an edition waiting at a step of review, or approved and not yet released."""
    at = yield start
    edition = begin(office, kind, values, at=at)
    if to == "drafting":
        return edition, at
    return (yield from reviewed(office, edition, Pace(f"{to} {start}"), at, to=to))


def sent_back(
    office: Office, kind: str, values: texts.Values, start: datetime, remark: str
) -> Story:
    """Leave a draft that the second reviewer sent back."""
    edition, at = yield from at_step(office, kind, values, start, to="second_review")
    at = yield at + timedelta(minutes=40)
    by = office["second_reviewer"]
    return actions.send_back(edition=edition, seen=edition.version, remark=remark, by=by, at=at)


def recalled(office: Office, kind: str, values: texts.Values, start: datetime) -> Story:
    """Leave a draft that its drafter took back from first review."""
    edition, at = yield from at_step(office, kind, values, start, to="first_review")
    at = yield at + timedelta(minutes=15)
    remark = "附件传错了版本，撤回更换。"
    by = office["drafter"]
    return actions.recall(edition=edition, seen=edition.version, remark=remark, by=by, at=at)


def discarded(office: Office, kind: str, values: texts.Values, start: datetime) -> Story:
    """Leave a draft that was given up."""
    edition, at = yield from at_step(office, kind, values, start, to="drafting")
    at = yield at + timedelta(hours=2)
    remark = "与已发布的内容重复，不再发布。"
    by = office["drafter"]
    return actions.discard(edition=edition, seen=edition.version, remark=remark, by=by, at=at)


def kept(office: Office, kind: str, values: texts.Values, start: datetime) -> Story:
    """Leave an edition that is put away because it is not for everybody."""
    closed = values | {
        "disclosure": "on_request",
        "disclosure_article": "《政府信息公开条例》第二十七条",
        "disclosure_reason": "仅涉及特定对象，可以依申请提供。",
    }
    edition, at = yield from at_step(office, kind, closed, start, to="approved")
    at = yield at + timedelta(hours=1)
    return actions.keep(edition=edition, seen=edition.version, by=office["ogi_office"], at=at)


def scheduled(
    office: Office, kind: str, values: texts.Values, start: datetime, *, out: datetime
) -> Story:
    """Leave an edition in the timetable."""
    edition, at = yield from at_step(office, kind, values, start, to="approved")
    at = yield at + timedelta(minutes=30)
    by = office["ogi_office"]
    return actions.schedule(edition=edition, seen=edition.version, release_at=out, by=by, at=at)


def held_up(office: Office, values: texts.Values, start: datetime) -> Story:
    """Leave a document that could not go out on time because its interpretation is missing."""
    pace = Pace("held up")
    edition, at = yield from at_step(office, "policy_document", values, start, to="approved")
    at = yield pace.soon(at)
    out = at + timedelta(minutes=30)
    by = office["ogi_office"]
    actions.schedule(edition=edition, seen=edition.version, release_at=out, by=by, at=at)
    at = yield out + timedelta(minutes=1)
    return actions.release_due(at=at)


def with_opinions(county: County, office: Office, values: texts.Values, start: datetime) -> Story:
    """Leave a document whose opinions are: one answered, one open, one late."""
    edition, at = yield from at_step(office, "policy_document", values, start, to="second_review")
    at = yield at + timedelta(minutes=20)
    due = (("finance", 1), ("water", 3), ("agriculture", 12))
    asked = {}
    for slug, days in due:
        edition.refresh_from_db()
        asked[slug] = actions.ask_opinion(
            edition=edition,
            seen=edition.version,
            asked=county[slug].body,
            kind=Opinion.Kind.CONSULTATION,
            question="请就涉及你单位的任务分工提出意见。",
            due_on=(at + timedelta(days=days)).date(),
            by=office["second_reviewer"],
            at=at,
        )
    at = yield at + timedelta(hours=5)
    by = county["finance"]["ogi_office"]
    actions.answer_opinion(
        opinion=asked["finance"], answer="agree", remark="同意，资金已列入预算。", by=by, at=at
    )
    return edition


def objected(county: County, office: Office, values: texts.Values, start: datetime) -> Story:
    """Leave a document to whose release another body objects."""
    edition, at = yield from at_step(office, "policy_document", values, start, to="final_review")
    at = yield at + timedelta(minutes=20)
    opinion = actions.ask_opinion(
        edition=edition,
        seen=edition.version,
        asked=county["natural-resources"].body,
        question="方案涉及用地安排，请提出意见。",
        due_on=(at + timedelta(days=5)).date(),
        by=office["ogi_office"],
        at=at,
    )
    at = yield at + timedelta(hours=20)
    remark = "第二项任务的选址未经规划论证，建议调整后再公开。"
    by = county["natural-resources"]["ogi_office"]
    return actions.answer_opinion(opinion=opinion, answer="object", remark=remark, by=by, at=at)


def legality_open(county: County, office: Office, values: texts.Values, start: datetime) -> Story:
    """Leave a normative document that waits for legality review."""
    edition, at = yield from at_step(
        office, "normative_document", values, start, to="second_review"
    )
    at = yield at + timedelta(minutes=20)
    return legality(county, office, edition, at=at)


def with_findings(office: Office, values: texts.Values, start: datetime) -> Story:
    """Leave a draft that screening holds up: a mark of secrecy, a mobile number, a wrong word."""
    at = yield start
    line = f"<p>内部资料，注意保存。联系人：张某，电话{MOBILE}。请各单位抓好布署。</p>"
    return begin(office, "announcement", values | {"text": values["text"] + line}, at=at)


def answered(office: Office, values: texts.Values, start: datetime) -> Story:
    """Leave a draft whose findings that may stand are answered with a reason."""
    at = yield start
    edition = begin(office, "announcement", values, at=at)
    at = yield at + timedelta(minutes=30)
    by = office["drafter"]
    for alarm in screening.open_alarms(edition, on=at.date()):
        actions.answer_finding(
            edition=edition,
            seen=edition.version,
            fingerprint=alarm.fingerprint,
            rule=alarm.rule,
            quote=alarm.excerpt,
            answer="已向经办股室核实，内容无误，予以保留。",
            by=by,
            at=at,
        )
        edition.refresh_from_db()
    return edition


def conflict(office: Office, values: texts.Values, start: datetime) -> Story:
    """Leave a draft that two people saved at once: the later text is set aside, not lost."""
    at = yield start
    by = office["drafter"]
    edition = begin(office, "announcement", values, at=at)
    seen = edition.version
    at = yield at + timedelta(minutes=12)
    first = {"title": f"{values['title']}（第二稿）"}
    actions.save_draft(edition=edition, seen=seen, values=first, by=by, at=at)
    at = yield at + timedelta(minutes=1)
    late = {"text": f"{values['text']}<p>补充：节假日照常受理。</p>"}
    try:
        actions.save_draft(edition=edition, seen=seen, values=late, by=by, at=at)
    except Refused as refusal:
        return refusal
    raise RuntimeError("a stale save was taken; the demo shows what happens when it is refused")

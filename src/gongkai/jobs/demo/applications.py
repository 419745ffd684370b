"""Applications in the demo county (演示办件): one in every state, and a year of concluded ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongkai.apps.casework import actions
from gongkai.apps.casework.actions import Decision
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.people import Citizen, day_of
from gongkai.core.casework.application import ApplicantFacts, Application, MatterFacts
from gongkai.core.law.events import Channel, EventKind, Party
from gongkai.jobs.demo.offices import County, Office
from gongkai.jobs.demo.playing import Pace, Story

WANTED = (
    "城关片区供水管网改造工程的中标结果和工程造价",
    "2025年河源镇集体土地征收补偿安置方案",
    "县第二中学扩建项目的环境影响评价批复",
    "2024年度农村公路养护资金的分配情况",
    "县医院迁建项目的规划许可证和总平面图",
    "2025年全县困难群众救助资金的使用情况",
    "老旧小区改造项目中柳林小区的改造内容和施工单位",
    "2023年至2025年县城区停车收费的收入和支出",
    "县级储备粮轮换的招标文件",
    "青禾河城区段治理工程的验收报告",
)
SURNAMES, GIVEN = (
    "赵钱孙李周吴郑王冯陈",
    ("建国", "秀英", "明远", "丽华", "志强", "桂兰", "文博", "小燕"),
)
OUTCOMES = (
    ("granted.given", {"information": "详见随附的复印件"}),
    ("granted.already_public", {"route": "县政府门户网站“政府信息公开”栏目"}),
    ("granted.given", {"information": "详见随附的电子文件"}),
)
IN_HAND = (
    "received", "handling", "supplementing", "consulting", "reviewing", "signing", "serving",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """One application: its number among all, where it goes, how far it gets."""

    number: int
    office: Office
    start: datetime
    to: str


def stories(county: County, *, begin: datetime, end: datetime) -> Iterator[Story]:
    """Yield the stories: concluded ones through the last year, and one left in every state."""
    offices = [county[slug] for slug in ("office", "education", "housing", "transport")]
    pace = Pace("applications")
    first = max(begin, end - timedelta(days=330))
    for number in range(24):
        start = pace.days(first, 12 * number)
        yield _application(Plan(number, offices[number % 4], start, "concluded"))
    for number, state in enumerate(IN_HAND, 24):
        start = pace.days(end, -9 - (number % 3))
        yield _application(Plan(number, county["office"], start, state))
    # One that nobody has answered: its term has passed.
    yield _application(Plan(31, county["office"], pace.days(end, -45), "handling"))


def _application(plan: Plan) -> Story:
    """Tell one application up to where it stops."""
    office, pace = plan.office, Pace(f"application {plan.number}")
    at = yield plan.start
    case = _come_in(plan, at)
    if plan.to in ("received", "handling"):
        return
    at = yield pace.soon(at)
    if plan.to == "supplementing":
        _ask_again(office, case, at)
        return
    if plan.to == "consulting":
        _consult(office, case, at)
        return
    kind, details = OUTCOMES[plan.number % len(OUTCOMES)]
    _draft(office, case, kind, details, at)
    for role, step in STEPS:
        at = yield pace.days(at, 1)
        case.refresh_from_db()
        if case.state == plan.to:
            return
        STEP_ACTIONS[step](office, case, role, at)


def _come_in(plan: Plan, at: datetime) -> Case:
    """File online, or register at the counter by turns."""
    told = _written(plan.number)
    if plan.to == "received" or plan.number % 3 == 0:
        filed = actions.file_application(
            body=plan.office.body, application=told, by=Citizen(), at=at
        )
        if plan.to != "received":
            by = plan.office["ogi_office"]
            actions.confirm_receipt(
                case=filed.case, seen=filed.case.version, on=day_of(at), by=by, at=at
            )
        filed.case.refresh_from_db()
        return filed.case
    return actions.register_application(
        body=plan.office.body,
        channel=Channel.IN_PERSON,
        application=told,
        days={EventKind.HANDED_IN: day_of(at)},
        by=plan.office["ogi_office"],
        at=at,
    ).case


def _written(number: int) -> Application:
    name = SURNAMES[number % len(SURNAMES)] + GIVEN[number % len(GIVEN)]
    return Application(
        applicant=ApplicantFacts(
            kind="natural_person",
            name=name,
            # An area that does not exist: no such number was ever given out.
            id_number=f"99012119800101{number:03d}X",
            telephone=f"990-55501{number:02d}",
            address=f"青禾县城关镇建设路{number + 1}号",
        ),
        matters=(MatterFacts(description=WANTED[number % len(WANTED)]),),
        supply="electronic" if number % 2 else "paper",
        supply_route="online" if number % 2 else "in_person",
    )


def _ask_again(office: Office, case: Case, at: datetime) -> None:
    until: date = day_of(at) + timedelta(days=15)
    by = office["case_officer"]
    actions.request_supplementation(
        case=case, seen=case.version, faults=["description"], until=until, by=by, at=at
    )


def _consult(office: Office, case: Case, at: datetime) -> None:
    actions.consult(
        case=case,
        seen=case.version,
        party=Party.OTHER_BODY,
        name="青禾县自然资源局",
        question="是否同意公开所附的总平面图",
        by=office["case_officer"],
        at=at,
    )


def _draft(office: Office, case: Case, kind: str, details: dict[str, str], at: datetime) -> None:
    actions.draft_reply(
        case=case,
        seen=case.version,
        decisions={1: Decision(outcome=kind)},
        details=details,
        by=office["case_officer"],
        at=at,
    )


def _submit(office: Office, case: Case, role: str, at: datetime) -> None:
    actions.submit_reply(case=case, seen=case.version, by=office[role], at=at)


def _agree(office: Office, case: Case, role: str, at: datetime) -> None:
    actions.give_secrecy_opinion(
        case=case, seen=case.version, verdict="agree", by=office[role], at=at
    )


def _approve(office: Office, case: Case, role: str, at: datetime) -> None:
    actions.approve_reply(case=case, seen=case.version, by=office[role], at=at)


def _sign(office: Office, case: Case, role: str, at: datetime) -> None:
    actions.sign_reply(case=case, seen=case.version, by=office[role], at=at)


def _serve(office: Office, case: Case, role: str, at: datetime) -> None:
    actions.serve_reply(
        case=case,
        seen=case.version,
        service="by_hand",
        on=day_of(at),
        proof="本人签收",
        by=office[role],
        at=at,
    )


STEPS = (
    ("case_officer", "submit"),
    ("secrecy_reviewer", "agree"),
    ("ogi_head", "approve"),
    ("reply_signer", "sign"),
    ("ogi_office", "serve"),
)
STEP_ACTIONS = {
    "submit": _submit,
    "agree": _agree,
    "approve": _approve,
    "sign": _sign,
    "serve": _serve,
}

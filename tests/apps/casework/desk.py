"""Casework in the tests' county: people, applications, cases in every state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import actions
from gongkai.apps.casework.actions import Decision, Filed
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.people import Citizen
from gongkai.core.casework.application import ApplicantFacts, Application, MatterFacts
from gongkai.core.casework.letters.merging import fields_of
from gongkai.core.law.events import Channel, EventKind
from tests.apps.factories import County

CHINA = ZoneInfo("Asia/Shanghai")
START = datetime(
    2026, 11, 20, 9, 30, tzinfo=CHINA
)  # a Friday; the people of the county joined then


def filled(kind: str) -> dict[str, str]:
    """Return every field that a reply of ``kind`` needs, filled in."""
    shapes = {"date": "2026-11-18", "number": "3", "lines": "第一项"}
    return {
        field.key: field.choices[0] if field.choices else shapes.get(field.kind, "详见所附材料")
        for field in fields_of(kind)
        if field.required
    }


def on_day(days: int, minutes: int = 0) -> datetime:
    """Return a moment some days after the start."""
    return START + timedelta(days=days, minutes=minutes)


def an_application(*descriptions: str, **who: object) -> Application:
    """Return a complete application of a natural person."""
    facts = {
        "kind": "natural_person",
        "name": "周明远",
        "id_number": "110105194912310021",
        "telephone": "13800001234",
        "email": "zhou@example.cn",
        "address": "青禾县城关镇建设路1号",
    }
    return Application(
        applicant=ApplicantFacts(**{**facts, **who}),
        matters=tuple(
            MatterFacts(description=one)
            for one in descriptions or ("2025年城关镇集体土地征收补偿方案",)
        ),
        supply="electronic",
        supply_route="online",
    )


class Desk:
    """The county's office at work: each method does one act as the person who may."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.body = county.office

    def __getitem__(self, role: str) -> User:
        return self.county[role]

    def filed(self, *descriptions: str, at: datetime = START, **who: object) -> Filed:
        """File online."""
        return actions.file_application(
            body=self.body, application=an_application(*descriptions, **who), by=Citizen(), at=at
        )

    def handed_in(self, *descriptions: str, at: datetime = START, **who: object) -> Case:
        """Register what was handed in at the counter: handling begins at once."""
        return actions.register_application(
            body=self.body,
            channel=Channel.IN_PERSON,
            application=an_application(*descriptions, **who),
            days={EventKind.HANDED_IN: at.date()},
            by=self["ogi_office"],
            at=at,
        ).case

    def supplementing(self, *, until: date = date(2026, 12, 11)) -> Case:
        """Ask for supplementation."""
        case = self.handed_in()
        return actions.request_supplementation(
            case=case,
            seen=case.version,
            faults=["description"],
            until=until,
            by=self["ogi_office"],
            at=START,
        )

    def drafted(
        self,
        kind: str = "granted.given",
        case: Case | None = None,
        at: datetime = START,
        **more: str,
    ) -> Case:
        """Draft a reply that decides every matter alike."""
        case = case or self.handed_in()
        reason = "" if kind.startswith("granted") else "属于应当不予公开的内容"
        decision = Decision(outcome=kind, reason=reason, **more)
        actions.draft_reply(
            case=case,
            seen=case.version,
            decisions={one.position: decision for one in case.matters.all()},
            details=filled(kind),
            by=self["case_officer"],
            at=at,
        )
        return self.fresh(case)

    def reviewing(self, kind: str = "granted.given", **more: object) -> Case:
        """Submit a reply."""
        case = self.drafted(kind, **more)
        at = more.get("at", START)
        return actions.submit_reply(case=case, seen=case.version, by=self["case_officer"], at=at)

    def signing(self, kind: str = "granted.given", **more: object) -> Case:
        """Lead a reply up to the signature."""
        case, at = self.reviewing(kind, **more), more.get("at", START)
        case = actions.give_secrecy_opinion(
            case=case, seen=case.version, verdict="agree", by=self["secrecy_reviewer"], at=at
        )
        case = actions.give_legality_opinion(
            case=case, seen=case.version, verdict="agree", by=self["legality_reviewer"], at=at
        )
        return actions.approve_reply(case=case, seen=case.version, by=self["ogi_head"], at=at)

    def serving(self, kind: str = "granted.given", **more: object) -> Case:
        """Sign a reply."""
        case, at = self.signing(kind, **more), more.get("at", START)
        return actions.sign_reply(case=case, seen=case.version, by=self["reply_signer"], at=at)

    def concluded(self, kind: str = "granted.given", **more: object) -> Case:
        """Serve a reply."""
        case, at = self.serving(kind, **more), more.get("at", START)
        return actions.serve_reply(
            case=case,
            seen=case.version,
            service="by_hand",
            on=at.date(),
            proof="本人签收",
            by=self["ogi_office"],
            at=at,
        )

    def fresh(self, case: Case) -> Case:
        """Return the case as the database has it."""
        return Case.objects.select_related("body").get(pk=case.pk)

    def in_state(self, state: str) -> Case:
        """Return a case in any state."""
        return IN_STATE[state](self)


def _consulting(desk: Desk) -> Case:
    from gongkai.core.law.events import Party

    case = desk.handed_in()
    consulted = actions.consult(
        case=case,
        seen=case.version,
        party=Party.OTHER_BODY,
        name="青禾县自然资源局",
        question="是否同意公开",
        by=desk["case_officer"],
        at=START,
    )
    return desk.fresh(consulted.case)


def _archived(desk: Desk) -> Case:
    case = desk.concluded()
    return actions.archive(case=case, seen=case.version, by=desk["ogi_office"], at=START)


def _transferred(desk: Desk) -> Case:
    case = desk.handed_in()
    actions.transfer(
        case=case,
        seen=case.version,
        to=desk.county.other,
        remark="由该机关制作",
        by=desk["ogi_head"],
        at=START,
    )
    return desk.fresh(case)


def _void(desk: Desk) -> Case:
    case = desk.handed_in()
    return actions.void_register_number(
        case=case, seen=case.version, remark="同一申请登记了两次", by=desk["ogi_head"], at=START
    )


IN_STATE: dict[str, Callable[[Desk], Case]] = {
    "received": lambda desk: desk.filed().case,
    "handling": lambda desk: desk.handed_in(),
    "supplementing": lambda desk: desk.supplementing(),
    "consulting": _consulting,
    "reviewing": lambda desk: desk.reviewing(),
    "signing": lambda desk: desk.signing(),
    "serving": lambda desk: desk.serving(),
    "concluded": lambda desk: desk.concluded(),
    "archived": _archived,
    "transferred": _transferred,
    "void": _void,
}

"""What an application says (申请内容): the legal items and nothing more (《条例》第二十九条)."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.core.kernel.refusals import Reason
from gongkai.core.law import checklists
from gongkai.core.law.articles import cite
from gongkai.core.law.events import Channel, EventKind
from gongkai.core.law.forms import forms

MOST_MATTERS = 20
LONGEST = 2000
SUPPLIES = {
    "paper": "纸质",
    "electronic": "电子数据",
    "reading": "查阅、抄录",
    "disc": "光盘等载体",
}
ROUTES = {
    "post": "邮寄",
    "in_person": "当面领取",
    "online": "网上获取",
    "email": "电子邮件",
    "fax": "传真",
}
NATURAL_PERSON = "natural_person"
ARRIVALS = (EventKind.HANDED_IN, EventKind.SIGNED_FOR, EventKind.ARRIVED, EventKind.CONFIRMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantFacts:
    """Who applies: a natural person, or an organisation of one of the form's kinds.

    ``id_number`` is the number of the identity document, or the 统一社会信用代码. ``joint`` counts
    all applicants of a joint application, whose names stand in ``others``.
    """

    kind: str = NATURAL_PERSON
    name: str = ""
    id_kind: str = ""
    id_number: str = ""
    contact_name: str = ""
    telephone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    representative: str = ""
    representative_id: str = ""
    others: str = ""
    joint: int = 1
    needs_help: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterFacts:
    """One thing asked for: its description, or name and number of the document."""

    description: str
    document_name: str = ""
    document_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A whole application: applicant, what is asked for, how it is to be supplied."""

    applicant: ApplicantFacts = field(default_factory=ApplicantFacts)
    matters: tuple[MatterFacts, ...] = ()
    supply: str = ""
    supply_route: str = ""

    def present(self) -> frozenset[str]:
        """Return which of the legal items are there."""
        who = self.applicant
        described = bool(self.matters) and all(
            one.description.strip() or one.document_name.strip() for one in self.matters
        )
        there = {
            "name": bool(who.name.strip()),
            "identity": bool(who.id_number.strip()),
            "contact": any(one.strip() for one in (who.telephone, who.email, who.address)),
            "description": described,
            "supply": bool(self.supply),
        }
        return frozenset(name for name, given in there.items() if given)

    @property
    def title(self) -> str:
        """Return the application in one short line for lists."""
        first = self.matters[0] if self.matters else MatterFacts(description="")
        line = " ".join((first.document_name or first.description).split())[:60]
        more = f"等 {len(self.matters)} 项" if len(self.matters) > 1 else ""
        return (line or "内容待补正") + more


def applicant_kinds() -> dict[str, str]:
    """Return the kinds of applicant of the newest form, with their labels."""
    columns = list(forms().values())[-1].table3.columns
    return {column.key: column.label for column in columns if column.key != "total"}


def missing(application: Application) -> tuple[Reason, ...]:
    """Return every legal item that is not there: the ground of a request for supplementation."""
    return checklists.missing("application", application.present())


def misfits(application: Application) -> tuple[Reason, ...]:
    """Return what cannot be registered at all: unknown kinds, too much of something."""
    who = application.applicant
    found = [
        (who.kind not in applicant_kinds(), "applicant_kind", "没有选择申请人类别。请选择"),
        (
            bool(application.supply) and application.supply not in SUPPLIES,
            "supply",
            f"没有“{application.supply}”这一获取方式。请从{'、'.join(SUPPLIES.values())}中选择",
        ),
        (
            bool(application.supply_route) and application.supply_route not in ROUTES,
            "supply_route",
            f"没有“{application.supply_route}”这一获取途径。请从{'、'.join(ROUTES.values())}中选择",
        ),
        (
            len(application.matters) > MOST_MATTERS,
            "matters",
            f"一件申请最多列 {MOST_MATTERS} 项内容，本件列了 {len(application.matters)} 项。请分件提出",
        ),
        (not application.matters, "no_matter", "没有写明申请公开的内容。请填写"),
        (
            any(len(one.description) > LONGEST for one in application.matters),
            "description_long",
            f"一项内容的描述不超过 {LONGEST} 字。请缩短，或者作为附件提交",
        ),
        (who.joint < 1, "joint", "共同申请人数至少为 1。请改正"),
        (
            bool(who.representative.strip()) and not who.representative_id.strip(),
            "representative",
            "由代理人申请的，应当填写代理人证件号码，并附授权委托书",
        ),
    ]
    return tuple(
        Reason(f"casework.{code}", sentence, cite("ogi", 29))
        for met, code, sentence in found
        if met
    )


def arrival_misfits(
    channel: Channel, kinds: frozenset[EventKind], *, read_back: bool
) -> list[Reason]:
    """Return why an application that came in so cannot be registered yet."""
    reasons = []
    if not kinds & set(ARRIVALS):
        sentence = "没有填写申请到达的日期。请填写当面提交、签收、到达或者确认的日期"
        reasons.append(Reason("casework.arrival", sentence, cite("ogi", 31)))
    if channel is Channel.ORAL and not read_back:
        sentence = "口头申请由受理机构代为填写的，应当向申请人宣读并经其确认。请确认后登记"
        reasons.append(Reason("casework.read_back", sentence, cite("ogi", 29)))
    return reasons

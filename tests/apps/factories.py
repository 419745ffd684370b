"""A small county for the tests: bodies, people of every role, drafts in every state."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from gongkai.apps.accounts import actions as accounts
from gongkai.apps.accounts import upkeep
from gongkai.apps.accounts.models import User
from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.publishing import actions
from gongkai.apps.publishing.models import Edition
from gongkai.core.publishing.roles import roles
from gongkai.core.publishing.vocabularies import vocabulary

CHINA = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 20, 9, 30, tzinfo=CHINA)
SECRECY = dict.fromkeys(vocabulary("secrecy_questions"), False)


def later(minutes: int) -> datetime:
    """Return a moment some minutes after the tests' beginning."""
    return AT + timedelta(minutes=minutes)


def a_body(number: int = 1, *, parent: PublicBody | None = None, level: str = "") -> PublicBody:
    """Make a body with a code of the national shape."""
    chosen = level or ("department" if parent else "county")
    body = PublicBody(
        code=f"11990000000{number:06d}X",
        slug=f"body-{number}",
        name=f"青禾县第{number}单位" if parent else "青禾县人民政府",
        level=chosen,
        parent=parent,
        founded_on=date(2000, 1, 1),
    )
    return upkeep.create_body(body=body, by=accounts.SETUP, at=AT)


def a_user(name: str, body: PublicBody, *granted: str) -> User:
    """Make a person with roles at a body."""
    user = accounts.create_user(
        username=name, name=f"{name}某", body=body, password=None, by=accounts.SETUP, at=AT
    )
    for role in granted:
        accounts.grant_role(user=user, body=body, role=role, by=accounts.SETUP, at=AT)
    return user


class County:
    """A county government, an office below it, one person for each role in the office."""

    def __init__(self) -> None:
        self.government = a_body(1)
        upkeep.install_columns(by=accounts.SETUP, county=self.government, at=AT)
        self.office = a_body(2, parent=self.government)
        self.other = a_body(3, parent=self.government)
        self.people = {role: a_user(role, self.office, role) for role in roles()}
        self.outsider = a_user("outsider", self.other, *roles())

    def __getitem__(self, role: str) -> User:
        return self.people[role]

    def draft(self, kind: str = "announcement", **values: Any) -> Edition:
        """Make a complete draft of a kind."""
        return actions.create_document(
            body=self.office,
            kind=kind,
            values=complete_values(kind) | values,
            by=self["drafter"],
            at=AT,
        )

    def submitted(self, kind: str = "announcement", **values: Any) -> Edition:
        """Make an edition that waits for the first review."""
        edition = self.draft(kind, **values)
        return actions.submit(edition=edition, seen=edition.version, by=self["drafter"], at=AT)

    def reviewed(self, state: str, kind: str = "announcement", **values: Any) -> Edition:
        """Lead an edition up to a state of review, or to ``approved``."""
        edition = self.submitted(kind, **values)
        while edition.state != state:
            role = f"{edition.state}er".replace("_reviewer", "_reviewer")
            answers = SECRECY if edition.state == "secrecy_review" else None
            edition = actions.approve(
                edition=edition,
                seen=edition.version,
                remark="同意",
                secrecy_answers=answers,
                by=self[role],
                at=AT,
            )
        return edition

    def published(self, kind: str = "announcement", **values: Any) -> Edition:
        """Make a published edition."""
        edition = self.reviewed("approved", kind, **values)
        done = actions.publish(
            edition=edition, seen=edition.version, by=self["final_reviewer"], at=AT
        )
        return done[0]

    def in_state(self, state: str) -> Edition:
        """Make an edition in any state of the life cycle."""
        return IN_STATE[state](self)


def _discarded(county: County) -> Edition:
    edition = county.draft()
    by = county["drafter"]
    return actions.discard(edition=edition, seen=edition.version, remark="不发了", by=by, at=AT)


def _scheduled(county: County) -> Edition:
    edition = county.reviewed("approved")
    return actions.schedule(
        edition=edition,
        seen=edition.version,
        release_at=later(60),
        by=county["final_reviewer"],
        at=AT,
    )


def _withdrawn(county: County) -> Edition:
    edition = county.published()
    return actions.withdraw(
        edition=edition,
        seen=edition.version,
        ground="inaccurate",
        remark="数字有误",
        by=county["final_reviewer"],
        at=AT,
    )


def _superseded(county: County) -> Edition:
    old = county.published()
    by = county["drafter"]
    new = actions.revise(edition=old, seen=old.version, change="update", by=by, at=AT)
    new = actions.submit(edition=new, seen=new.version, by=by, at=AT)
    for role in ("first_reviewer", "secrecy_reviewer", "second_reviewer", "final_reviewer"):
        answers = SECRECY if role == "secrecy_reviewer" else None
        new = actions.approve(
            edition=new, seen=new.version, secrecy_answers=answers, by=county[role], at=AT
        )
    actions.publish(edition=new, seen=new.version, by=county["final_reviewer"], at=AT)
    old.refresh_from_db()
    return old


def _kept(county: County) -> Edition:
    edition = county.reviewed("approved", disclosure="withheld", disclosure_reason="过程性信息")
    return actions.keep(edition=edition, seen=edition.version, by=county["ogi_office"], at=AT)


IN_STATE = {
    "drafting": lambda county: county.draft(),
    "first_review": lambda county: county.submitted(),
    "secrecy_review": lambda county: county.reviewed("secrecy_review"),
    "second_review": lambda county: county.reviewed("second_review"),
    "final_review": lambda county: county.reviewed("final_review"),
    "approved": lambda county: county.reviewed("approved"),
    "scheduled": _scheduled,
    "published": lambda county: county.published(),
    "withdrawn": _withdrawn,
    "superseded": _superseded,
    "kept": _kept,
    "discarded": _discarded,
}


@cache
def _catalogue() -> dict[str, Any]:
    return {
        "summary": "说明本次供水检修的时间和范围",
        "theme": "02-01",
        "item": "A20-15",
        "disclosure": "proactive",
        "disclosure_article": "条例第十九条",
        "channels": ["website"],
        "keywords": ["供水", "检修"],
        "text": "<p>城关片区供水管网检修，请提前储水。</p>",
        "written_on": "2026-11-18",
    }


COLUMNS = {
    "announcement": "notices",
    "policy_document": "A20-01-county",
    "normative_document": "A20-01-normative",
    "interpretation": "interpretation",
    "news": "news",
    "meeting": "A20-15-meetings",
    "gazette_issue": "gazette",
    "catalogue_row": "A20-15-catalogue",
    "annual_report": "reports",
}
TITLES = {
    "announcement": "关于城关片区供水管网检修的公告",
    "policy_document": "关于印发供水保障工作方案的通知",
    "normative_document": "青禾县城市供水管理办法",
    "interpretation": "《青禾县城市供水管理办法》解读",
    "news": "县水务局检查供水设施",
    "meeting": "第十八届县政府第五十三次常务会议",
    "gazette_issue": "青禾县人民政府公报2026年第3期（总第49期）",
    "catalogue_row": "供水公开事项（2026年）",
    "annual_report": "青禾县供水局2025年政府信息公开工作年度报告",
}
OWN: dict[str, dict[str, Any]] = {
    "policy_document": {"genre": "notice", "interpretation_needed": True},
    "normative_document": {
        "registration_number": "QHDR-2026-0001",
        "genre": "notice",
        "trial": False,
        "printed_on": "2026-11-18",
    },
    "interpretation": {
        "forms": ["text"],
        "interpreter": "drafting_unit",
        "elements": list(vocabulary("interpretation_elements")),
    },
    "news": {"source": "县水务局"},
    "meeting": {
        "session": "第十八届县政府第五十三次常务会议",
        "held_on": "2026-11-18",
        "chaired_by": "县长",
        "topics": [{"title": "审议供水保障工作方案"}],
    },
    "gazette_issue": {
        "year": 2026,
        "issue": 3,
        "total_issue": 49,
        "issued_on": "2026-11-18",
        "sponsor": "县政府办公室",
        "contents": [{"section": "县政府文件", "title": "青禾县城市供水管理办法", "page": 3}],
    },
    "catalogue_row": {
        "year": 2026,
        "field": "市政服务",
        "first_matter": "供水",
        "content": "停水安排",
        "grounds": "《政府信息公开条例》第二十一条",
        "term": "及时",
        "subject": "县水务局",
        "channels": ["website"],
        "audience": "everybody",
        "manner": "proactive",
        "levels": ["county", "township"],
        "column": "A21",
    },
    "annual_report": {"year": 2025},
}


def complete_values(kind: str) -> dict[str, Any]:
    """Return the values of a draft of ``kind`` that may be submitted."""
    values = _catalogue() | {"title": TITLES[kind], "column": COLUMNS[kind]}
    values["own"] = dict(OWN.get(kind, {}))
    if kind in ("policy_document", "normative_document"):
        values |= {"document_number": "青政发〔2026〕12号", "item": "A20-01"}
    if kind == "normative_document":
        values |= {"effective_on": "2026-12-01", "expires_on": "2031-11-30"}
    return values

"""Offices at work (单位办理): a body with its people, and how they lead an edition to the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from gongkai.apps.accounts.models import User
from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.publishing import actions
from gongkai.apps.publishing.models import Edition, Opinion
from gongkai.core.publishing.vocabularies import vocabulary
from gongkai.jobs.demo.county import DemoBody
from gongkai.jobs.demo.playing import Pace, Story

REVIEWERS = {
    "first_review": "first_reviewer",
    "secrecy_review": "secrecy_reviewer",
    "second_review": "second_reviewer",
    "final_review": "final_reviewer",
}
REMARKS = {
    "first_review": "内容属实，文字已核，同意送审。",
    "secrecy_review": "经逐项审查，不涉及不得公开的内容。",
    "second_review": "同意。",
    "final_review": "同意公开。",
}


@dataclass(frozen=True)
class Office:
    """A body, what the demo knows of it, and one person for each role there."""

    body: PublicBody
    facts: DemoBody
    people: Mapping[str, User]

    def __getitem__(self, role: str) -> User:
        return self.people[role]


@dataclass
class County:
    """All offices by their address name, documents by what they are about, numbers given so far."""

    offices: dict[str, Office]
    known: dict[str, Edition] = field(default_factory=dict)
    _serials: dict[tuple[str, int], int] = field(default_factory=dict)

    def __getitem__(self, slug: str) -> Office:
        return self.offices[slug]

    def serial(self, series: str, year: int) -> int:
        """Return the next number of a series in a year."""
        self._serials[series, year] = self._serials.get((series, year), 0) + 1
        return self._serials[series, year]

    def number(self, mark: str, year: int) -> str:
        """Return the next document number of a mark in a year: 青政发〔2025〕3号."""
        return f"{mark}〔{year}〕{self.serial(mark, year)}号"


def begin(office: Office, kind: str, values: Mapping[str, Any], *, at: datetime) -> Edition:
    """Draft a document that has all it needs."""
    by = office["drafter"]
    return actions.create_document(body=office.body, kind=kind, values=values, by=by, at=at)


def attach(
    office: Office, edition: Edition, name: str, content: bytes, *, at: datetime, **more: str
) -> Edition:
    """Add a file to a draft and return the draft as it then stands."""
    actions.attach(
        edition=edition,
        seen=edition.version,
        name=name,
        content=content,
        by=office["drafter"],
        at=at,
        **more,
    )
    edition.refresh_from_db()
    return edition


def submit(office: Office, edition: Edition, *, at: datetime) -> Edition:
    """Submit a draft."""
    by = office["drafter"]
    return actions.submit(edition=edition, seen=edition.version, by=by, at=at)


def approve(office: Office, edition: Edition, *, at: datetime) -> Edition:
    """Approve the step in hand."""
    step = edition.state
    answers = dict.fromkeys(vocabulary("secrecy_questions"), False)
    return actions.approve(
        edition=edition,
        seen=edition.version,
        remark=REMARKS[step],
        secrecy_answers=answers if step == "secrecy_review" else None,
        by=office[REVIEWERS[step]],
        at=at,
    )


def publish(office: Office, edition: Edition, *, at: datetime) -> Edition:
    """Publish an approved edition, with what must go out with it."""
    by = office["ogi_office"]
    return actions.publish(edition=edition, seen=edition.version, by=by, at=at)[0]


def reviewed(office: Office, edition: Edition, pace: Pace, at: datetime, *, to: str) -> Story:
    """Submit a draft and lead it up to a state; returns the edition and the moment."""
    at = yield pace.soon(at)
    edition = submit(office, edition, at=at)
    while edition.state != to:
        at = yield pace.soon(at)
        edition = approve(office, edition, at=at)
    return edition, at


def legality(county: County, office: Office, edition: Edition, *, at: datetime) -> Opinion:
    """Ask the justice bureau for legality review, in second review."""
    return actions.ask_opinion(
        edition=edition,
        seen=edition.version,
        asked=county["justice"].body,
        kind=Opinion.Kind.LEGALITY,
        question="请就制定权限、程序和内容是否合法出具意见。",
        by=office["second_reviewer"],
        at=at,
    )


def agree(county: County, slug: str, opinion: Opinion, remark: str, *, at: datetime) -> None:
    """Answer an opinion with consent, as legality reviewer or as the body asked."""
    legal = opinion.kind == Opinion.Kind.LEGALITY
    by = county[slug]["legality_reviewer" if legal else "ogi_office"]
    actions.answer_opinion(opinion=opinion, answer="agree", remark=remark, by=by, at=at)


def through_review(
    county: County, office: Office, edition: Edition, pace: Pace, at: datetime, *, legal: bool
) -> Story:
    """Lead a draft to ``approved``, through legality review where it must; edition and moment."""
    if not legal:
        return (yield from reviewed(office, edition, pace, at, to="approved"))
    edition, at = yield from reviewed(office, edition, pace, at, to="second_review")
    at = yield pace.soon(at)
    opinion = legality(county, office, edition, at=at)
    at = yield pace.days(at, 2)
    agree(county, "justice", opinion, "权限、程序和内容均未见违反上位法之处，同意。", at=at)
    edition.refresh_from_db()
    while edition.state != "approved":
        at = yield pace.soon(at)
        edition = approve(office, edition, at=at)
    return edition, at

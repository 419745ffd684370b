"""Setting the county up (建县): bodies, columns, profiles, people and their roles."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import datetime

from gongkai.apps.accounts import upkeep
from gongkai.apps.accounts.actions import SETUP, change_setting, create_user, grant_role
from gongkai.apps.accounts.models import User
from gongkai.apps.organizations.models import PublicBody
from gongkai.jobs.demo.county import DemoBody, DemoCounty
from gongkai.jobs.demo.logins import Login
from gongkai.jobs.demo.offices import County, Office

# Five people do the work of a body; each holds the roles of one line.
POSTS = (
    ("drafter", "case_officer"),
    ("first_reviewer", "ogi_head"),
    ("second_reviewer", "legality_reviewer"),
    ("final_reviewer", "reply_signer"),
    ("secrecy_reviewer", "ogi_office"),
)
SEPARATE = ("office",)  # here every role has its own person
TITLES = {"county": "县长", "county_office": "主任", "township": "镇长", "public_service": "负责人"}
HOURS = "工作日 8:30—12:00，14:30—17:30（法定节假日除外）"


def settle(plan: DemoCounty, logins: tuple[Login, ...], *, at: datetime) -> County:
    """Make the county: all bodies with profiles and people, and the prescribed columns."""
    names = _names(plan)
    bodies = _bodies(plan, at=at)
    top = bodies[plan.bodies[0].slug]
    upkeep.install_columns(by=SETUP, county=top, at=at)
    _let_visitors_in(at=at)
    offices = {}
    for facts in plan.bodies:
        body = bodies[facts.slug]
        mine = [login for login in logins if login.slug == facts.slug]
        people = _people(facts, body, mine, names, at=at)
        offices[facts.slug] = Office(body, facts, people)
        leader = people["final_reviewer"].name
        _profile(facts, body, leader, offices, at=at)
    _serve_the_government(offices, at=at)
    return County(offices)


def _let_visitors_in(*, at: datetime) -> None:
    """Ask no second factor: who looks at the demo has no device of its administrator."""
    change_setting(
        key="second_factor.administrator",
        given="false",
        reason="演示县，供试用；正式使用应当启用",
        by=SETUP,
        at=at,
    )


def _bodies(plan: DemoCounty, *, at: datetime) -> dict[str, PublicBody]:
    made: dict[str, PublicBody] = {}
    for order, facts in enumerate(plan.bodies):
        body = PublicBody(
            code=facts.code,
            slug=facts.slug,
            name=facts.name,
            short_name=facts.short_name,
            level=facts.level,
            parent=made.get(plan.bodies[0].slug),
            founded_on=plan.founded_on,
            order=order * 10,
        )
        made[facts.slug] = upkeep.create_body(body=body, by=SETUP, at=at)
    return made


def _names(plan: DemoCounty) -> Iterator[str]:
    """Yield invented names, none twice."""
    pairs = [f"{last}{first}" for first in plan.given_names for last in plan.surnames]
    random.Random(plan.county).shuffle(pairs)  # noqa: S311 - no secret hangs on it
    return iter(pairs)


def _people(
    facts: DemoBody, body: PublicBody, logins: list[Login], names: Iterator[str], *, at: datetime
) -> Mapping[str, User]:
    posts = list(POSTS)
    if facts.slug in SEPARATE:
        posts = [(role,) for post in POSTS for role in post]
    known = {role for post in posts for role in post}
    posts += [(login.role,) for login in logins if login.role not in known]
    people: dict[str, User] = {}
    for number, post in enumerate(posts, start=1):
        login = next((one for one in logins if one.role in post), None)
        user = create_user(
            username=login.username if login else f"{facts.slug}-{number}",
            name=next(names),
            body=body,
            password=login.password if login else None,
            by=SETUP,
            at=at,
        )
        for role in post:
            grant_role(user=user, body=body, role=role, reason="建县初始授权", by=SETUP, at=at)
            people[role] = user
    return people


def _profile(
    facts: DemoBody,
    body: PublicBody,
    leader: str,
    offices: Mapping[str, Office],
    *,
    at: datetime,
) -> None:
    title = TITLES.get(facts.level, "局长")
    if facts.name.endswith("乡人民政府"):
        title = "乡长"
    if facts.name.endswith("委员会"):
        title = "主任"
    upkeep.update_profile(
        body=body,
        values={
            "duties": facts.duties,
            "structure": facts.structure,
            "address": facts.address,
            "hours": HOURS,
            "telephone": facts.telephone,
            "fax": f"{facts.telephone[:-2]}66",
            "postcode": "990121",
            "leader": leader,
            "leader_title": title,
            "disclosure_office": f"{facts.short_name}政务公开工作机构",
            "disclosure_telephone": f"{facts.telephone[:-2]}33",
        },
        by=offices[facts.slug]["drafter"],
        at=at,
    )


def _serve_the_government(offices: dict[str, Office], *, at: datetime) -> None:
    """Let the people of the county office do the paperwork of the county government too."""
    government, office = offices["government"], offices["office"]
    for role, user in office.people.items():
        if role not in ("supervisor", "administrator"):
            grant_role(user=user, body=government.body, role=role, by=SETUP, at=at)
    people = {**government.people, **office.people}
    offices["government"] = Office(government.body, government.facts, people)

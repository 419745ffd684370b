"""Who acts in a case (办理者): staff, the applicant with number and code, the timetable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.queries import roles_at
from gongkai.apps.casework.models import Case, Event
from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.trail.actions import Timetable
from gongkai.core.casework.lifecycle import APPLICANT, TIMETABLE

CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Citizen:
    """The applicant (申请人), known by the number and code of one case and by nothing else.

    ``case`` is None while they file; only ``codes.open_case`` hands out one with a case.
    """

    case: int | None = None

    def trail_name(self) -> str:
        """Return the name that the trail keeps: never the applicant's own."""
        return "申请人（凭查询码）" if self.case else "申请人"


Person = User | Citizen | Timetable


def local(moment: datetime) -> datetime:
    """Return a moment in China's time, whose date is the day that the law means."""
    return moment.astimezone(CHINA)


def day_of(moment: datetime) -> date:
    """Return the day of a moment in China's time."""
    return local(moment).date()


def roles_of(by: Person, body: PublicBody, case: Case | None, *, on: date) -> frozenset[str]:
    """Return the roles of whoever acts: an applicant's code opens their own case only."""
    if isinstance(by, User):
        return roles_at(by, body, on=on)
    if isinstance(by, Citizen):
        own = case is not None and by.case == case.pk
        return frozenset({APPLICANT}) if own else frozenset()
    return frozenset({TIMETABLE})


def actor_of(by: Person) -> str:
    """Return how an entry names the kind of person that acted."""
    if isinstance(by, User):
        return Event.Actor.STAFF
    return Event.Actor.APPLICANT if isinstance(by, Citizen) else Event.Actor.TIMETABLE

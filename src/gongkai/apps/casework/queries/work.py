"""Work lists (工作台): what waits for a person, what is due, what is late, what waits for others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.queries import bodies_by_role
from gongkai.apps.casework import choices, law
from gongkai.apps.casework.models import Applicant, Case, Event, Notice, Task
from gongkai.apps.casework.people import day_of
from gongkai.apps.casework.queries.permissions import HANDLING, OVERSEEING
from gongkai.core.calendar.working_days import WorkingDays
from gongkai.core.casework.lifecycle import label, lifecycle, open_states

OPEN = open_states()
WAITING = ("supplementing", "consulting", "paying")
REVIEWS = ("reviewing", "signing")
OVERSEEN_AT_ONCE = 200
OVERSEEN = (
    "reference",
    "body__name",
    "state",
    "received_on",
    "due_on",
    "concluded_on",
    "in_time",
    "outcome",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What narrows a list of cases; empty means all.

    ``words`` looks in number and subject; ``applicant`` and ``id_number`` are compared by keyed hash
    with the whole name or number.
    """

    states: tuple[str, ...] = ()
    bodies: tuple[int, ...] = ()
    channels: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    applicant_kinds: tuple[str, ...] = ()
    officer: int | None = None
    words: str = ""
    applicant: str = ""
    id_number: str = ""
    received_since: date | None = None
    received_until: date | None = None


@dataclass(frozen=True, slots=True)
class Overseen:
    """A case as a supervisor sees it: clock and outcome, neither subject nor applicant."""

    reference: str
    body: str
    state: str
    received_on: date | None
    due_on: date | None
    concluded_on: date | None
    in_time: bool | None
    outcome: str


def cases(user: User, *, at: datetime, narrow: CaseFilter | None = None) -> QuerySet[Case]:
    """Return the cases of the bodies a person works at, newest first. Page it with a slice."""
    return _narrow(_mine(user, at=at).order_by("-id"), narrow or CaseFilter())


def worklist(user: User, *, at: datetime) -> QuerySet[Case]:
    """Return what waits for a person: states that their roles act in; the most urgent first.

    A reply that they drafted themselves does not wait for their review.
    """
    held = bodies_by_role(user, on=day_of(at))
    waiting = Q(pk__in=())
    for state, facts in lifecycle().states.items():
        bodies = _bodies(held, facts.waits_for)
        if bodies:
            waiting |= Q(state=state, body__in=bodies)
    drafted = Event.objects.filter(
        case=OuterRef("pk"), by=user, kind__in=("reply_drafted", "reply_submitted")
    )
    own = Q(state__in=REVIEWS) & Exists(drafted)
    return _listed().filter(waiting).exclude(own).order_by("due_on", "id")


def mine(user: User, *, at: datetime) -> QuerySet[Case]:
    """Return the open cases that a person is the officer of (我承办的)."""
    rows = _mine(user, at=at).filter(officer=user, state__in=OPEN)
    return rows.order_by("due_on", "id")


def overdue(user: User, *, at: datetime) -> QuerySet[Case]:
    """Return the open cases whose term has passed (超期)."""
    rows = _mine(user, at=at).filter(state__in=OPEN, due_on__lt=day_of(at))
    return rows.order_by("due_on", "id")


def due_soon(user: User, *, at: datetime) -> QuerySet[Case]:
    """Return the open cases whose term ends within the working days of the early warning (临期)."""
    today = day_of(at)
    last = soon_until(today, law.calendar())
    rows = _mine(user, at=at).filter(state__in=OPEN, due_on__gte=today, due_on__lte=last)
    return rows.order_by("due_on", "id")


def soon_until(today: date, calendar: WorkingDays) -> date:
    """Return the last day that counts as soon (``clocks.due_soon`` working days ahead)."""
    return calendar.add(today, law.law_on(today).number("clocks.due_soon")).due_on


def waiting(user: User, *, at: datetime) -> QuerySet[Case]:
    """Return the cases that wait for somebody outside: applicant, consulted party, payment."""
    return _mine(user, at=at).filter(state__in=WAITING).order_by("due_on", "id")


def due_between(user: User, *, at: datetime, first: date, last: date) -> QuerySet[Case]:
    """Return the open cases that fall due in a span of days, for the calendar view."""
    rows = _mine(user, at=at).filter(state__in=OPEN, due_on__gte=first, due_on__lte=last)
    return rows.order_by("due_on", "id")


def counts(user: User, *, at: datetime) -> dict[str, int]:
    """Return the number of cases in each state at a person's bodies, in one statement."""
    rows = _mine(user, at=at).order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)


def tasks_waiting(user: User, *, at: datetime) -> QuerySet[Task]:
    """Return the tasks that a person's bodies were given and still owe (待反馈的交办事项)."""
    held = bodies_by_role(user, on=day_of(at))
    bodies = _bodies(held, ("case_officer", "ogi_office"))
    rows = Task.objects.filter(body__in=bodies, answered_at=None, recalled_at=None)
    return rows.select_related("case", "case__body", "body").order_by("due_on", "id")


def inbox(user: User) -> QuerySet[Notice]:
    """Return what a person was told, newest first (消息)."""
    return Notice.objects.filter(user=user).select_related("case").order_by("-id")


def overseen(user: User, *, at: datetime, narrow: CaseFilter | None = None) -> list[Overseen]:
    """Return the open cases below a supervisor: clocks and outcomes without personal data.

    At most 200, the most urgent first; narrow it by bodies or states.
    """
    held = bodies_by_role(user, on=day_of(at))
    rows = Case.objects.filter(body__in=_bodies(held, OVERSEEING)).order_by("due_on", "id")
    found = _narrow(rows, narrow or CaseFilter(states=OPEN))[:OVERSEEN_AT_ONCE]
    outcomes = dict(choices.reply_choices())
    return [
        Overseen(reference, body, label(state), *days, in_time, outcomes.get(outcome, ""))
        for reference, body, state, *days, in_time, outcome in found.values_list(*OVERSEEN)
    ]


def _bodies(held: Mapping[str, set[int]], roles: Iterable[str]) -> set[int]:
    return set().union(*(held.get(role, set()) for role in roles))


def _mine(user: User, *, at: datetime) -> QuerySet[Case]:
    """Return the cases of a person's bodies; one body is asked for by equality, for the index."""
    bodies = _bodies(bodies_by_role(user, on=day_of(at)), HANDLING)
    if len(bodies) == 1:
        return _listed().filter(body=bodies.pop())
    return _listed().filter(body__in=bodies)


def _listed() -> QuerySet[Case]:
    return Case.objects.select_related("body", "officer")


def _narrow(rows: QuerySet[Case], narrow: CaseFilter) -> QuerySet[Case]:
    simple: Mapping[str, object] = {
        "state__in": narrow.states,
        "body__in": narrow.bodies,
        "channel__in": narrow.channels,
        "outcome__in": narrow.outcomes,
        "applicant_kind__in": narrow.applicant_kinds,
        "officer": narrow.officer,
        "received_on__gte": narrow.received_since,
        "received_on__lte": narrow.received_until,
    }
    rows = rows.filter(**{name: value for name, value in simple.items() if value})
    if narrow.words:
        rows = rows.filter(Q(reference__contains=narrow.words) | Q(title__contains=narrow.words))
    for column, value in (("name_key", narrow.applicant), ("id_number_key", narrow.id_number)):
        if value:
            found = Applicant.objects.filter(**{column: value})
            rows = rows.filter(pk__in=found.values("case"))
    return rows

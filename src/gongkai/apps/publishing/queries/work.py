"""Work lists (工作台): what waits for a person, what is late, what is scheduled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.queries import bodies_by_role
from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.publishing.models import Contribution, Document, Edition, Opinion
from gongkai.apps.publishing.situations import CLOSED, local, midnight
from gongkai.core.publishing.lifecycle import lifecycle

Held = Mapping[str, set[int]]  # role -> keys of the bodies at which a person holds it
OPEN = tuple(state for state in lifecycle().states if state not in CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFilter:
    """What narrows a list of editions; empty means all. ``words`` looks in title and numbers."""

    states: tuple[str, ...] = ()
    bodies: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    disclosure: str = ""
    validity: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None


def editions(
    user: User, *, at: datetime, narrow: EditionFilter | None = None, held: Held | None = None
) -> QuerySet[Edition]:
    """Return the editions of the bodies a person may read, latest change first.

    Page it with a slice; counting 100,000 rows costs more than reading a page. ``held`` is what
    ``bodies_by_role`` found, for a caller that has asked already; so in all lists here.
    """
    rows = _readable(user, held, at=at).order_by("-changed_at", "-id")
    return narrowed(rows, narrow or EditionFilter())


def _mine(user: User, held: Held | None, *, at: datetime) -> set[int]:
    """Return the keys of the bodies a person may read."""
    known = bodies_by_role(user, on=local(at).date()) if held is None else held
    return set().union(*known.values())


def _readable(user: User, held: Held | None, *, at: datetime) -> QuerySet[Edition]:
    """Return the editions of readable bodies, asked so that an index gives their order.

    Neither database walks an index in order for a list of keys, so one body is asked for by
    equality, and somebody who reads all bodies asks for none.
    """
    mine = _mine(user, held, at=at)
    if len(mine) == 1:
        return _listed().filter(body=mine.pop())
    if len(mine) == PublicBody.objects.count():
        return _listed()
    return _listed().filter(body__in=mine)


def _listed() -> QuerySet[Edition]:
    return Edition.objects.select_related("document", "body", "column", "changed_by").defer("text")


def narrowed(rows: QuerySet[Edition], narrow: EditionFilter) -> QuerySet[Edition]:
    """Return those of ``rows`` that a filter leaves."""
    simple: Mapping[str, object] = {
        "state__in": narrow.states,
        "body__in": narrow.bodies,
        "kind__in": narrow.kinds,
        "column__code__in": narrow.columns,
        "disclosure": narrow.disclosure,
        "document__validity": narrow.validity,
        "changed_at__gte": narrow.since and midnight(narrow.since),
        "changed_at__lt": narrow.until and midnight(narrow.until + timedelta(days=1)),
    }
    rows = rows.filter(**{name: value for name, value in simple.items() if value})
    if narrow.words:
        rows = rows.filter(Q(pk__in=_named(narrow.words)) | Q(document__in=_numbered(narrow.words)))
    return rows


def _named(words: str) -> QuerySet[Edition, Any]:
    """Return the editions whose title or number holds ``words``, read from one narrow index."""
    has = Q(title__contains=words) | Q(document_number__contains=words)
    return Edition.objects.filter(has).values("pk").order_by()


def _numbered(words: str) -> QuerySet[Document, Any]:
    return Document.objects.filter(index_number__contains=words).values("pk").order_by()


def worklist(user: User, *, at: datetime, held: Held | None = None) -> QuerySet[Edition]:
    """Return what waits for a person: steps that their roles may take and they are not barred from.

    Own drafts, editions to review, and approved ones to release; the most urgent term first.
    """
    known = bodies_by_role(user, on=local(at).date()) if held is None else held
    wrote = Exists(Contribution.objects.filter(edition=OuterRef("pk"), user=user))
    waiting = Q(pk__in=())
    for state, who in _waiting_roles().items():
        bodies = set().union(*(known.get(role, set()) for role in who))
        if not bodies:
            continue
        mine = Q(state=state, body__in=bodies)
        if state == "drafting":
            mine &= Q(wrote)
        elif state.endswith("_review"):
            mine &= ~Q(wrote)
        waiting |= mine
    return _listed().filter(waiting).order_by("due_at", "id")


def _waiting_roles() -> dict[str, tuple[str, ...]]:
    waiting = {"drafting": ("drafter",), "approved": ("final_reviewer", "ogi_office")}
    for name, state in lifecycle().states.items():
        if name.endswith("_review"):
            waiting[name] = state.acts["approve"].who
    return waiting


def overdue(user: User, *, at: datetime, held: Held | None = None) -> QuerySet[Edition]:
    """Return the editions in work whose term has passed (超期)."""
    return _in_work(user, held, at=at).filter(due_at__lt=at).order_by("due_at", "id")


def due_soon(
    user: User, *, at: datetime, days: int = 3, held: Held | None = None
) -> QuerySet[Edition]:
    """Return the editions in work whose term ends within ``days`` (即将到期)."""
    until = at + timedelta(days=days)
    rows = _in_work(user, held, at=at).filter(due_at__gte=at, due_at__lte=until)
    return rows.order_by("due_at", "id")


def scheduled(user: User, *, at: datetime, held: Held | None = None) -> QuerySet[Edition]:
    """Return the editions in the timetable, the next first (定时待发)."""
    mine = _mine(user, held, at=at)
    return _listed().filter(body__in=mine, state="scheduled").order_by("release_at", "id")


def held_up(user: User, *, at: datetime, held: Held | None = None) -> QuerySet[Edition]:
    """Return the scheduled editions that could not go out, with ``release_alarm`` saying why."""
    return scheduled(user, at=at, held=held).exclude(release_alarm="")


def opinions_waiting(user: User, *, at: datetime, held: Held | None = None) -> QuerySet[Opinion]:
    """Return the opinions that a person's bodies were asked for and still owe."""
    known = bodies_by_role(user, on=local(at).date()) if held is None else held
    consulted = known.get("ogi_office", set()) | known.get("final_reviewer", set())
    legal = known.get("legality_reviewer", set())
    mine = Q(kind=Opinion.Kind.CONSULTATION, asked__in=consulted) | Q(
        kind=Opinion.Kind.LEGALITY, asked__in=legal
    )
    rows = Opinion.objects.filter(mine, answer="").select_related("edition", "asked", "asked_by")
    return rows.order_by("due_on", "id")


def expiring(
    user: User, *, on: date, within_days: int = 180, held: Held | None = None
) -> QuerySet[Edition]:
    """Return published editions whose validity ends within ``within_days`` (即将失效)."""
    until = on + timedelta(days=within_days)
    mine = set().union(*(bodies_by_role(user, on=on) if held is None else held).values())
    rows = _listed().filter(body__in=mine, state="published", document__validity="in_force")
    return rows.filter(expires_on__gte=on, expires_on__lte=until).order_by("expires_on", "id")


def _in_work(user: User, held: Held | None, *, at: datetime) -> QuerySet[Edition]:
    mine = _mine(user, held, at=at)
    return _listed().filter(body__in=mine, state__in=OPEN, disclosure__in=("", "proactive"))

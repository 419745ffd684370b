"""Ending what is signed in (结束会话): the session row goes, the record of the sign-in stays."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from gongkai.apps.accounts.models import SignIn, User


def open_sign_ins(user: User, *, at: datetime) -> QuerySet[SignIn]:
    """Return a person's sign-ins whose session still lives, the latest first."""
    living = Session.objects.filter(expire_date__gt=at).values("session_key")
    return SignIn.objects.filter(user=user, ended_at=None, session__in=living).order_by("-id")


def end_sessions_of(user: User, *, at: datetime) -> int:
    """End everything a person is signed in with; return how many sessions that were."""
    return end_sessions(open_sign_ins(user, at=at), at=at)


def end_sessions(rows: QuerySet[SignIn], *, at: datetime) -> int:
    """End the sessions of some sign-ins; return how many."""
    keys = dict(rows.values_list("pk", "session"))
    Session.objects.filter(session_key__in=keys.values()).delete()
    return SignIn.objects.filter(pk__in=keys).update(ended_at=at)

"""Signing in as it is remembered (登录记录), and ending a session elsewhere (结束会话)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.apps.accounts.authority import require_staff
from gongkai.apps.accounts.models import SignIn, User
from gongkai.apps.accounts.sessions import end_sessions
from gongkai.apps.trail import actions as trail


def note_sign_in(*, user: User, session: str, address: str, browser: str, at: datetime) -> SignIn:
    """Remember a sign-in with its session, network address and browser (记录登录)."""
    return SignIn.objects.create(
        user=user, session=session, at=at, address=address[:60], browser=browser[:200]
    )


def move_sign_in(*, user: User, session: str) -> None:
    """Follow a sign-in whose session got a new key (会话换号), after a code or a new password."""
    latest = SignIn.objects.filter(user=user, ended_at=None).order_by("-id").first()
    if latest is not None:
        latest.session = session
        latest.save(update_fields=("session",))


@transaction.atomic
def end_sign_in(*, sign_in: SignIn, by: User, at: datetime) -> SignIn:
    """End one's own session elsewhere, or as an administrator somebody's (结束会话).

    Raises:
        Refused: Not one's own and no right to manage staff.
    """
    user = sign_in.user
    if user.pk != by.pk:
        require_staff(by, user.body, on=at.date())
    end_sessions(SignIn.objects.filter(pk=sign_in.pk, ended_at=None), at=at)
    trail.write("accounts.sign_in.ended", user, by=by, at=at, body=user.body.code)
    sign_in.refresh_from_db()
    return sign_in

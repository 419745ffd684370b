"""Making accounts, granting and ending roles (人员管理). Called by an administrator, or at set-up."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.apps.accounts.authority import Authority, require_staff
from gongkai.apps.accounts.models import Grant, User
from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.trail import actions as trail
from gongkai.core.kernel.refusals import Reason, Refused
from gongkai.core.publishing.roles import roles


@transaction.atomic
def create_user(
    *,
    username: str,
    name: str,
    body: PublicBody,
    password: str | None,
    by: Authority,
    at: datetime,
) -> User:
    """Make an account (开户). It has no rights until roles are granted.

    Raises:
        Refused: No right to manage staff there, the user name is taken, or the password is weak.
    """
    require_staff(by, body, on=at.date())
    reasons = []
    if User.objects.filter(username=username).exists():
        sentence = f"用户名“{username}”已经有人使用。请换一个用户名"
        reasons.append(Reason("accounts.username", sentence))
    user = User(username=username, name=name, body=body, joined_at=at)
    reasons += _password_problems(password, user) if password and isinstance(by, User) else []
    if reasons:
        raise Refused(reasons)
    user.set_password(password)
    user.must_change_password = isinstance(by, User)
    user.save(force_insert=True)
    trail.write("accounts.user.created", user, by=by, at=at, body=body.code)
    return user


def _password_problems(password: str, user: User) -> list[Reason]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return [Reason("accounts.password", f"{sentence}请另设密码") for sentence in error.messages]
    return []


@transaction.atomic
def set_password(*, user: User, password: str, by: User, at: datetime) -> User:
    """Set one's own password, or as an administrator somebody's, who must then change it.

    Raises:
        Refused: Not one's own and no right to manage staff, or the password is weak.
    """
    if by.pk != user.pk:
        require_staff(by, user.body, on=at.date())
    reasons = _password_problems(password, user)
    if reasons:
        raise Refused(reasons)
    user.set_password(password)
    user.must_change_password = by.pk != user.pk
    user.save(update_fields=("password", "must_change_password"))
    trail.write("accounts.user.password_set", user, by=by, at=at, body=user.body.code)
    return user


@transaction.atomic
def grant_role(
    *, user: User, body: PublicBody, role: str, reason: str = "", by: Authority, at: datetime
) -> Grant:
    """Grant a role at a body from today on (授权); a role already held stays as it is.

    Raises:
        Refused: No right to manage staff there, no such role, or granting oneself a role.
    """
    require_staff(by, body, on=at.date())
    reasons = []
    if role not in roles():
        known = "、".join(one.label for one in roles().values())
        sentence = f"没有“{role}”这一角色。请从{known}中选择"
        reasons.append(Reason("accounts.role_unknown", sentence))
    if isinstance(by, User) and by.pk == user.pk:
        sentence = "不能给自己授权。请由其他管理员办理"
        reasons.append(Reason("accounts.self_grant", sentence))
    if reasons:
        raise Refused(reasons)
    held = Grant.objects.filter(user=user, body=body, role=role, until=None).first()
    if held:
        return held
    giver = by if isinstance(by, User) else None
    grant = Grant.objects.create(
        user=user, body=body, role=role, since=at.date(), reason=reason, granted_by=giver
    )
    trail.write(
        "accounts.grant.given",
        grant,
        by=by,
        at=at,
        body=body.code,
        data={"role": role, "user": user.pk},
    )
    return grant


@transaction.atomic
def end_grant(*, grant: Grant, last_day: date, reason: str, by: Authority, at: datetime) -> Grant:
    """End a role on ``last_day`` (收回授权); what was done under it stays valid.

    Raises:
        Refused: No right to manage staff there, or the day lies before the grant.
    """
    require_staff(by, grant.body, on=at.date())
    if last_day < grant.since:
        sentence = f"截止日期 {last_day} 早于起始日期 {grant.since}。请改正"
        raise Refused([Reason("accounts.dates", sentence)])
    grant.until = last_day
    grant.save(update_fields=("until",))
    data = {"role": grant.role, "user": grant.user_id, "until": str(last_day), "reason": reason}
    trail.write("accounts.grant.ended", grant, by=by, at=at, body=grant.body.code, data=data)
    return grant


@transaction.atomic
def deactivate(*, user: User, reason: str, by: Authority, at: datetime) -> User:
    """Close an account (停用): nobody signs in to it any more; its past stays.

    Raises:
        Refused: No right to manage staff there, or closing oneself.
    """
    require_staff(by, user.body, on=at.date())
    if isinstance(by, User) and by.pk == user.pk:
        raise Refused([Reason("accounts.self_close", "不能停用自己的账号。请由其他管理员办理")])
    user.is_active = False
    user.left_at = at
    user.save(update_fields=("is_active", "left_at"))
    trail.write(
        "accounts.user.closed", user, by=by, at=at, body=user.body.code, data={"reason": reason}
    )
    return user


@transaction.atomic
def reactivate(*, user: User, reason: str, by: Authority, at: datetime) -> User:
    """Open a closed account again (恢复使用); the password must be set anew by an administrator.

    Raises:
        Refused: No right to manage staff there, or the account is in use.
    """
    require_staff(by, user.body, on=at.date())
    if user.is_active:
        raise Refused([Reason("accounts.in_use", f"{user}的账号没有停用，不需要恢复")])
    user.is_active, user.left_at = True, None
    user.set_unusable_password()
    user.save(update_fields=("is_active", "left_at", "password"))
    trail.write(
        "accounts.user.reopened", user, by=by, at=at, body=user.body.code, data={"reason": reason}
    )
    return user

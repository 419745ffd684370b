"""The second factor (双因素): switched on with a first code, asked at every sign-in, reset by an administrator."""

from __future__ import annotations

import secrets
from base64 import b32decode
from datetime import datetime, timedelta

from django.db import transaction
from django_otp.oath import TOTP

from gongkai.apps.accounts.authority import require_staff
from gongkai.apps.accounts.models import RecoveryCode, SecondFactor, User
from gongkai.apps.accounts.sealing import digest_of_code, seal, unseal
from gongkai.apps.accounts.sessions import end_sessions_of
from gongkai.apps.trail import actions as trail
from gongkai.core.kernel.refusals import Reason, Refused

CODES = 10
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
TRIES = 5  # wrong codes in a row before a pause
PAUSE = timedelta(minutes=5)
TOLERANCE = 1  # time steps of 30 seconds by which a device's clock may be off


@transaction.atomic
def confirm_second_factor(*, user: User, key: str, code: str, at: datetime) -> list[str]:
    """Switch one's second factor on (启用双因素) with the first code of the device.

    ``key`` is the secret shown as a picture, in base 32. Returns the recovery codes, shown once.

    Raises:
        Refused: It is on already, or the code does not fit the key.
    """
    if SecondFactor.objects.filter(user=user).exists():
        sentence = "您已经启用双因素。需要换设备的，请先由管理员重置"
        raise Refused([Reason("accounts.second_factor_on", sentence)])
    step = _step_of(key, code, after=0, at=at)
    if step is None:
        raise Refused([_wrong()])
    SecondFactor.objects.create(user=user, sealed_key=seal(key), confirmed_at=at, last_step=step)
    codes = _new_codes(user)
    trail.write("accounts.second_factor.confirmed", user, by=user, at=at, body=user.body.code)
    return codes


def verify_second_factor(*, user: User, code: str, at: datetime) -> str:
    """Take a code at sign-in (验证双因素): of the device, or a recovery code, which is then used up.

    Returns what was given: ``device`` or ``recovery``. A wrong code is counted even though refused.

    Raises:
        Refused: No second factor, a wrong code, or a pause after too many wrong ones.
    """
    with transaction.atomic():
        reasons, how = _judge(user, code.strip(), at=at)
    if reasons:
        raise Refused(reasons)
    return how


def _judge(user: User, code: str, *, at: datetime) -> tuple[list[Reason], str]:
    factor = SecondFactor.objects.select_for_update().filter(user=user).first()
    if factor is None:
        return [Reason("accounts.second_factor_off", "您还没有启用双因素。请先启用")], ""
    if factor.blocked_until and factor.blocked_until > at:
        minutes = (factor.blocked_until - at) // timedelta(minutes=1) + 1
        sentence = f"连续输错次数过多，已暂停验证。请约 {minutes} 分钟后再试"
        return [Reason("accounts.second_factor_blocked", sentence)], ""
    how = _take(factor, code, at=at)
    if how:
        factor.failures, factor.blocked_until = 0, None
    else:
        factor.failures += 1
        if factor.failures % TRIES == 0:
            factor.blocked_until = at + PAUSE
    factor.save(update_fields=("last_step", "failures", "blocked_until"))
    if how == "recovery":
        left = RecoveryCode.objects.filter(user=user, used_at=None).count()
        trail.write(
            "accounts.recovery_code.used", user, by=user, at=at, body=user.body.code,
            data={"left": left},
        )  # fmt: skip
    return ([] if how else [_wrong()]), how


def _take(factor: SecondFactor, code: str, *, at: datetime) -> str:
    step = _step_of(unseal(factor.sealed_key), code, after=factor.last_step, at=at)
    if step is not None:
        factor.last_step = step
        return "device"
    rows = RecoveryCode.objects.filter(
        user=factor.user_id, digest=digest_of_code(code), used_at=None
    )
    return "recovery" if rows.update(used_at=at) else ""


def _step_of(key: str, code: str, *, after: int, at: datetime) -> int | None:
    """Return the time step whose code this is, later than ``after``; none when it is none."""
    digits = code.replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) == 6):
        return None
    clock = TOTP(b32decode(key))
    clock.time = at.timestamp()
    return clock.t() if clock.verify(int(digits), TOLERANCE, after + 1) else None


def _wrong() -> Reason:
    sentence = "验证码不对或已经用过。请核对手机时间，输入最新的六位数字，或使用一个恢复码"
    return Reason("accounts.second_factor_wrong", sentence)


def _new_codes(user: User) -> list[str]:
    RecoveryCode.objects.filter(user=user).delete()
    plain = ["".join(secrets.choice(LETTERS) for _ in range(10)) for _ in range(CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=digest_of_code(code)) for code in plain
    )
    return [f"{code[:5]}-{code[5:]}" for code in plain]


@transaction.atomic
def renew_recovery_codes(*, user: User, at: datetime) -> list[str]:
    """Make ten new recovery codes (更换恢复码); the old ones open nothing any more.

    Raises:
        Refused: The second factor is not on.
    """
    if not SecondFactor.objects.filter(user=user).exists():
        raise Refused([Reason("accounts.second_factor_off", "您还没有启用双因素。请先启用")])
    codes = _new_codes(user)
    trail.write("accounts.recovery_codes.renewed", user, by=user, at=at, body=user.body.code)
    return codes


@transaction.atomic
def reset_second_factor(*, user: User, reason: str, by: User, at: datetime) -> User:
    """Take somebody's lost second factor away (重置双因素): they are signed out and set a new one.

    Raises:
        Refused: No right to manage staff there, one's own, none is on, or no reason given.
    """
    require_staff(by, user.body, on=at.date())
    reasons = []
    if by.pk == user.pk:
        sentence = "不能重置自己的双因素。请由其他管理员办理"
        reasons.append(Reason("accounts.self_reset", sentence))
    if not SecondFactor.objects.filter(user=user).exists():
        reasons.append(Reason("accounts.second_factor_off", f"{user}没有启用双因素，不需要重置"))
    if not reason.strip():
        sentence = "没有写明重置的理由。请写明，如：手机遗失，已当面核对身份"
        reasons.append(Reason("accounts.reason", sentence))
    if reasons:
        raise Refused(reasons)
    SecondFactor.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    ended = end_sessions_of(user, at=at)
    data = {"reason": reason, "ended": ended}
    trail.write("accounts.second_factor.reset", user, by=by, at=at, body=user.body.code, data=data)
    return user

"""Telling people from programs (真人核对) without third parties, pictures or scripts.

A form carries the moment at which it was shown, signed; what comes back within seconds, or with the
field that people do not see filled in, was written by a program. Rate limits do the rest.
"""

from __future__ import annotations

from datetime import datetime

from django.core import signing

from gongkai.core.kernel.refusals import Reason

SALT = "gongkai.applying.shown"
FEWEST_SECONDS = 3
LONGEST_SECONDS = 24 * 60 * 60


def stamp(at: datetime) -> str:
    """Return the signed moment at which a form is shown."""
    return signing.dumps(int(at.timestamp()), salt=SALT)


def doubts(stamped: str, trap: str, *, at: datetime) -> list[Reason]:
    """Return why a form that came back is not taken for a person's; none when it is."""
    if trap.strip():
        return [Reason("applying.trap", "表单中多填了一项不该填的内容。请刷新页面，重新填写")]
    try:
        shown = signing.loads(stamped, salt=SALT)
    except signing.BadSignature:
        return [Reason("applying.stamp", "表单不完整。请从“依申请公开”页面重新填写")]
    seconds = at.timestamp() - shown
    if seconds < FEWEST_SECONDS:
        return [Reason("applying.too_quick", "提交得太快了。请核对填写的内容，几秒后再提交")]
    if seconds > LONGEST_SECONDS:
        return [Reason("applying.too_old", "页面打开超过一天。请核对填写的内容，再提交一次")]
    return []

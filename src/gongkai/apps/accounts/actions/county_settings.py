"""Changing what the county may choose (修改本县设定): with a reason, on the trail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.apps.accounts.authority import Authority, county
from gongkai.apps.accounts.county_settings import catalogue, problems, value_of
from gongkai.apps.accounts.models import CountySetting, User
from gongkai.apps.accounts.permissions import reasons_against
from gongkai.apps.trail import actions as trail
from gongkai.core.kernel.refusals import Reason, Refused


def _against(by: Authority, reason: str, *, at: datetime) -> list[Reason]:
    reasons: list[Reason] = []
    if isinstance(by, User):
        reasons += reasons_against(by, "accounts.change_settings", county(), on=at.date())
    if not reason.strip():
        sentence = "没有写明依据。请写明依据的文件或者会议，如：县政府第 12 次常务会议"
        reasons.append(Reason("accounts.reason", sentence))
    return reasons


@transaction.atomic
def change_setting(
    *, key: str, given: str, reason: str, by: Authority, at: datetime
) -> CountySetting:
    """Choose a value where no law settles it (修改本县设定), as typed; it holds from now on.

    Raises:
        Refused: Not the county's administrator, no such setting, a value that does not fit, no reason.
    """
    reasons = [*_against(by, reason, at=at), *problems(key, given)]
    if reasons:
        raise Refused(reasons)
    before, value = value_of(key), catalogue()[key].parsed(given)
    person = by if isinstance(by, User) else None
    row, _ = CountySetting.objects.update_or_create(
        key=key,
        defaults={"value": value, "reason": reason, "changed_by": person, "changed_at": at},
    )
    data = {"key": key, "from": before, "to": value, "reason": reason}
    trail.write("accounts.setting.changed", row, by=by, at=at, data=data)
    return row


@transaction.atomic
def restore_setting(*, key: str, reason: str, by: Authority, at: datetime) -> None:
    """Go back to the default that is shipped with its source (恢复默认).

    Raises:
        Refused: Not the county's administrator, nothing was changed, or no reason.
    """
    reasons = _against(by, reason, at=at)
    row = CountySetting.objects.filter(key=key).first()
    if row is None:
        reasons.append(Reason("accounts.setting_default", "这一设定没有改过，不需要恢复"))
    if reasons or row is None:
        raise Refused(reasons)
    data = {"key": key, "from": row.value, "reason": reason}
    trail.write("accounts.setting.restored", row, by=by, at=at, data=data)
    row.delete()

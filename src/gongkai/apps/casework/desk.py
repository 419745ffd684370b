"""Taking a case in hand (办理锁定): lock it, see that nobody was quicker, ask, enter, trace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gongkai.apps.casework import entries, notifying, situations
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.people import Person, local
from gongkai.apps.casework.situations import NOTHING, Inputs
from gongkai.apps.trail import actions as trail
from gongkai.core.kernel.refusals import Reason, Refused


def lock(case: Case) -> Case:
    """Return the case as it stands now, locked until the transaction ends."""
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    return Case.objects.select_related("body", "officer").get(pk=case.pk)


def take(
    case: Case,
    act: str,
    *,
    by: Person,
    at: datetime,
    seen: int | None = None,
    inputs: Inputs = NOTHING,
) -> Case:
    """Lock a case for ``act``; ``seen`` is the version the person had on the screen.

    Raises:
        Refused: Somebody changed it after the person saw it, or with every reason of the table.
    """
    locked = lock(case)
    if seen is not None:
        refuse_if_stale(locked, seen=seen)
    reasons = situations.reasons_against(locked, act, by=by, at=at, inputs=inputs)
    if reasons:
        raise Refused(reasons)
    return locked


def refuse_if_stale(locked: Case, *, seen: int) -> None:
    """Refuse when somebody was quicker.

    Raises:
        Refused: Who changed it, when, and how it stands now.
    """
    if locked.version == seen:
        return
    last = locked.events.select_related("by").order_by("-pk").first()
    who = (last.by or last.get_actor_display()) if last else "其他人"
    when = f"在 {local(last.entered_at):%Y-%m-%d %H:%M:%S} " if last else ""
    sentence = f"您打开之后，{who}已{when}办理过本件，现处于“{locked.state_label}”。请刷新页面，查看后再办理"
    raise Refused([Reason("casework.changed_meanwhile", sentence)])


def trace(
    verb: str,
    case: Case,
    *,
    by: Person,
    at: datetime,
    data: Mapping[str, Any] | None = None,
    **values: Any,
) -> Case:
    """Finish an act: recompute the cache, count the version up, store, write the trail, tell people.

    ``data`` holds no personal data; ``values`` are further columns of the case to store.
    """
    for name, value in values.items():
        setattr(case, name, value)
    entries.refresh(case)
    case.version += 1
    case.save(update_fields=(*entries.CACHED, "version", *values))
    facts = {"state": case.state, **(data or {})}
    trail.write(f"casework.case.{verb}", case, by=by, at=at, body=case.body.code, data=facts)
    notifying.tell(verb, case, by=by, at=at)
    return case

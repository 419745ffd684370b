"""The timetable (定时任务): what a tick does; one task that fails does not stop the others."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from gongkai.apps.casework import actions as casework
from gongkai.apps.outbox import actions as outbox
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing.situations import local

log = logging.getLogger(__name__)
KEPT = timedelta(days=30)


def release_due(at: datetime) -> str:
    """Release scheduled editions whose moment has come (到时发布)."""
    result = publishing.release_due(at=at)
    return f"发布 {len(result.released)} 件，未能发布 {len(result.held_up)} 件"


def lapse_due(at: datetime) -> str:
    """Mark documents as lapsed the day after their validity ended (到期失效)."""
    return f"到期失效 {len(publishing.lapse_due(on=local(at).date(), at=at))} 件"


def forget_messages(at: datetime) -> str:
    """Delete messages closed more than thirty days ago (清理已办消息)."""
    return f"清理已办消息 {outbox.forget_done(before=at - KEPT)} 条"


def remind_of_terms(at: datetime) -> str:
    """Remind the offices of applications that fall due soon or are late (依申请公开期限提醒)."""
    return f"提醒 {casework.remind_of_terms(at=at)} 件"


def forget_applications(at: datetime) -> str:
    """Delete lapsed drafts of applications and old wrong codes (清理申请草稿)."""
    drafts = casework.forget_drafts(before=at)
    failures = casework.forget_failures(before=at - KEPT)
    return f"清理申请草稿 {drafts} 份，查询码输错记录 {failures} 条"


TASKS: dict[str, Callable[[datetime], str]] = {
    "release_due": release_due,
    "lapse_due": lapse_due,
    "forget_messages": forget_messages,
    "remind_of_terms": remind_of_terms,
    "forget_applications": forget_applications,
}


def tick(*, at: datetime) -> dict[str, bool]:
    """Run every task once and note when and how; return which went well."""
    results = {}
    for name, task in TASKS.items():
        try:
            note, well = task(at), True
        except Exception:
            log.exception("timed task %s", name)
            note, well = "未完成，原因见运行日志", False
        outbox.beat(name, at=at, ok=well, note=note)
        results[name] = well
    return results

"""Screening at the gate (发布前筛查): every alarm over an edition, and which are still open."""

from __future__ import annotations

import html
from datetime import date

from gongkai.adapters.attachments.contents import UnreadableError
from gongkai.adapters.attachments.screening import screen_file
from gongkai.apps.publishing.files import released_path
from gongkai.apps.publishing.models import Attachment, Edition
from gongkai.core.kernel.refusals import Reason
from gongkai.core.publishing.differences import paragraphs
from gongkai.core.screening.alarms import Alarm, Gate
from gongkai.core.screening.gate import screen

UNSCREENED = {"mp4", "mp3", "ofd"}


def visible_text(edition: Edition) -> str:
    """Return the body text as people read it, one paragraph a line; alarms' spans point into it."""
    return html.unescape("\n".join(paragraphs(edition.text)))


def alarms(edition: Edition, *, on: date) -> list[Alarm]:
    """Return every alarm over title, summary, body text and attachments.

    ``where`` names the part: 名称, 内容概述, 正文, or the attachment's name and place in it.
    """
    found = [
        *screen(edition.title, on=on, where="名称"),
        *screen(edition.summary, on=on, where="内容概述"),
        *screen(visible_text(edition), on=on, where="正文"),
    ]
    for attachment in edition.attachments.select_related("file"):
        found += _in_attachment(attachment, on=on)
    return found


def _in_attachment(attachment: Attachment, *, on: date) -> list[Alarm]:
    if attachment.file.extension in UNSCREENED:
        return []
    content = released_path(attachment.file).read_bytes()
    try:
        found = list(screen_file(content, on=on))
    except UnreadableError as error:
        return [_unreadable(attachment, str(error))]
    return [_placed(alarm, attachment) for alarm in found]


def _placed(alarm: Alarm, attachment: Attachment) -> Alarm:
    where = f"附件“{attachment.name}”{alarm.where}"
    return Alarm(
        rule=alarm.rule,
        gate=alarm.gate,
        kind=alarm.kind,
        message=alarm.message,
        spans=alarm.spans,
        excerpt=alarm.excerpt,
        proposal=alarm.proposal,
        source=alarm.source,
        where=where,
    )


def _unreadable(attachment: Attachment, sentence: str) -> Alarm:
    return Alarm(
        rule="H-00",
        gate=Gate.ANSWER,
        kind="无法检查",
        message=sentence,
        spans=((0, 0),),
        excerpt="",
        source="先审查后公开",
        where=f"附件“{attachment.name}”",
    )


def open_alarms(edition: Edition, *, on: date) -> list[Alarm]:
    """Return the alarms that hold a submission up: those that block, and those not yet answered."""
    answered = set(edition.finding_answers.values_list("fingerprint", flat=True))
    return [
        one
        for one in alarms(edition, on=on)
        if one.gate is Gate.BLOCK or (one.gate is Gate.ANSWER and one.fingerprint not in answered)
    ]


def open_reasons(edition: Edition, *, on: date) -> tuple[Reason, ...]:
    """Return a reason for every alarm that holds a submission up."""
    reasons = []
    for one in open_alarms(edition, on=on):
        next_step = (
            "请改正后再提交" if one.gate is Gate.BLOCK else "请改正，或在提示旁写明保留的理由"
        )
        sentence = f"{one.where}：{one.message.rstrip('。')}。{next_step}"
        reasons.append(Reason(f"publishing.alarm_{one.gate}", sentence, one.source))
    return tuple(reasons)

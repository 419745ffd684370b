"""Saving an application to go on later (保存草稿): encrypted, opened by its code, forgotten in the end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from gongkai.apps.casework import codes
from gongkai.apps.casework.models import DraftApplication
from gongkai.core.kernel.refusals import Reason, Refused

KEPT = timedelta(days=30)
MOST = 60_000
GONE = "续填码不正确，或者草稿已经过期删除。请核对续填码，或者重新填写"


@transaction.atomic
def save_draft_application(*, content: Mapping[str, Any], code: str = "", at: datetime) -> str:
    """Save what was filled in so far and return the code to go on with; it lapses after 30 days.

    With the ``code`` of an earlier saving that draft is replaced and the code stays.

    Raises:
        Refused: The code is of no draft, or too much was written.
    """
    written = json.dumps(dict(content), ensure_ascii=False, sort_keys=True)
    if len(written) > MOST:
        sentence = f"填写的内容过长，草稿最多保存 {MOST} 字。请缩短，或者直接提交"
        raise Refused([Reason("casework.draft_long", sentence)])
    draft = _find(code, at=at) if code else DraftApplication()
    given = code or codes.make_code()
    draft.token_digest = codes.digest_of(given)
    draft.content = written
    draft.saved_at, draft.lapses_at = at, at + KEPT
    draft.save()
    return given


def resume_draft_application(*, code: str, at: datetime) -> dict[str, Any]:
    """Return what was filled in, by the code.

    Raises:
        Refused: The code is of no draft, or it has lapsed.
    """
    content: dict[str, Any] = json.loads(_find(code, at=at).content)
    return content


@transaction.atomic
def discard_draft_application(*, code: str, at: datetime) -> None:
    """Delete a draft, on the applicant's wish or when it was filed.

    Raises:
        Refused: The code is of no draft.
    """
    _find(code, at=at).delete()


def forget_drafts(*, before: datetime) -> int:
    """Delete drafts that lapsed before a moment; return how many."""
    count, _ = DraftApplication.objects.filter(lapses_at__lt=before).delete()
    return count


def _find(code: str, *, at: datetime) -> DraftApplication:
    found = DraftApplication.objects.filter(
        token_digest=codes.digest_of(code), lapses_at__gte=at
    ).first()
    if found is None:
        raise Refused([Reason("casework.draft_gone", GONE)])
    return found

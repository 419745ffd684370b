"""Finding the edition that a request names (取稿): only one the person may read."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai.apps.publishing import queries
from gongkai.apps.publishing.models import Edition
from gongkai.core.kernel.refusals import Refused

SHOWN = ("document", "document__live", "body", "column", "created_by", "changed_by")
Errors = list[tuple[str, str]]


def edition_of(request: HttpRequest, pk: int) -> Edition:
    """Return the edition, or answer 404 for one the person may not read."""
    rows = queries.readable_editions(request.user, at=timezone.now())
    return get_object_or_404(rows.select_related(*SHOWN), pk=pk)


def seen_in(request: HttpRequest) -> int:
    """Return the version the person had on the screen; 0 when the form did not say."""
    given = request.POST.get("seen", "")
    return int(given) if given.isdigit() else 0


def errors_of(refusal: Refused) -> Errors:
    """Return all reasons of a refusal as lines of an error summary."""
    return [
        ("", f"{reason.sentence}（{reason.basis}）" if reason.basis else reason.sentence)
        for reason in refusal.reasons
    ]

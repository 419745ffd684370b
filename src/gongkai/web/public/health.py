"""Health of the instance (运行状况): what a monitor asks every few seconds."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.module_loading import import_string

from gongkai.apps.outbox import queries as outbox
from gongkai.apps.publishing.queries import searching
from gongkai.apps.publishing.queries.searching import Asked

STALE_SECONDS = 600


def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django's signature
    """Answer 200 when every part is well, else 503 with the failing parts named."""
    parts: dict[str, Any] = {}
    failing: list[str] = []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        state = outbox.state(at=timezone.now())
        parts["database"] = "ok"
        parts["outbox"] = {"pending": state.pending, "oldest_seconds": state.oldest_seconds}
        if state.dead or state.oldest_seconds > STALE_SECONDS:
            parts["outbox"]["given_up"] = state.dead
            failing.append("outbox")
        for name, path in settings.HEALTH_PARTS.items():
            parts[name] = import_string(path)()
    except DatabaseError:
        parts["database"] = "failing"
        failing.append("database")
    status: dict[str, Any] = {"status": "failing" if failing else "ok"}
    if failing:
        status["failing"] = failing
    answer = JsonResponse(status | parts, status=503 if failing else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def search_state() -> dict[str, int]:
    """Return how many documents the search finds; it asks the database itself and never lags."""
    return {"documents": searching.found(Asked()).count(), "lag_seconds": 0}

"""Health of the instance (运行状况): what a monitor asks every few seconds."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.module_loading import import_string

from gongkai.adapters.search_index.reading import NoIndexError
from gongkai.apps.outbox import queries as outbox
from gongkai.apps.publishing.queries import searching

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
            if parts[name].pop("failing", False):
                failing.append(name)
    except DatabaseError:
        parts["database"] = "failing"
        failing.append("database")
    status: dict[str, Any] = {"status": "failing" if failing else "ok"}
    if failing:
        status["failing"] = failing
    answer = JsonResponse(status | parts, status=503 if failing else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def search_state() -> dict[str, Any]:
    """Return how many documents can be found, and the age of the oldest change that cannot yet."""
    try:
        state = searching.state(at=timezone.now())
    except NoIndexError:
        return {"documents": 0, "lag_seconds": 0, "index": "missing", "failing": True}
    found = {"documents": state.documents, "lag_seconds": state.lag_seconds}
    return found | ({"failing": True} if state.lag_seconds > STALE_SECONDS else {})

"""Health of the instance (运行状况): what a monitor asks every few seconds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.module_loading import import_string

from gongkai.adapters.search_index.reading import NoIndexError
from gongkai.adapters.site.position import Progress
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
        # What this node has not shown yet is pending, though a worker elsewhere may have had it.
        parts["outbox"]["pending"] = max(state.pending, parts["site"]["pending"])
    except DatabaseError:
        parts["database"] = "failing"
        failing.append("database")
    status: dict[str, Any] = {"status": "failing" if failing else "ok"}
    if failing:
        status["failing"] = failing
    answer = JsonResponse(status | parts, status=503 if failing else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def site_state() -> dict[str, Any]:
    """Return how far this node's pages are behind what was published, and what could not be written."""
    kept = Progress(Path(settings.SITE_ROOT)).read()
    if kept is None:
        return {"pending": 0, "lag_seconds": 0, "position": "missing", "failing": True}
    also = [*kept["failed"], *(number for number, _ in kept["missing"])]
    pending, age = outbox.unseen(
        kept["last"], also=also, topics=settings.NODE_HANDLERS, at=timezone.now()
    )
    found = {"pending": pending, "lag_seconds": age}
    return found | ({"failing": True} if age > STALE_SECONDS else {})


def search_state() -> dict[str, Any]:
    """Return how many documents can be found, and the age of the oldest change that cannot yet."""
    try:
        state = searching.state(at=timezone.now())
    except NoIndexError:
        return {"documents": 0, "lag_seconds": 0, "index": "missing", "failing": True}
    found = {"documents": state.documents, "lag_seconds": state.lag_seconds}
    return found | ({"failing": True} if state.lag_seconds > STALE_SECONDS else {})

"""Finding the case that a request names (取件): only one the person may read."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai.apps.casework import queries
from gongkai.apps.casework.models import Case


def case_of(request: HttpRequest, pk: int) -> Case:
    """Return the case, or answer 404 for one the person may not read."""
    rows = queries.readable_cases(request.user, at=timezone.now())
    return get_object_or_404(rows.select_related("body"), pk=pk)

"""Finding the case that a request names (取件), and what a form has to complain of."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai.apps.casework import queries
from gongkai.apps.casework.models import Case


def case_of(request: HttpRequest, pk: int) -> Case:
    """Return the case, or answer 404 for one the person may not read."""
    rows = queries.readable_cases(request.user, at=timezone.now())
    return get_object_or_404(rows.select_related("body"), pk=pk)


def mistakes_in(form: Form) -> list[tuple[str, str]]:
    """Return every mistake of a form with the anchor of its field."""
    return [(f"id_{name}", str(text)) for name, texts in form.errors.items() for text in texts]

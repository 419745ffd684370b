"""The search box of the back office (查找): by title, document number, index number."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Go to the list of editions, narrowed by the words."""
    words = request.GET.get("q", "").strip()[:100]
    return redirect(f"/office/documents/?{urlencode({'q': words})}")

"""The list of editions (公开信息列表), with filters that stay in the address."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.apps.accounts.queries import visible_bodies
from gongkai.apps.publishing import queries
from gongkai.apps.publishing.choices import kind_choices, state_choices, validity_choices
from gongkai.apps.publishing.queries import EditionFilter
from gongkai.apps.publishing.situations import local

PER_PAGE = 30


@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """Show the editions a person may read, latest change first."""
    at = timezone.now()
    asked = request.GET
    number = max(1, int(asked.get("page", "1"))) if asked.get("page", "1").isdigit() else 1
    narrow = EditionFilter(
        states=tuple(filter(None, asked.getlist("state"))),
        bodies=tuple(int(one) for one in asked.getlist("body") if one.isdigit()),
        kinds=tuple(filter(None, asked.getlist("kind"))),
        validity=asked.get("validity", ""),
        words=asked.get("q", "").strip()[:100],
    )
    rows = queries.editions(request.user, at=at, narrow=narrow)
    # One row more than a page tells whether there is a next one, without counting them all.
    start = (number - 1) * PER_PAGE
    found = list(rows[start : start + PER_PAGE + 1])
    kept = asked.copy()
    kept.pop("page", None)
    values = {
        "title": "公开信息",
        "editions": found[:PER_PAGE],
        "page": number,
        "has_next": len(found) > PER_PAGE,
        "address": kept.urlencode(),
        "asked": asked,
        "states": state_choices(),
        "kinds": kind_choices(),
        "validities": validity_choices(),
        "bodies": visible_bodies(request.user, on=local(at).date()),
        "at": at,
    }
    return render(request, "office/documents.html", values, using="jinja2")

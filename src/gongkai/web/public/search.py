"""Search for everybody (检索): a plain form, answered live; the same as JSON."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from markupsafe import Markup, escape

from gongkai.apps.organizations.queries import bodies
from gongkai.apps.publishing.choices import kind_choices, validity_choices
from gongkai.apps.publishing.models import Edition
from gongkai.apps.publishing.queries import searching
from gongkai.apps.publishing.queries.searching import Asked
from gongkai.apps.publishing.situations import local
from gongkai.core.publishing.differences import paragraphs
from gongkai.core.publishing.kinds import kind
from gongkai.web.portal import addresses, reading, rendering
from gongkai.web.portal.refreshing import identity

PER_PAGE = 20
LONGEST = 100
AROUND = 40
_TERM = re.compile(r'(?P<minus>[-－]?)(?:["“](?P<phrase>[^"”]+)["”]|(?P<word>[^\s"“”]+))')


def search(request: HttpRequest) -> HttpResponse:
    """Answer ``GET /search?q=…``; ``format=json`` gives the same as data."""
    query = request.GET.get("q", "").strip()[:LONGEST]
    asked = understood(query, request)
    rows = searching.found(asked)
    number = _page(request)
    total = rows.count()
    shown = list(rows[(number - 1) * PER_PAGE : number * PER_PAGE])
    if request.GET.get("format") == "json":
        return _json(query, asked, rows, shown, total)
    kept = request.GET.copy()
    kept.pop("page", None)
    values = {
        "site": rendering.frame_site(identity()),
        "here": "/search",
        "title": f"搜索：{query}" if query else "搜索",
        "query": query,
        "asked": request.GET,
        "total": total,
        "results": [
            (
                reading.entry(one),
                marked(one.title, asked.words),
                marked(excerpt(one, asked.words), asked.words),
            )
            for one in shown
        ],
        "page": number,
        "last": max(1, -(-total // PER_PAGE)),
        "address": kept.urlencode(),
        "kinds": kind_choices(),
        "validities": validity_choices(),
        "bodies": [(one.slug, one.name) for one in bodies()],
        "stamp": rendering.stamp,
    }
    return render(request, "public/search.html", values, using="jinja2")


def understood(query: str, request: HttpRequest) -> Asked:
    """Return what a query asks: words, quoted phrases, and words with a minus that must not stand."""
    words: list[str] = []
    without: list[str] = []
    for match in _TERM.finditer(query):
        term = match["phrase"] or match["word"]
        (without if match["minus"] else words).append(term)
    year = request.GET.get("year", "")
    return Asked(
        words=words[:8],
        without=without[:8],
        body=request.GET.get("body", ""),
        column=request.GET.get("column", ""),
        kind=request.GET.get("kind", ""),
        year=int(year) if year.isdigit() and len(year) == 4 else None,
        validity=request.GET.get("validity", ""),
        newest=request.GET.get("sort") == "newest",
    )


def excerpt(edition: Edition, words: Sequence[str]) -> str:
    """Return the text around the first word that stands in it, else the summary."""
    text = html.unescape(" ".join(paragraphs(edition.text)))
    at = min((i for word in words if (i := text.lower().find(word.lower())) >= 0), default=-1)
    if at < 0:
        return edition.summary or text[: 2 * AROUND]
    start = max(0, at - AROUND)
    return f"{'…' if start else ''}{text[start : at + 2 * AROUND]}…"


def marked(text: str, words: Sequence[str]) -> Markup:
    """Return the text, safe for a page, with the words marked."""
    safe = escape(text)
    if not words:
        return safe
    pattern = "|".join(
        re.escape(str(escape(word))) for word in sorted(words, key=len, reverse=True)
    )
    return Markup(re.sub(f"({pattern})", r"<mark>\1</mark>", str(safe), flags=re.IGNORECASE))  # noqa: S704 - escaped above


def _json(
    query: str, asked: Asked, rows: object, shown: Sequence[Edition], total: int
) -> JsonResponse:
    site = identity()
    results = [
        {
            "title": one.title,
            "url": f"{site.address}{addresses.link(addresses.item(one.document_id))}",
            "excerpt": excerpt(one, asked.words),
            "published_on": f"{local(one.published_at):%Y-%m-%d}" if one.published_at else None,
            "body": one.issuer_name or one.body.name,
            "kind": kind(one.kind).label,
        }
        for one in shown
    ]
    answer = {
        "query": query,
        "total": total,
        "results": results,
        "facets": searching.facets(rows),
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return min(max(1, int(text)), 500) if text.isdigit() and len(text) < 5 else 1

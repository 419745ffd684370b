"""Search for everybody (检索): a plain form, answered live; the same as JSON; suggestions while typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.adapters.search_index.reading import NoIndexError
from gongkai.apps.publishing.models import Edition
from gongkai.apps.publishing.queries import searching
from gongkai.apps.publishing.queries.searching import Found
from gongkai.apps.publishing.situations import local
from gongkai.core.publishing.kinds import kind
from gongkai.core.publishing.search.query import LONGEST
from gongkai.core.publishing.search.records import FACETS, Filters
from gongkai.web.portal import addresses, reading, rendering
from gongkai.web.portal.refreshing import identity
from gongkai.web.public import search_shown as shown
from gongkai.web.public.pages import refusal

PER_PAGE = 20
LAST_PAGE = 500
SORTS = (("rank", "最相关"), ("newest", "最新发布"))
View = Callable[[HttpRequest], HttpResponse]


def _with_index(view: View) -> View:
    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except NoIndexError:
            wait = ("检索索引正在建立，稍后即可使用。", "现在可以从栏目和网站地图查找。")
            return refusal(status=503, heading="检索暂时不能使用", sentences=wait, retry_after=30)

    return answered


@_with_index
def search(request: HttpRequest) -> HttpResponse:
    """Answer ``GET /search?q=…``; ``format=json`` gives the same as data."""
    number = _page(request)
    filters = Filters(**{name: request.GET.get(name, "").strip() for name in FACETS})
    found = searching.search(
        request.GET.get("q", ""),
        filters=filters,
        newest=request.GET.get("sort") == "newest",
        literal=request.GET.get("literal") == "1",
        offset=(number - 1) * PER_PAGE,
        count=PER_PAGE,
        on=local(timezone.now()).date(),
    )
    if request.GET.get("format") == "json":
        return _json(found, number)
    return render(request, "public/search.html", _values(request, found, filters), using="jinja2")


@_with_index
def suggest(request: HttpRequest) -> HttpResponse:
    """Answer ``GET /search/suggest?q=…`` with what may be meant, as JSON."""
    typed = request.GET.get("q", "").strip()[:LONGEST]
    found = searching.suggestions(typed)
    answer = JsonResponse(
        {"query": typed, "suggestions": [{"text": one.text, "kind": one.kind} for one in found]},
        json_dumps_params={"ensure_ascii": False},
    )
    answer["Cache-Control"] = "public, max-age=60"
    return answer


def _values(request: HttpRequest, found: Found, filters: Filters) -> dict[str, Any]:
    asked = request.GET
    needles = found.asked.needles()
    helped = None if found.hits.total else searching.help_for(found.asked, filters)
    last = min(LAST_PAGE, max(1, -(-found.hits.total // PER_PAGE)))
    number = _page(request)
    return {
        "site": rendering.frame_site(identity()),
        "here": "/search",
        "title": f"搜索：{found.asked.text}" if found.asked.text else "搜索",
        "query": found.asked.text,
        "kept": [(name, value) for name, value in filters.chosen().items()],
        "sort": "newest" if asked.get("sort") == "newest" else "rank",
        "sorts": [(key, words, shown.address(asked, sort=key)) for key, words in SORTS],
        "total": found.hits.total,
        "results": _lines(found.editions, needles),
        "readings": shown.sentences(found.asked.readings),
        "literal": asked.get("literal") == "1",
        "as_written": shown.address(asked, literal="1"),
        "as_understood": shown.address(asked, literal=""),
        "filters": shown.filters(found.hits.facets, asked),
        "help": helped,
        "some": _lines(helped.some, needles) if helped else [],
        "sounding": [
            (words, shown.address(asked, q=words)) for words in (helped.sounding if helped else ())
        ],
        "unfiltered": shown.address(asked, **dict.fromkeys(FACETS, "")),
        "pages": _pages(shown.address(asked), number, last),
        "page": number,
        "last": last,
        "stamp": rendering.stamp,
    }


def _lines(editions: Sequence[Edition], needles: Sequence[str]) -> list[tuple[Any, Any, Any]]:
    return [
        (
            reading.entry(one),
            shown.page_of(shown.title(one, needles)),
            shown.page_of(shown.piece(one, needles)),
        )
        for one in editions
    ]


def _pages(address: str, number: int, last: int) -> list[tuple[str, str, bool]]:
    """Return label, address and whether it is this one; a label without address is a gap."""
    near = {1, last, *range(max(1, number - 2), min(last, number + 2) + 1)}
    pages: list[tuple[str, str, bool]] = []
    before = 0
    for one in sorted(near):
        if one > before + 1:
            pages.append(("…", "", False))
        pages.append((str(one), f"{address}&page={one}", one == number))
        before = one
    return pages


def _json(found: Found, number: int) -> JsonResponse:
    site = identity()
    needles = found.asked.needles()
    results = [
        {
            "title": one.title,
            "url": f"{site.address}{addresses.link(addresses.item(one.document_id))}",
            "excerpt": shown.piece(one, needles).text,
            "published_on": f"{local(one.published_at):%Y-%m-%d}" if one.published_at else None,
            "body": one.issuer_name or one.body.name,
            "kind": kind(one.kind).label,
        }
        for one in found.editions
    ]
    answer = {
        "query": found.asked.text,
        "understood": shown.sentences(found.asked.readings),
        "total": found.hits.total,
        "page": number,
        "results": results,
        "facets": found.hits.facets,
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return min(max(1, int(text)), LAST_PAGE) if text.isdigit() and len(text) < 5 else 1

"""Searching what is public (检索), straight in the database.

Exact: every word must stand in title, text, summary, keywords or numbers. Its cost grows with the
number of documents; the index of the portal's search issue will take its place behind this function.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from gongkai.apps.publishing.models import Edition

FIELDS = ("title", "text", "summary", "document_number", "document__index_number", "keywords")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a reader asks for: words that must and must not stand there, and what narrows it."""

    words: Sequence[str] = ()
    without: Sequence[str] = ()
    body: str = ""
    column: str = ""
    kind: str = ""
    year: int | None = None
    validity: str = ""
    newest: bool = False


def found(asked: Asked) -> QuerySet[Edition]:
    """Return the live editions that fit; those with the words in the title first, or newest first."""
    rows = Edition.objects.filter(state="published").select_related("document", "body", "column")
    for word in asked.words:
        rows = rows.filter(_anywhere(word))
    for word in asked.without:
        rows = rows.exclude(_anywhere(word))
    simple = {
        "body__slug": asked.body,
        "column__code": asked.column,
        "kind": asked.kind,
        "published_at__year": asked.year,
        "document__validity": asked.validity,
    }
    rows = rows.filter(**{name: value for name, value in simple.items() if value})
    if asked.newest or not asked.words:
        return rows.order_by("-published_at", "-id")
    in_title = Q()
    for word in asked.words:
        in_title &= Q(title__icontains=word)
    rank = Case(When(in_title, then=Value(0)), default=Value(1), output_field=IntegerField())
    return rows.order_by(rank, "-published_at", "-id")


def _anywhere(word: str) -> Q:
    condition = Q()
    for field in FIELDS:
        condition |= Q(**{f"{field}__icontains": word})
    return condition


def facets(rows: QuerySet[Edition]) -> dict[str, dict[str, int]]:
    """Return how many of the found editions fall to each kind and each body."""
    plain = rows.order_by()
    by_kind = plain.values_list("kind").annotate(count=Count("pk"))
    by_body = plain.values_list("body__slug").annotate(count=Count("pk"))
    return {"kind": dict(by_kind), "body": dict(by_body)}

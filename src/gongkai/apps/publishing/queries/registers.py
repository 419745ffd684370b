"""Registers and figures (登记和统计): releases, on-time rate, counts, the balance of validity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.publishing.models import ColumnSeries, Document, Release
from gongkai.apps.publishing.situations import midnight

OUT = (Release.Act.PUBLISH, Release.Act.UPDATE, Release.Act.CORRECT)


@dataclass(frozen=True, slots=True)
class OnTimeRow:
    """How many releases of a body had a term and how many kept it."""

    body: PublicBody
    judged: int
    in_time: int

    @property
    def rate(self) -> float | None:
        """Return the share in time between 0 and 1; none when nothing had a term."""
        return self.in_time / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class ValidityBalance:
    """Normative documents over a year: at its start, made, repealed, lapsed, at its end."""

    at_start: int
    made: int
    repealed: int
    lapsed: int
    at_end: int

    @property
    def balances(self) -> bool:
        """Return whether start + made - repealed - lapsed is what is in force at the end."""
        return self.at_start + self.made - self.repealed - self.lapsed == self.at_end


def _within(since: date, until: date) -> dict[str, datetime]:
    return {"at__gte": midnight(since), "at__lt": midnight(until + timedelta(days=1))}


def register_rows(
    *, body: PublicBody | None = None, since: date | None = None, until: date | None = None
) -> QuerySet[Release]:
    """Return the release register (信息发布登记), latest first."""
    rows = Release.objects.select_related("body", "by", "document")
    if body is not None:
        rows = rows.filter(body=body)
    if since:
        rows = rows.filter(at__gte=midnight(since))
    if until:
        rows = rows.filter(at__lt=midnight(until + timedelta(days=1)))
    return rows.order_by("-at", "-id")


def on_time(*, since: date, until: date) -> list[OnTimeRow]:
    """Return the on-time rate of each body's first releases and updates in a period (按期率)."""
    rows = (
        Release.objects.filter(act__in=OUT, **_within(since, until))
        .values("body")
        .annotate(
            judged=Count("pk", filter=Q(in_time__isnull=False)),
            kept=Count("pk", filter=Q(in_time=True)),
        )
    )
    figures = {row["body"]: row for row in rows}
    bodies = PublicBody.objects.filter(pk__in=figures)
    return [OnTimeRow(one, figures[one.pk]["judged"], figures[one.pk]["kept"]) for one in bodies]


def kind_counts(*, since: date, until: date) -> dict[str, int]:
    """Return how many documents of each kind were first published in a period."""
    rows = Release.objects.filter(act=Release.Act.PUBLISH, **_within(since, until)).values(
        "document__kind"
    )
    counted = rows.annotate(count=Count("document", distinct=True))
    return {row["document__kind"]: row["count"] for row in counted}


def level_counts(*, since: date, until: date) -> dict[str, int]:
    """Return how many documents were first published by each level of body in a period."""
    rows = Release.objects.filter(act=Release.Act.PUBLISH, **_within(since, until)).values(
        "body__level"
    )
    counted = rows.annotate(count=Count("document", distinct=True))
    return {row["body__level"]: row["count"] for row in counted}


def validity_balance(year: int, *, body: PublicBody | None = None) -> ValidityBalance:
    """Return the yearly figures of normative documents (制发、废止、失效、现行有效件数)."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    made, repealed, lapsed = 0, 0, 0
    at_start, at_end = 0, 0
    documents = Document.objects.filter(kind="normative_document", live__isnull=False)
    if body is not None:
        documents = documents.filter(body=body)
    for document in documents.select_related("live").prefetch_related("validity_changes"):
        began, ended, how = _span(document)
        if began is None or began > last:
            continue
        at_start += began < first and (ended is None or ended >= first)
        made += first <= began <= last
        gone = ended is not None and first <= ended <= last
        repealed += gone and how == "repealed"
        lapsed += gone and how == "lapsed"
        at_end += ended is None or ended > last
    return ValidityBalance(at_start, made, repealed, lapsed, at_end)


def _span(document: Document) -> tuple[date | None, date | None, str]:
    began = document.live.written_on if document.live else None
    ends = [
        one for one in document.validity_changes.all() if one.validity in ("repealed", "lapsed")
    ]
    if document.validity not in ("repealed", "lapsed") or not ends:
        return began, None, ""
    latest = max(ends, key=lambda one: one.pk)
    return began, latest.since, latest.validity


def column_counts() -> dict[int, int]:
    """Return how many documents each column has ever taken in, by the column's key (累计收录)."""
    return dict(ColumnSeries.objects.values_list("column", "last"))

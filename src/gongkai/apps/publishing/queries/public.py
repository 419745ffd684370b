"""What the public sees (公开信息): live editions, libraries, stale columns. No person needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q, QuerySet

from gongkai.apps.organizations.models import PublicBody, SiteColumn
from gongkai.apps.publishing.models import Document, Edition


def live_documents(
    *, column: SiteColumn | None = None, body: PublicBody | None = None, kind: str = ""
) -> QuerySet[Edition]:
    """Return the editions the public sees, latest first, narrowed by column, body or kind."""
    rows = Edition.objects.filter(state="published").select_related("document", "body", "column")
    if column is not None:
        rows = rows.filter(column=column)
    if body is not None:
        rows = rows.filter(body=body)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.order_by("-published_at", "-id")


def document_by_index_number(index_number: str) -> Document | None:
    """Return the document with an index number, withdrawn or not."""
    return Document.objects.select_related("live", "body").filter(index_number=index_number).first()


def interpretations_of(document: Document) -> QuerySet[Edition]:
    """Return the live interpretations of a document."""
    return live_documents(kind="interpretation").filter(
        relations__kind="interprets", relations__target=document
    )


def related_documents(edition: Edition) -> list[tuple[str, Document]]:
    """Return the live documents that an edition names and those that name its document, with how."""
    named = edition.relations.filter(target__live__isnull=False).select_related("target__live")
    naming = Edition.objects.filter(
        state="published", relations__target=edition.document_id
    ).select_related("document__live")
    out = [(one.get_kind_display(), one.target) for one in named if one.target]
    back = [("反向关联", one.document) for one in naming.distinct()]
    return out + [pair for pair in back if pair[1] not in {target for _, target in out}]


def validity_library(
    *, validity: str = "", body: PublicBody | None = None, normative_only: bool = False
) -> QuerySet[Edition]:
    """Return policy and normative documents with their validity (文件库), latest written first."""
    kinds = ("normative_document",) if normative_only else ("normative_document", "policy_document")
    rows = live_documents(body=body).filter(kind__in=kinds)
    if validity:
        rows = rows.filter(document__validity=validity)
    return rows.order_by("-written_on", "-id")


def gazette_issues() -> QuerySet[Edition]:
    """Return the live issues of the gazette, latest first."""
    return live_documents(kind="gazette_issue")


@dataclass(frozen=True, slots=True)
class StaleColumn:
    """A column past its term of updating; ``last_on`` is empty when nothing was ever published."""

    column: SiteColumn
    last_on: date | None
    days: int | None


def stale_columns(*, on: date) -> list[StaleColumn]:
    """Return the columns in use with nothing new within their term (更新不及时), empty ones too."""
    rows = SiteColumn.objects.filter(
        Q(retired_on=None) | Q(retired_on__gt=on), update_within_days__isnull=False, children=None
    ).annotate(
        last=Max(
            "editions__published_at", filter=Q(editions__state__in=("published", "superseded"))
        )
    )
    found = []
    for column in rows:
        last_on = column.last.date() if column.last else None
        limit = on - timedelta(days=column.update_within_days or 0)
        if last_on is None or last_on < limit:
            days = (on - last_on).days if last_on else None
            found.append(StaleColumn(column, last_on, days))
    return found

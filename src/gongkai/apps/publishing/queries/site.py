"""What the public tree is made from (站点内容): each question costs the same however large the site is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from gongkai.apps.organizations.models import PublicBody, SiteColumn
from gongkai.apps.publishing.models import (
    ColumnSeries,
    Document,
    Edition,
    Placement,
    Relation,
    ValidityChange,
)

SHOWN = ("document", "document__body", "body", "column", "column__parent")


@dataclass
class Shown:
    """A document with everything its pages show."""

    document: int
    live: Edition | None = None
    withdrawn: Edition | None = None
    earlier: list[Edition] = field(default_factory=list)  # replaced editions, newest first
    named_by: list[Relation] = field(default_factory=list)  # what live editions say of it
    validity_change: ValidityChange | None = None


def shown(documents: Sequence[int]) -> list[Shown]:
    """Return documents with all that their pages show, in the given order, with few questions."""
    found = {key: Shown(key) for key in documents}
    editions = (
        Edition.objects.select_related(*SHOWN)
        .prefetch_related("attachments__file", "relations__target__live")
        .filter(document__in=documents, state__in=("published", "superseded", "withdrawn"))
        .order_by("number")
    )
    for one in editions:
        one_shown = found[one.document_id]
        if one.state == "superseded":
            one_shown.earlier.insert(0, one)
        elif one.state == "published":
            one_shown.live = one
        else:
            one_shown.withdrawn = one
    for relation in _relations_to(documents):
        found[_target(relation)].named_by.append(relation)
    for change in _last_validity_changes(documents):
        found[change.document_id].validity_change = change
    for one_shown in found.values():
        if one_shown.live is not None:
            one_shown.withdrawn = None
    return list(found.values())


def _target(relation: Relation) -> int:
    if relation.target_id is None:
        raise ValueError(f"relation {relation.pk}: expected one with a target")
    return relation.target_id


def _relations_to(documents: Sequence[int]) -> QuerySet[Relation]:
    return (
        Relation.objects.filter(target__in=documents, edition__state="published")
        .select_related("edition__document")
        .order_by("id")
    )


def _last_validity_changes(documents: Sequence[int]) -> QuerySet[ValidityChange]:
    rows = ValidityChange.objects.filter(document__in=documents)
    return rows.select_related("caused_by__document__live").order_by("id")


def linked_documents(document: Shown) -> set[int]:
    """Return the documents whose pages show this one: those it names and those that name it."""
    edition = document.live or document.withdrawn
    named = {one.target_id for one in edition.relations.all()} if edition else set()
    naming = {one.edition.document_id for one in document.named_by}
    return {key for key in named | naming if key is not None} - {document.document}


def placements(document: int) -> list[tuple[SiteColumn, int]]:
    """Return the columns a document ever stood in, with its slot in each."""
    rows = Placement.objects.filter(document=document).select_related("column__parent__parent")
    return [(row.column, row.slot) for row in rows]


def last_slot(column: int) -> int:
    """Return the last slot given in a column; 0 for an empty one."""
    return ColumnSeries.objects.filter(column=column).values_list("last", flat=True).first() or 0


def last_slots() -> dict[int, int]:
    """Return the last slot given in each column that has any."""
    return dict(ColumnSeries.objects.values_list("column", "last"))


def slots(column: int, first: int, last: int) -> list[Edition]:
    """Return the live editions in the slots ``first`` to ``last`` of a column, newest slot first."""
    rows = (
        Placement.objects.filter(column=column, slot__gte=first, slot__lte=last)
        .select_related("document__live__document", "document__live__body")
        .defer("document__live__text")
        .order_by("-slot")
    )
    return [
        row.document.live
        for row in rows
        if row.document.live is not None and row.document.live.column_id == column
    ]


def newest(
    *,
    column: int | None = None,
    kind: str = "",
    theme: str = "",
    body: PublicBody | None = None,
    year: int | None = None,
    count: int = 8,
) -> list[Edition]:
    """Return the newest live editions, narrowed by column, kind, theme, body, year of publication."""
    rows = Edition.objects.filter(state="published").defer("text")
    rows = rows.select_related("document", "body")
    told = {"column": column, "kind": kind, "theme": theme, "body": body}
    rows = rows.filter(**{name: value for name, value in told.items() if value})
    if year is not None:
        rows = rows.filter(published_at__gte=_new_year(year), published_at__lt=_new_year(year + 1))
    return list(rows.order_by("-published_at", "-id")[:count])


def newest_keys(columns: Sequence[int], *, count: int) -> dict[int, list[tuple[Any, int]]]:
    """Return moment and key of the newest live editions of each column, newest first.

    In plain SQL: building forty such questions through the ORM costs more than answering them.
    """
    question = (
        "SELECT published_at, id FROM publishing_edition WHERE column_id = %s AND state = %s"
        " ORDER BY published_at DESC, id DESC LIMIT %s"
    )
    found = {}
    with connection.cursor() as cursor:
        for column in columns:
            cursor.execute(question, [column, "published", count])
            found[column] = list(cursor.fetchall())
    return found


def listed(keys: Iterable[int]) -> dict[int, Edition]:
    """Return editions by their keys, with what a list shows of them."""
    rows = Edition.objects.select_related("document", "body").defer("text")
    return rows.in_bulk(list(keys))


def years_of(kind: str) -> list[int]:
    """Return the years in which live editions of a kind were published, newest first.

    Asks for the newest before the turn of each year, so that the cost follows the number of years.
    """
    years: list[int] = []
    rows = Edition.objects.filter(state="published", kind=kind).order_by("-published_at", "-id")
    found = rows.values_list("published_at", flat=True).first()
    while found is not None:
        year = timezone.localtime(found).year
        years.append(year)
        rows = rows.filter(published_at__lt=_new_year(year))
        found = rows.values_list("published_at", flat=True).first()
    return years


def history(document: int) -> list[Edition]:
    """Return every edition of a document that was ever public, oldest first, without their texts."""
    rows = Edition.objects.filter(document=document).exclude(published_at=None)
    return list(rows.defer("text").select_related("column", "body").order_by("number"))


def documents_by_index(numbers: Iterable[str], *, before: datetime) -> dict[str, int]:
    """Return the documents with these index numbers that were first public before a moment."""
    rows = Edition.objects.filter(
        document__index_number__in=list(numbers), published_at__lte=before
    )
    return dict(rows.values_list("document__index_number", "document"))


def _new_year(year: int) -> datetime:
    return timezone.make_aware(datetime(year, 1, 1))  # noqa: DTZ001 - the county's own zone is added


def documents_between(first: int, last: int) -> list[tuple[int, list[int]]]:
    """Return the live documents with keys from ``first`` to ``last``, and their earlier editions."""
    live = Document.objects.filter(pk__gte=first, pk__lte=last, live__isnull=False)
    keys = list(live.order_by("pk").values_list("pk", flat=True))
    older: dict[int, list[int]] = {}
    rows = Edition.objects.filter(document__in=keys, state="superseded").order_by("number")
    for document, number in rows.values_list("document", "number"):
        older.setdefault(document, []).append(number)
    return [(key, older.get(key, [])) for key in keys]


def last_document() -> int:
    """Return the highest key of a document; 0 when there is none."""
    return Document.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def shown_documents() -> Iterator[int]:
    """Yield every document that has a page, in order of its key: live ones and withdrawn ones."""
    rows = Document.objects.exclude(index_number=None).order_by("pk")
    yield from rows.values_list("pk", flat=True).iterator(chunk_size=2000)


def shown_columns() -> list[SiteColumn]:
    """Return every column in its order, retired ones too: what stands in them stays."""
    return list(SiteColumn.objects.select_related("parent").order_by("order", "id"))

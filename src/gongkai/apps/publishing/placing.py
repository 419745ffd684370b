"""Giving slots in the lists of columns (栏目排次), in the transaction that publishes."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.apps.organizations.models import SiteColumn
from gongkai.apps.publishing.models import ColumnSeries, Document, Placement


def place(document: Document, column: SiteColumn) -> Placement:
    """Return the document's slot in ``column``, a new one at the end when it has none there.

    The series is locked until the transaction ends.
    """
    found = Placement.objects.filter(document=document, column=column).first()
    if found is not None:
        return found
    series, _ = ColumnSeries.objects.select_for_update().get_or_create(column=column)
    series.last += 1
    series.save(update_fields=("last",))
    return Placement.objects.create(document=document, column=column, slot=series.last)


def place_all(placed: Iterable[tuple[Document, SiteColumn]]) -> None:
    """Give many new documents their slots, in the order given; the series are locked as in ``place``."""
    by_column: dict[SiteColumn, list[Document]] = {}
    for document, column in placed:
        by_column.setdefault(column, []).append(document)
    for column in sorted(by_column, key=lambda one: one.pk):
        series, _ = ColumnSeries.objects.select_for_update().get_or_create(column=column)
        first = series.last + 1
        series.last += len(by_column[column])
        series.save(update_fields=("last",))
        Placement.objects.bulk_create(
            Placement(column=column, document=document, slot=slot)
            for slot, document in enumerate(by_column[column], start=first)
        )

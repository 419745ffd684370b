"""Giving slots in the lists of columns (栏目排次), in the transaction that publishes."""

from __future__ import annotations

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

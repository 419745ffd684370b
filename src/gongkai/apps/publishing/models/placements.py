"""Where a document stands in the list of a column (栏目次序): a slot that is never given again.

Slots count from the oldest, so a new document touches the last page of a list and no other.
"""

from __future__ import annotations

from django.db import models

from gongkai.apps.organizations.models import SiteColumn
from gongkai.apps.publishing.models.documents import Document


class ColumnSeries(models.Model):
    """The last slot given in a column (栏目流水); it only grows."""

    column = models.OneToOneField(
        SiteColumn, models.PROTECT, related_name="series", verbose_name="栏目"
    )
    last = models.PositiveIntegerField("最近序号", default=0)

    class Meta:
        verbose_name = "栏目流水"
        verbose_name_plural = "栏目流水"

    def __str__(self) -> str:
        return f"{self.column} {self.last}"


class Placement(models.Model):
    """The slot of a document in a column. A withdrawn document leaves its slot empty."""

    column = models.ForeignKey(
        SiteColumn, models.PROTECT, related_name="placements", verbose_name="栏目"
    )
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="placements", verbose_name="信息"
    )
    slot = models.PositiveIntegerField("次序")

    class Meta:
        verbose_name = "栏目次序"
        verbose_name_plural = "栏目次序"
        ordering = ("column", "slot")
        constraints = (
            models.UniqueConstraint(fields=("column", "slot"), name="one_document_a_slot"),
            models.UniqueConstraint(fields=("column", "document"), name="one_slot_a_column"),
        )

    def __str__(self) -> str:
        return f"{self.column} {self.slot}"

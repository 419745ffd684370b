"""Calendar years entered by an administrator (工作日历) beyond those shipped with the program."""

from __future__ import annotations

from django.db import models

from gongkai.apps.accounts.models import User


class CalendarEntry(models.Model):
    """One year as its notice orders it (放假安排); ``content`` has the shape of ``years/NNNN.yaml``."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    content = models.JSONField("内容")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="录入人")
    entered_at = models.DateTimeField("录入时间")

    class Meta:
        verbose_name = "工作日历"
        verbose_name_plural = "工作日历"
        ordering = ("year",)

    def __str__(self) -> str:
        return f"{self.year} 年工作日历"

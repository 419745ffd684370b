"""How often pages were read (访问统计): counts by day, never by person."""

from __future__ import annotations

from django.db import models


class VisitCount(models.Model):
    """The visits of one page on one day; rarely read pages of a day are one line, ``other``.

    ``log`` is the digest of the log the counts came from: the same log is counted once.
    """

    on = models.DateField("日期")
    path = models.CharField("页面", max_length=300)
    visits = models.PositiveIntegerField("访问次数")
    log = models.CharField("日志摘要值", max_length=64)

    class Meta:
        verbose_name = "访问次数"
        verbose_name_plural = "访问次数"
        ordering = ("-on", "path")
        constraints = (
            models.UniqueConstraint(fields=("on", "path", "log"), name="one_count_a_log"),
        )
        indexes = (models.Index(fields=("path", "on"), name="visits_by_page"),)

    def __str__(self) -> str:
        return f"{self.on} {self.path} {self.visits}"


class CountedLog(models.Model):
    """A log that was counted (已统计日志): by the digest of its content."""

    digest = models.CharField("日志摘要值", max_length=64, unique=True)
    name = models.CharField("文件名", max_length=200)
    counted_at = models.DateTimeField("统计时间")

    class Meta:
        verbose_name = "已统计日志"
        verbose_name_plural = "已统计日志"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name

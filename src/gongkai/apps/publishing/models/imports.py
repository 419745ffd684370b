"""Records taken over from an old site (历史数据迁移): which run brought them, from where."""

from __future__ import annotations

from django.db import models

from gongkai.apps.accounts.models import User
from gongkai.apps.publishing.models.documents import Document


class ImportRun(models.Model):
    """One run of the import (迁移批次): the table it read, who ran it, what came of it."""

    source = models.CharField("原站点", max_length=100)
    table = models.CharField("记录表", max_length=200)
    table_digest = models.CharField("记录表摘要值", max_length=64)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="经办人")
    started_at = models.DateTimeField("开始时间")
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    counts = models.JSONField("结果", default=dict, blank=True)

    class Meta:
        verbose_name = "迁移批次"
        verbose_name_plural = "迁移批次"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.source} {self.table}"


class ImportedRecord(models.Model):
    """A record of the old site that is now a document here; taken over once, for good.

    ``digest`` is that of the record as it was handed over, ``address`` where it stood before.
    """

    run = models.ForeignKey(
        ImportRun, models.PROTECT, related_name="records", verbose_name="迁移批次"
    )
    source = models.CharField("原站点", max_length=100)
    key = models.CharField("记录号", max_length=200)
    digest = models.CharField("记录摘要值", max_length=64)
    address = models.CharField("原网址", max_length=500, blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="imported", verbose_name="信息"
    )

    class Meta:
        verbose_name = "迁移记录"
        verbose_name_plural = "迁移记录"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("source", "key"), name="imported_once"),)

    def __str__(self) -> str:
        return f"{self.source} {self.key}"

"""The rows of the trail (留痕) and its head."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from gongkai.apps.trail.chain import GENESIS, Link


class Entry(models.Model):
    """One act (一条留痕): who did what to which thing, when; never changed, never removed."""

    number = models.PositiveBigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间")
    action = models.CharField("事项", max_length=100, db_index=True)
    actor = models.CharField("办理人", max_length=200)
    subject = models.CharField("对象", max_length=100)
    subject_label = models.CharField("对象名称", max_length=300, blank=True)
    body = models.CharField("单位", max_length=40, blank=True)
    data = models.TextField("内容", default="{}")
    previous = models.CharField("前一条摘要", max_length=64)
    digest = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "留痕"
        verbose_name_plural = "留痕"
        ordering = ("number",)
        indexes = (
            models.Index(fields=("subject", "number"), name="trail_by_subject"),
            models.Index(fields=("body", "number"), name="trail_by_body"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject}"

    def details(self) -> dict[str, Any]:
        """Return ``data`` as a mapping."""
        loaded: dict[str, Any] = json.loads(self.data)
        return loaded

    def link(self) -> Link:
        """Return the row as the chain digests it."""
        return Link(
            number=self.number,
            at=self.at,
            action=self.action,
            actor=self.actor,
            subject=self.subject,
            subject_label=self.subject_label,
            body=self.body,
            data=self.data,
            previous=self.previous,
            digest=self.digest,
        )


class Head(models.Model):
    """The end of the chain (链尾): the one row that serialises appending."""

    key = models.PositiveSmallIntegerField("键", primary_key=True)
    number = models.PositiveBigIntegerField("序号", default=0)
    digest = models.CharField("摘要", max_length=64, default=GENESIS)

    class Meta:
        verbose_name = "链尾"
        verbose_name_plural = "链尾"

    def __str__(self) -> str:
        return f"{self.number} {self.digest[:12]}"

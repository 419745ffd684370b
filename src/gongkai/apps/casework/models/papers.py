"""Papers of a case (材料): letters, scans, records; the files lie sealed on disk by digest."""

from __future__ import annotations

import uuid

from django.db import models

from gongkai.apps.accounts.models import User
from gongkai.apps.casework.encrypted import EncryptedTextField
from gongkai.apps.casework.models.cases import Case


class Paper(models.Model):
    """One paper (材料): what it is, from whom, the digest of its content.

    ``released`` marks what the applicant may fetch with number and code.
    """

    class Kind(models.TextChoices):
        APPLICATION = "application", "申请材料"
        AUTHORITY = "authority", "授权委托"
        SUPPLEMENT = "supplement", "补正材料"
        NOTICE = "notice", "告知书"
        CONSULTATION = "consultation", "征求意见材料"
        EVIDENCE = "evidence", "检索和依据材料"
        REPLY = "reply", "答复书"
        RECORD = "record", "提供的信息"
        ORIGINAL = "original", "信息原件"
        SERVICE = "service", "送达凭证"
        REMEDY = "remedy", "复议诉讼材料"
        OTHER = "other", "其他"

    row = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="papers", verbose_name="办件")
    kind = models.CharField("种类", max_length=20, choices=Kind.choices)
    name = EncryptedTextField("名称", bound_to="row")
    digest = models.CharField("摘要值", max_length=64)
    media_type = models.CharField("类型", max_length=100)
    extension = models.CharField("扩展名", max_length=10)
    size = models.PositiveBigIntegerField("字节数")
    dated_on = models.DateField("日期")
    released = models.BooleanField("提供给申请人", default=False)
    fetched_at = models.DateTimeField("申请人下载时间", null=True, blank=True)
    received_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="收入人"
    )
    received_at = models.DateTimeField("收入时间")

    class Meta:
        verbose_name = "材料"
        verbose_name_plural = "材料"
        ordering = ("dated_on", "id")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

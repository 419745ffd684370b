"""The information processing fee (信息处理费)."""

from __future__ import annotations

from django.db import models

from gongkai.apps.casework.models.cases import Case


class Fee(models.Model):
    """What an applicant is charged for one application: standard, units, lines, amount in yuan."""

    class Standard(models.TextChoices):
        BY_PIECE = "by_piece", "按件计收"
        BY_VOLUME = "by_volume", "按量计收"

    case = models.OneToOneField(Case, models.PROTECT, related_name="fee", verbose_name="办件")
    standard = models.CharField("计收方式", max_length=10, choices=Standard.choices)
    units = models.PositiveIntegerField("件数或页数")
    lines = models.JSONField("计算过程", default=list)
    amount_yuan = models.PositiveIntegerField("金额（元）")
    basis = models.CharField("依据", max_length=200)
    paid_yuan = models.PositiveIntegerField("已缴（元）", default=0)
    receipt_number = models.CharField("票据号", max_length=60, blank=True)

    class Meta:
        verbose_name = "信息处理费"
        verbose_name_plural = "信息处理费"

    def __str__(self) -> str:
        return f"{self.case} {self.amount_yuan} 元"

"""Replies (答复): drafted, reviewed, signed, served. Who did what when stands in the entries."""

from __future__ import annotations

import uuid

from django.db import models

from gongkai.apps.casework import choices
from gongkai.apps.casework.encrypted import EncryptedTextField
from gongkai.apps.casework.models.cases import Case
from gongkai.apps.organizations.models import PublicBody


class Reply(models.Model):
    """The reply of one round of handling (答复); a case handled anew gets another.

    ``text`` is the letter as it goes out; ``details`` holds what the kind must state, as JSON.
    The digest of exactly this content stands in the entries that submit, approve and sign it.
    """

    row = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="replies", verbose_name="办件")
    round = models.PositiveSmallIntegerField("办理轮次", default=1)
    kind = models.CharField("答复种类", max_length=40, choices=choices.reply_choices, blank=True)
    dated_on = models.DateField("答复日期", null=True, blank=True)
    document_number = models.CharField("答复书编号", max_length=60, blank=True)
    text = EncryptedTextField("正文", blank=True, bound_to="row")
    details = EncryptedTextField("要素", blank=True, bound_to="row")
    service = models.CharField(
        "送达方式", max_length=20, choices=choices.service_choices, blank=True
    )
    proof = models.CharField("送达凭证", max_length=100, blank=True)

    class Meta:
        verbose_name = "答复"
        verbose_name_plural = "答复"
        ordering = ("case", "round")
        constraints = (models.UniqueConstraint(fields=("case", "round"), name="one_reply_a_round"),)

    def __str__(self) -> str:
        return self.document_number or f"答复 {self.pk}"


class LetterSeries(models.Model):
    """The last number given to a letter by a body in a year (文号流水); it only grows."""

    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="+", verbose_name="单位")
    year = models.PositiveSmallIntegerField("年度")
    last = models.PositiveIntegerField("最近序号", default=0)

    class Meta:
        verbose_name = "文号流水"
        verbose_name_plural = "文号流水"
        constraints = (
            models.UniqueConstraint(fields=("body", "year"), name="one_letter_series_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.body_id} {self.year} {self.last}"

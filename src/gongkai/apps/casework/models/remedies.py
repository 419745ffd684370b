"""Reconsiderations and lawsuits (行政复议、行政诉讼) about disclosure on request."""

from __future__ import annotations

from django.db import models

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import choices
from gongkai.apps.casework.models.cases import Case
from gongkai.apps.organizations.models import PublicBody


class Remedy(models.Model):
    """One reconsideration or lawsuit as table 4 counts it (复议诉讼案件).

    ``case`` is empty for cases that were never in this system. ``result`` and ``concluded_on`` are
    what its last instance found; they stay empty while it is open.
    """

    body = models.ForeignKey(
        PublicBody, models.PROTECT, related_name="remedies", verbose_name="被申请（被告）机关"
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="remedies", verbose_name="办件"
    )
    group = models.CharField("类别", max_length=60, choices=choices.remedy_choices)
    number = models.CharField("案号", max_length=100, blank=True)
    organ = models.CharField("复议机关或法院", max_length=100)
    summary_procedure = models.BooleanField("简易程序", default=False)
    started_on = models.DateField("受理日期")
    copy_received_on = models.DateField("收到副本日期", null=True, blank=True)
    answer_due_on = models.DateField("本机关答复期限", null=True, blank=True)
    answered_on = models.DateField("本机关答复日期", null=True, blank=True)
    result = models.CharField("结果", max_length=20, choices=choices.result_choices, blank=True)
    concluded_on = models.DateField("审结日期", null=True, blank=True)
    registered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "复议诉讼案件"
        verbose_name_plural = "复议诉讼案件"
        ordering = ("-started_on", "-id")
        indexes = (
            models.Index(fields=("body", "started_on"), name="remedy_by_body"),
            models.Index(
                fields=("body", "answer_due_on"),
                name="remedy_answer_due",
                condition=models.Q(answered_on=None, concluded_on=None),
            ),
        )

    def __str__(self) -> str:
        return self.number or f"{self.get_group_display()} {self.started_on}"


class RemedyStep(models.Model):
    """One stage of a reconsideration or lawsuit (进展): filed, answered, heard, decided, appealed."""

    class Kind(models.TextChoices):
        COPY_RECEIVED = "copy_received", "收到申请书或起诉状副本"
        ANSWERED = "answered", "提交答复或答辩"
        HEARD = "heard", "听证、开庭或调查"
        DECIDED = "decided", "作出决定或判决"
        APPEALED = "appealed", "上诉"
        MEDIATED = "mediated", "调解或和解"
        WITHDRAWN = "withdrawn", "撤回申请或撤诉"

    remedy = models.ForeignKey(
        Remedy, models.PROTECT, related_name="steps", verbose_name="复议诉讼案件"
    )
    kind = models.CharField("进展", max_length=20, choices=Kind.choices)
    on = models.DateField("日期")
    result = models.CharField("结果", max_length=20, choices=choices.result_choices, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "复议诉讼进展"
        verbose_name_plural = "复议诉讼进展"
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"

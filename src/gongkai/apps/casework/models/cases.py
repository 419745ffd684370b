"""Cases (办件), their matters and their place in the register (登记簿)."""

from __future__ import annotations

import uuid

from django.db import models

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import choices
from gongkai.apps.casework.encrypted import EncryptedTextField
from gongkai.apps.organizations.models import PublicBody
from gongkai.core.casework.lifecycle import label
from gongkai.core.casework.numbers import printed


class Case(models.Model):
    """One application through its whole life (办件).

    ``state`` to ``outcome`` are an indexed cache of what the entries say, written anew in the
    transaction of every entry; nothing else is kept that can be computed. ``version`` counts every
    change and tells a person that somebody else was quicker.
    """

    body = models.ForeignKey(
        PublicBody, models.PROTECT, related_name="cases", verbose_name="承办机关"
    )
    year = models.PositiveSmallIntegerField("登记年度")
    serial = models.PositiveIntegerField("登记序号")
    reference = models.CharField("登记编号", max_length=80, unique=True)
    channel = models.CharField("申请渠道", max_length=20, choices=choices.channel_choices)
    title = models.CharField("申请事项", max_length=100)
    applicant_kind = models.CharField(
        "申请人类别", max_length=40, choices=choices.applicant_choices
    )
    supply = models.CharField("获取方式", max_length=40, blank=True)
    supply_route = models.CharField("获取途径", max_length=40, blank=True)
    joint_applicants = models.PositiveSmallIntegerField("共同申请人数", default=1)
    officer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="承办人"
    )
    transferred_from = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="transferred_to",
        verbose_name="移送前的办件",
    )
    code_digest = models.CharField("查询码摘要", max_length=64)
    registered_at = models.DateTimeField("登记时间")
    version = models.PositiveIntegerField("修改次数", default=1)

    state = models.CharField(
        "状态", max_length=20, choices=choices.state_choices, default="received"
    )
    received_on = models.DateField("收到申请之日", null=True, blank=True)
    due_on = models.DateField("答复期限", null=True, blank=True)
    provisional = models.BooleanField("期限暂定", default=False)
    concluded_on = models.DateField("办结之日", null=True, blank=True)
    in_time = models.BooleanField("按期办结", null=True, blank=True)
    outcome = models.CharField("办理结果", max_length=40, choices=choices.reply_choices, blank=True)
    handled_anew = models.BooleanField("曾重新办理", default=False)

    class Meta:
        verbose_name = "办件"
        verbose_name_plural = "办件"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("body", "year", "serial"), name="one_case_a_number"),
        )
        indexes = (
            models.Index(fields=("body", "state", "due_on", "id"), name="case_by_state"),
            models.Index(fields=("officer", "state", "due_on", "id"), name="case_by_officer"),
            models.Index(fields=("state", "due_on", "id"), name="case_due"),
            models.Index(fields=("body", "-id"), name="case_latest"),
            models.Index(fields=("body", "received_on"), name="case_received"),
            models.Index(fields=("body", "concluded_on"), name="case_concluded"),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def state_label(self) -> str:
        """Return the Chinese label of the state."""
        return label(self.state)

    @property
    def number(self) -> str:
        """Return the number as the register prints it."""
        return printed(self.year, self.serial)


class Matter(models.Model):
    """One thing asked for (申请内容) in an application, with what became of it.

    Applicants write names and numbers of people into descriptions, so these are encrypted.
    """

    row = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="matters", verbose_name="办件")
    position = models.PositiveSmallIntegerField("次序")
    description = EncryptedTextField("内容描述", bound_to="row")
    document_name = EncryptedTextField("文件名称", blank=True, bound_to="row")
    document_number = models.CharField("文号", max_length=60, blank=True)
    outcome = models.CharField("处理结果", max_length=40, choices=choices.reply_choices, blank=True)
    ground = models.CharField(
        "不予公开的情形", max_length=40, choices=choices.ground_choices, blank=True
    )
    ground_kind = models.CharField("具体类别", max_length=40, blank=True)
    reason = EncryptedTextField("理由", blank=True, bound_to="row")

    class Meta:
        verbose_name = "申请内容"
        verbose_name_plural = "申请内容"
        ordering = ("case", "position")
        constraints = (
            models.UniqueConstraint(fields=("case", "position"), name="one_matter_a_position"),
        )

    def __str__(self) -> str:
        return f"第 {self.position} 项内容"


class RegisterSeries(models.Model):
    """The last number given by a body in a year (登记号流水); it grows by one and never back."""

    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="+", verbose_name="单位")
    year = models.PositiveSmallIntegerField("年度")
    last = models.PositiveIntegerField("最近序号", default=0)

    class Meta:
        verbose_name = "登记号流水"
        verbose_name_plural = "登记号流水"
        constraints = (
            models.UniqueConstraint(fields=("body", "year"), name="one_register_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.body_id} {self.year} {self.last}"


class FailedLookUp(models.Model):
    """A query with a wrong code (查询码输错): what slows down whoever tries codes."""

    reference = models.CharField("登记编号", max_length=80)
    source = models.CharField("来源摘要", max_length=64)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "查询码输错"
        verbose_name_plural = "查询码输错"
        indexes = (
            models.Index(fields=("reference", "at"), name="failed_by_reference"),
            models.Index(fields=("source", "at"), name="failed_by_source"),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.at:%Y-%m-%d %H:%M}"


class Rating(models.Model):
    """What the applicant says of how it went (申请人评价): one to five, once."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="rating", verbose_name="办件")
    stars = models.PositiveSmallIntegerField("评价")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "申请人评价"
        verbose_name_plural = "申请人评价"

    def __str__(self) -> str:
        return f"{self.case} {self.stars}"

"""The release register (信息发布登记), changes of validity (有效性), clean-up (清理)."""

from __future__ import annotations

from django.db import models

from gongkai.apps.accounts.models import User
from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.publishing import choices
from gongkai.apps.publishing.models.documents import Document, Edition


class Release(models.Model):
    """One line of the release register (信息发布登记): what went out or came back, by whom."""

    class Act(models.TextChoices):
        PUBLISH = "publish", "发布"
        UPDATE = "update", "更新"
        CORRECT = "correct", "更正"
        WITHDRAW = "withdraw", "撤回"

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="releases", verbose_name="版本"
    )
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="releases", verbose_name="信息"
    )
    body = models.ForeignKey(
        PublicBody, models.PROTECT, related_name="releases", verbose_name="发布机构"
    )
    act = models.CharField("事项", max_length=10, choices=Act.choices)
    index_number = models.CharField("索引号", max_length=40)
    title = models.CharField("名称", max_length=300)
    digest = models.CharField("内容摘要值", max_length=64)
    channels = models.JSONField("公开渠道", default=list)
    reviewers = models.JSONField("审核人", default=list)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办理人"
    )
    at = models.DateTimeField("时间")
    due_on = models.DateField("公开期限", null=True, blank=True)
    in_time = models.BooleanField("按期", null=True, blank=True)
    reason = models.TextField("事由", blank=True)

    class Meta:
        verbose_name = "发布登记"
        verbose_name_plural = "发布登记"
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("body", "-at"), name="release_by_body"),
            models.Index(fields=("-at",), name="release_latest"),
            models.Index(fields=("at", "act", "body", "in_time"), name="release_in_time"),
        )

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.title}"


class ValidityChange(models.Model):
    """A change of a document's validity (有效性变更), with its reason and what caused it."""

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="validity_changes", verbose_name="信息"
    )
    validity = models.CharField("有效性", max_length=20, choices=choices.validity_choices)
    since = models.DateField("自")
    reason = models.TextField("理由")
    caused_by = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="依据文件"
    )
    by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办理人"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "有效性变更"
        verbose_name_plural = "有效性变更"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.get_validity_display()} {self.since}"


class CleanUp(models.Model):
    """A clean-up of documents (文件清理): a list to decide one by one, then a result."""

    title = models.CharField("名称", max_length=200)
    body = models.ForeignKey(
        PublicBody, models.PROTECT, related_name="clean_ups", verbose_name="组织单位"
    )
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="经办人")
    started_at = models.DateTimeField("开始时间")
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    class Meta:
        verbose_name = "文件清理"
        verbose_name_plural = "文件清理"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title


class CleanUpItem(models.Model):
    """One document in a clean-up (清理事项) and what was concluded."""

    class Conclusion(models.TextChoices):
        KEEP = "keep", "继续有效"
        AMEND = "amend", "修改"
        REPEAL = "repeal", "废止"
        LAPSE = "lapse", "宣布失效"

    clean_up = models.ForeignKey(
        CleanUp, models.PROTECT, related_name="items", verbose_name="文件清理"
    )
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="clean_up_items", verbose_name="信息"
    )
    conclusion = models.CharField("结论", max_length=10, choices=Conclusion.choices, blank=True)
    reason = models.TextField("理由", blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办理人"
    )
    decided_at = models.DateTimeField("办理时间", null=True, blank=True)

    class Meta:
        verbose_name = "清理事项"
        verbose_name_plural = "清理事项"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("clean_up", "document"), name="once_in_a_clean_up"),
        )

    def __str__(self) -> str:
        return f"{self.document} {self.get_conclusion_display()}"

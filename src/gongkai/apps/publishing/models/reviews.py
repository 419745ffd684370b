"""Who wrote, who reviewed, who was asked (起草、审核、征求意见)."""

from __future__ import annotations

from django.db import models

from gongkai.apps.accounts.models import User
from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.publishing import choices
from gongkai.apps.publishing.models.documents import Edition

RANKS = ("first_review", "second_review", "final_review")


class Contribution(models.Model):
    """A person who wrote any part of an edition (起草人): whoever is here may not review it."""

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="contributions", verbose_name="版本"
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="人员")
    first_at = models.DateTimeField("首次修改时间")

    class Meta:
        verbose_name = "起草人"
        verbose_name_plural = "起草人"
        constraints = (
            models.UniqueConstraint(fields=("edition", "user"), name="one_contribution_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.user}"


class Review(models.Model):
    """One verdict at one step (审核意见), with the digest of exactly the text it judged."""

    class Verdict(models.TextChoices):
        APPROVE = "approve", "通过"
        SEND_BACK = "send_back", "退回"

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="reviews", verbose_name="版本"
    )
    round = models.PositiveIntegerField("送审轮次")
    step = models.CharField("环节", max_length=20, choices=choices.state_choices)
    verdict = models.CharField("结论", max_length=10, choices=Verdict.choices)
    digest = models.CharField("内容摘要值", max_length=64)
    remark = models.TextField("意见", blank=True)
    answers = models.JSONField("审查表", default=dict, blank=True)
    reviewer = models.ForeignKey(
        User, models.PROTECT, related_name="reviews", verbose_name="审核人"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "审核意见"
        verbose_name_plural = "审核意见"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "round", "step"),
                condition=models.Q(verdict="approve"),
                name="one_approval_a_step",
            ),
            models.UniqueConstraint(
                fields=("edition", "round", "reviewer"),
                condition=models.Q(verdict="approve", step__in=RANKS),
                name="three_different_people",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_step_display()}{self.get_verdict_display()}"


class Opinion(models.Model):
    """An opinion asked of another body, or of legality review (征求意见、合法性审核)."""

    class Kind(models.TextChoices):
        CONSULTATION = "consultation", "征求意见"
        LEGALITY = "legality", "合法性审核"

    class Answer(models.TextChoices):
        AGREE = "agree", "同意"
        OBJECT = "object", "不同意"
        RECALLED = "recalled", "已撤回征求"

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="opinions", verbose_name="版本"
    )
    round = models.PositiveIntegerField("送审轮次")
    digest = models.CharField("内容摘要值", max_length=64)
    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    asked = models.ForeignKey(
        PublicBody, models.PROTECT, related_name="opinions", verbose_name="征求单位"
    )
    question = models.TextField("征求事项", blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="经办人")
    asked_at = models.DateTimeField("征求时间")
    due_on = models.DateField("答复期限", null=True, blank=True)
    answer = models.CharField("答复", max_length=10, choices=Answer.choices, blank=True)
    remark = models.TextField("意见", blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="答复人"
    )
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    class Meta:
        verbose_name = "征求意见"
        verbose_name_plural = "征求意见"
        ordering = ("id",)
        indexes = (
            models.Index(
                fields=("asked", "due_on"), name="opinion_open", condition=models.Q(answer="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.asked}）"


class FindingAnswer(models.Model):
    """A drafter's answer to a screening finding (对筛查提示的说明), for this content only."""

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="finding_answers", verbose_name="版本"
    )
    fingerprint = models.CharField("提示编号", max_length=64)
    rule = models.CharField("规则", max_length=40)
    quote = models.CharField("原文", max_length=200, blank=True)
    answer = models.TextField("说明")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="说明人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "筛查说明"
        verbose_name_plural = "筛查说明"
        constraints = (
            models.UniqueConstraint(fields=("edition", "fingerprint"), name="one_answer_a_finding"),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.answer[:20]}"


class SetAside(models.Model):
    """A text that came too late to be saved (另存稿): kept, so that nobody's work is lost."""

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="set_aside", verbose_name="版本"
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="作者")
    at = models.DateTimeField("时间")
    content = models.JSONField("内容")

    class Meta:
        verbose_name = "另存稿"
        verbose_name_plural = "另存稿"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.by} {self.at:%Y-%m-%d %H:%M}"

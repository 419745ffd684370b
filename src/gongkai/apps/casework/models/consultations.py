"""Consultations (征求意见) with parties outside, and tasks (交办) for offices and assisting bodies."""

from __future__ import annotations

import uuid

from django.db import models

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import choices
from gongkai.apps.casework.encrypted import EncryptedTextField
from gongkai.apps.casework.models.cases import Case
from gongkai.apps.organizations.models import PublicBody


class Consultation(models.Model):
    """One letter that asks for an opinion (征求意见): to a third party, a co-maker, another body.

    Its days stand in the entries of the case under ``reference``; the letter, the answer and the
    names are here.
    """

    row = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="consultations", verbose_name="办件"
    )
    party = models.CharField("对象", max_length=20, choices=choices.party_choices)
    reference = models.CharField("编号", max_length=10)
    name = EncryptedTextField("名称", bound_to="row")
    contact = EncryptedTextField("联系方式", blank=True, bound_to="row")
    question = EncryptedTextField("征求意见的内容", bound_to="row")
    answer = models.CharField("意见", max_length=30, choices=choices.answer_choices, blank=True)
    answer_text = EncryptedTextField("意见内容", blank=True, bound_to="row")
    overridden = models.BooleanField("因公共利益决定公开", default=False)

    class Meta:
        verbose_name = "征求意见"
        verbose_name_plural = "征求意见"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("case", "reference"), name="one_consultation_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.get_party_display()}（{self.reference}）"


class Task(models.Model):
    """Part of a case handed to an office inside or to an assisting body (交办事项), with a term."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks", verbose_name="办件")
    body = models.ForeignKey(
        PublicBody, models.PROTECT, related_name="case_tasks", verbose_name="协办单位"
    )
    office = models.CharField("内设机构", max_length=100, blank=True)
    assignee = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case_tasks",
        verbose_name="经办人",
    )
    request = models.TextField("交办事项")
    due_on = models.DateField("反馈期限")
    assigned_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="交办人")
    assigned_at = models.DateTimeField("交办时间")
    answer = models.TextField("反馈", blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="反馈人"
    )
    answered_at = models.DateTimeField("反馈时间", null=True, blank=True)
    chased_at = models.DateTimeField("最近催办时间", null=True, blank=True)
    recalled_at = models.DateTimeField("撤回时间", null=True, blank=True)

    class Meta:
        verbose_name = "交办事项"
        verbose_name_plural = "交办事项"
        ordering = ("id",)
        indexes = (
            models.Index(
                fields=("body", "due_on"),
                name="task_open",
                condition=models.Q(answered_at=None, recalled_at=None),
            ),
        )

    def __str__(self) -> str:
        return self.office or str(self.body)

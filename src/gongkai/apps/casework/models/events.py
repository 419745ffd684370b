"""Entries of a case (办理经过): what happened, its true date, when it was entered and by whom."""

from __future__ import annotations

import uuid

from django.db import models

from gongkai.apps.accounts.models import User
from gongkai.apps.casework import choices
from gongkai.apps.casework.encrypted import EncryptedTextField
from gongkai.apps.casework.models.cases import Case
from gongkai.core.casework.happenings import Happening, kinds
from gongkai.core.law.events import Party


class Event(models.Model):
    """One entry; never changed, never removed. A wrong one is replaced by one that names it.

    ``facts`` holds plain values that describe the act (a digest, a verdict): no personal data.
    """

    class Actor(models.TextChoices):
        STAFF = "staff", "工作人员"
        APPLICANT = "applicant", "申请人"
        TIMETABLE = "timetable", "系统"

    case = models.ForeignKey(Case, models.PROTECT, related_name="events", verbose_name="办件")
    kind = models.CharField("事项", max_length=40, choices=choices.entry_choices)
    on = models.DateField("发生日期")
    until = models.DateField("指定日期", null=True, blank=True)
    days = models.PositiveSmallIntegerField("工作日数", null=True, blank=True)
    party = models.CharField("对象", max_length=20, choices=choices.party_choices, blank=True)
    reference = models.CharField("编号", max_length=60, blank=True)
    consented = models.BooleanField("负责人同意", default=False)
    outcome = models.CharField("办理结果", max_length=40, choices=choices.reply_choices, blank=True)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="更正",
    )
    facts = models.JSONField("内容", default=dict, blank=True)
    actor = models.CharField("办理者", max_length=10, choices=Actor.choices, default=Actor.STAFF)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办理人"
    )
    entered_at = models.DateTimeField("录入时间")

    class Meta:
        verbose_name = "办理经过"
        verbose_name_plural = "办理经过"
        ordering = ("id",)
        indexes = (models.Index(fields=("case", "id"), name="event_by_case"),)

    def __str__(self) -> str:
        return f"{self.on} {self.label}"

    @property
    def label(self) -> str:
        """Return what happened, in Chinese."""
        return kinds()[self.kind].label

    def happening(self) -> Happening:
        """Return the entry as the core reads it."""
        return Happening(
            entry=self.pk,
            kind=self.kind,
            on=self.on,
            until=self.until,
            days=self.days,
            party=Party(self.party or Party.THIRD_PARTY),
            reference=self.reference,
            consented=self.consented,
            replaces=self.replaces_id,
            outcome=self.outcome,
        )


class Remark(models.Model):
    """What was written beside an entry (办理说明); it may name people, so it is encrypted."""

    row = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    event = models.OneToOneField(
        Event, models.PROTECT, related_name="remark", verbose_name="办理经过"
    )
    text = EncryptedTextField("说明", bound_to="row")

    class Meta:
        verbose_name = "办理说明"
        verbose_name_plural = "办理说明"

    def __str__(self) -> str:
        return f"办理说明 {self.pk}"

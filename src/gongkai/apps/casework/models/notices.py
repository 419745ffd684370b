"""Notices to people (消息提醒): in the inbox of staff, and by e-mail or SMS to applicants."""

from __future__ import annotations

from django.db import models

from gongkai.apps.accounts.models import User
from gongkai.apps.casework.models.cases import Case


class Notice(models.Model):
    """One notice (提醒): to a member of staff, or to the applicant of a case (``user`` empty).

    ``sentence`` holds no personal data. Where it goes is decided when it is sent, so that no
    address is kept twice.
    """

    class Route(models.TextChoices):
        INBOX = "inbox", "站内"
        EMAIL = "email", "电子邮件"
        SMS = "sms", "短信"

    case = models.ForeignKey(Case, models.PROTECT, related_name="notices", verbose_name="办件")
    user = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case_notices",
        verbose_name="收件人",
    )
    route = models.CharField("途径", max_length=10, choices=Route.choices)
    event = models.CharField("事项", max_length=40)
    sentence = models.CharField("内容", max_length=300)
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField("已读时间", null=True, blank=True)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)

    class Meta:
        verbose_name = "提醒"
        verbose_name_plural = "提醒"
        ordering = ("-id",)
        indexes = (models.Index(fields=("user", "read_at", "-id"), name="notice_inbox"),)

    def __str__(self) -> str:
        return self.sentence[:40]

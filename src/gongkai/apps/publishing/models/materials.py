"""Attachments (附件) and relations between documents (关联)."""

from __future__ import annotations

from django.db import models

from gongkai.apps.accounts.models import User
from gongkai.apps.publishing import choices
from gongkai.apps.publishing.models.documents import Document, Edition


class StoredFile(models.Model):
    """A file by its content (文件): the original as received, and the copy that is released.

    ``digest`` and ``released_digest`` are SHA-256; the released copy has lost its hidden
    properties. Both lie under MEDIA_ROOT by digest and are never overwritten.
    """

    digest = models.CharField("原件摘要值", max_length=64, unique=True)
    released_digest = models.CharField("公开件摘要值", max_length=64)
    media_type = models.CharField("类型", max_length=100)
    extension = models.CharField("扩展名", max_length=10)
    size = models.PositiveBigIntegerField("原件字节数")
    released_size = models.PositiveBigIntegerField("公开件字节数")
    removed = models.JSONField("已清除的隐藏信息", default=list)
    received_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="上传人")
    received_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "文件"
        verbose_name_plural = "文件"

    def __str__(self) -> str:
        return f"{self.digest[:12]}.{self.extension}"


class Attachment(models.Model):
    """A file that belongs to an edition (附件), with its name, place and alternative text."""

    class Role(models.TextChoices):
        FILE = "file", "附件"
        IMAGE = "image", "正文图片"

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="attachments", verbose_name="版本"
    )
    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="attachments", verbose_name="文件"
    )
    role = models.CharField("用途", max_length=10, choices=Role.choices, default=Role.FILE)
    name = models.CharField("名称", max_length=200)
    alternative_text = models.CharField("替代文字", max_length=300, blank=True)
    position = models.PositiveIntegerField("次序", default=0)

    class Meta:
        verbose_name = "附件"
        verbose_name_plural = "附件"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.name


class Relation(models.Model):
    """How an edition relates to another document (关联): interprets, amends, repeals, reprints…

    Outside documents (an upper body's, for a reprint) have ``address`` and ``label`` instead of
    ``target``.
    """

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="relations", verbose_name="版本"
    )
    kind = models.CharField("关系", max_length=20, choices=choices.relation_choices)
    target = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="related_from",
        verbose_name="关联信息",
    )
    address = models.URLField("网址", max_length=300, blank=True)
    label = models.CharField("名称", max_length=300, blank=True)

    class Meta:
        verbose_name = "关联"
        verbose_name_plural = "关联"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "kind", "target"), name="one_relation_of_a_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(target__isnull=False) | ~models.Q(address=""),
                name="relation_has_an_end",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.label or self.target}"

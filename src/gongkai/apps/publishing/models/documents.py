"""Documents (信息) and their editions (版本)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from gongkai.apps.accounts.models import User
from gongkai.apps.organizations.models import PublicBody, SiteColumn
from gongkai.apps.publishing import choices
from gongkai.core.publishing.kinds import Kind, kind
from gongkai.core.publishing.lifecycle import label


class Document(models.Model):
    """One piece of information (信息) through all its editions.

    ``live`` is the edition the public sees. ``index_number`` is given at first publication and
    never changes or comes back. ``validity`` is the document's state of force today.
    """

    body = models.ForeignKey(
        PublicBody, models.PROTECT, related_name="documents", verbose_name="公开主体"
    )
    kind = models.CharField("种类", max_length=40, choices=choices.kind_choices)
    index_number = models.CharField("索引号", max_length=40, unique=True, null=True, blank=True)
    live = models.OneToOneField(
        "publishing.Edition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="live_of",
        verbose_name="公开版本",
    )
    validity = models.CharField(
        "有效性", max_length=20, choices=choices.validity_choices, blank=True
    )
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="创建人")
    created_at = models.DateTimeField("创建时间")

    class Meta:
        verbose_name = "信息"
        verbose_name_plural = "信息"
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("kind", "validity"), name="document_by_validity"),
            models.Index(fields=("body", "kind"), name="document_by_body"),
        )

    def __str__(self) -> str:
        return self.index_number or f"信息 {self.pk}"

    @property
    def rules(self) -> Kind:
        """Return what this kind of document must carry."""
        return kind(self.kind)


class Edition(models.Model):
    """One edition of a document (版本): drafted, reviewed, then never changed again.

    ``version`` counts every change and tells a person that somebody else was quicker; ``round``
    counts submissions; ``digest`` is the sum of exactly the content that is under review.
    """

    CONTENT: ClassVar[tuple[str, ...]] = (
        "title",
        "text",
        "summary",
        "keywords",
        "document_number",
        "written_on",
        "formed_on",
        "effective_on",
        "expires_on",
        "theme",
        "item",
        "column",
        "disclosure",
        "disclosure_article",
        "disclosure_reason",
        "channels",
        "audience",
        "source",
        "joint_issuers",
        "own",
        "change",
        "change_note",
    )

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="editions", verbose_name="信息"
    )
    number = models.PositiveIntegerField("版次", default=1)
    body = models.ForeignKey(
        PublicBody, models.PROTECT, related_name="editions", verbose_name="发布机构"
    )
    kind = models.CharField("种类", max_length=40, choices=choices.kind_choices)
    state = models.CharField(
        "状态", max_length=20, choices=choices.state_choices, default="drafting"
    )
    origin = models.CharField(
        "来源方式",
        max_length=10,
        choices=[("drafted", "本系统起草"), ("imported", "历史数据迁移")],
        default="drafted",
    )
    version = models.PositiveIntegerField("修改次数", default=1)
    round = models.PositiveIntegerField("送审轮次", default=0)
    digest = models.CharField("内容摘要值", max_length=64, blank=True)

    title = models.CharField("名称", max_length=300, blank=True)
    text = models.TextField("正文", blank=True)
    summary = models.TextField("内容概述", blank=True)
    keywords = models.JSONField("关键词", default=list, blank=True)
    document_number = models.CharField("文号", max_length=60, blank=True)
    written_on = models.DateField("成文日期", null=True, blank=True)
    formed_on = models.DateField("信息形成或变更日期", null=True, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("有效期截止日期", null=True, blank=True)
    theme = models.CharField("主题分类", max_length=10, blank=True)
    item = models.CharField("公开类别", max_length=10, blank=True)
    column = models.ForeignKey(
        SiteColumn,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name="栏目",
    )
    disclosure = models.CharField(
        "公开属性", max_length=20, choices=choices.disclosure_choices, blank=True
    )
    disclosure_article = models.CharField("公开属性依据", max_length=200, blank=True)
    disclosure_reason = models.TextField("公开属性理由", blank=True)
    channels = models.JSONField("公开渠道", default=list, blank=True)
    audience = models.CharField("公开对象", max_length=40, blank=True)
    source = models.CharField("来源", max_length=100, blank=True)
    joint_issuers = models.JSONField("联合发文单位", default=list, blank=True)
    own = models.JSONField("专有项目", default=dict, blank=True)
    change = models.CharField(
        "新版性质", max_length=20, choices=choices.change_choices, default="first"
    )
    change_note = models.TextField("更正或更新说明", blank=True)

    issuer_name = models.CharField("发布机构名称", max_length=100, blank=True)
    due_on = models.DateField("公开期限", null=True, blank=True)
    due_at = models.DateTimeField("公开期限（时刻）", null=True, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="拟稿人")
    created_at = models.DateTimeField("创建时间")
    changed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name="最近修改人"
    )
    changed_at = models.DateTimeField("最近修改时间")
    submitted_at = models.DateTimeField("送审时间", null=True, blank=True)
    release_at = models.DateTimeField("定时发布时间", null=True, blank=True)
    release_alarm = models.TextField("定时发布未成的原因", blank=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    closed_at = models.DateTimeField("撤回或替代时间", null=True, blank=True)
    withdrawal_ground = models.CharField(
        "撤回事由", max_length=20, choices=choices.withdrawal_choices, blank=True
    )
    public_note = models.TextField("向社会的说明", blank=True)

    class Meta:
        verbose_name = "版本"
        verbose_name_plural = "版本"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("document", "number"), name="one_edition_a_number"),
            models.UniqueConstraint(
                fields=("document",),
                condition=models.Q(state="published"),
                name="one_live_edition",
            ),
            models.UniqueConstraint(
                fields=("document",),
                condition=~models.Q(
                    state__in=("published", "withdrawn", "superseded", "kept", "discarded")
                ),
                name="one_edition_in_work",
            ),
        )
        indexes = (
            models.Index(fields=("state", "body", "-changed_at", "-id"), name="edition_worklist"),
            models.Index(fields=("body", "-changed_at", "-id"), name="edition_by_body"),
            models.Index(fields=("-changed_at", "-id"), name="edition_latest"),
            models.Index(fields=("column", "state", "-published_at"), name="edition_by_column"),
            models.Index(fields=("state", "-published_at"), name="edition_published"),
            # What the public tree asks for: the newest of a kind, a theme, a body.
            models.Index(fields=("kind", "state", "-published_at", "-id"), name="edition_by_kind"),
            models.Index(
                fields=("theme", "state", "-published_at", "-id"), name="edition_by_theme"
            ),
            models.Index(
                fields=("body", "state", "-published_at", "-id"), name="edition_by_publisher"
            ),
            models.Index(fields=("state", "release_at"), name="edition_scheduled"),
            models.Index(fields=("state", "due_at"), name="edition_due"),
            models.Index(fields=("state", "-changed_at", "-id"), name="edition_state_latest"),
            models.Index(fields=("kind", "-changed_at", "-id"), name="edition_kind_latest"),
            models.Index(fields=("due_at", "id"), name="edition_by_due"),
            models.Index(fields=("published_at", "id"), name="edition_by_release"),
            models.Index(fields=("state", "expires_on"), name="edition_expiring"),
            models.Index(fields=("title", "document_number"), name="edition_names"),
        )

    def __str__(self) -> str:
        return self.title or f"未命名的{kind(self.kind).label}"

    @property
    def state_label(self) -> str:
        """Return the Chinese label of the state."""
        return label(self.state)

    @property
    def rules(self) -> Kind:
        """Return what this kind of document must carry."""
        return kind(self.kind)

    def content(self) -> dict[str, Any]:
        """Return the content fields as plain JSON values, the column by its code."""
        values: dict[str, Any] = {name: getattr(self, name) for name in self.CONTENT}
        values["column"] = self.column.code if self.column else ""
        for name in ("written_on", "formed_on", "effective_on", "expires_on"):
            values[name] = values[name].isoformat() if values[name] else None
        return values


class IndexSeries(models.Model):
    """The last serial number given by a body in a period (索引号流水); it only grows."""

    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="+", verbose_name="单位")
    period = models.CharField("期间", max_length=6)
    last = models.PositiveIntegerField("最近序号", default=0)

    class Meta:
        verbose_name = "索引号流水"
        verbose_name_plural = "索引号流水"
        constraints = (
            models.UniqueConstraint(fields=("body", "period"), name="one_series_a_period"),
        )

    def __str__(self) -> str:
        return f"{self.body_id} {self.period} {self.last}"

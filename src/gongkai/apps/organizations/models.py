"""Public bodies (公开主体) with dated names, their profiles, and the columns (栏目)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class PublicBody(models.Model):
    """A body that discloses (公开主体). ``code`` is permanent; names change, the code does not.

    ``path`` holds the keys from the top, ``/1/4/``, so that everything below is one prefix.
    ``name`` is the current name, kept from ``BodyName`` for lists.
    """

    class Level(models.TextChoices):
        COUNTY = "county", "县级人民政府"
        COUNTY_OFFICE = "county_office", "县政府办公室"
        DEPARTMENT = "department", "县级部门"
        TOWNSHIP = "township", "乡镇（街道）"
        PUBLIC_SERVICE = "public_service", "公共企事业单位"

    code = models.CharField("统一社会信用代码或组织机构代码", max_length=18, unique=True)
    slug = models.SlugField("网址名", max_length=60, unique=True)
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=40, blank=True)
    level = models.CharField("层级", max_length=20, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    path = models.CharField("路径", max_length=200, db_index=True, blank=True)
    founded_on = models.DateField("设立日期", null=True, blank=True)
    closed_on = models.DateField("撤并日期", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="并入单位",
    )
    order = models.PositiveIntegerField("排序", default=0)

    class Meta:
        verbose_name = "公开主体"
        verbose_name_plural = "公开主体"
        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.name

    def ancestor_keys(self) -> list[int]:
        """Return the keys of this body and every body above it."""
        return [int(part) for part in self.path.split("/") if part]


class BodyName(models.Model):
    """A name that a body bore (曾用名称): ``until`` is the last day, empty while it is borne."""

    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="names", verbose_name="单位")
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=40, blank=True)
    since = models.DateField("启用日期")
    until = models.DateField("停用日期", null=True, blank=True)
    reason = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "单位名称"
        verbose_name_plural = "单位名称"
        ordering = ("body", "since")
        constraints = (
            models.UniqueConstraint(fields=("body", "since"), name="one_name_a_day"),
            models.UniqueConstraint(
                fields=("body",), condition=models.Q(until=None), name="one_current_name"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Profile(models.Model):
    """What article 20 item 2 asks a body to tell of itself (机构职能)."""

    REQUIRED: ClassVar[tuple[str, ...]] = (
        "duties",
        "structure",
        "address",
        "hours",
        "telephone",
        "leader",
    )

    body = models.OneToOneField(
        PublicBody, models.PROTECT, related_name="profile", verbose_name="单位"
    )
    duties = models.TextField("职责", blank=True)
    structure = models.TextField("机构设置", blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    hours = models.CharField("办公时间", max_length=200, blank=True)
    telephone = models.CharField("联系电话", max_length=60, blank=True)
    fax = models.CharField("传真号码", max_length=60, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    leader = models.CharField("负责人姓名", max_length=60, blank=True)
    leader_title = models.CharField("负责人职务", max_length=60, blank=True)
    disclosure_office = models.CharField("公开工作机构", max_length=100, blank=True)
    disclosure_telephone = models.CharField("公开工作机构电话", max_length=60, blank=True)
    checked_on = models.DateField("最近核对日期", null=True, blank=True)

    class Meta:
        verbose_name = "单位资料"
        verbose_name_plural = "单位资料"

    def __str__(self) -> str:
        return f"{self.body}资料"

    def missing(self) -> list[str]:
        """Return the labels of required fields that are empty."""
        labels = {field.name: str(field.verbose_name) for field in self._meta.concrete_fields}
        return [labels[name] for name in self.REQUIRED if not str(getattr(self, name)).strip()]


class SiteColumn(models.Model):
    """A column of the site (栏目). ``prescribed`` ones come from the law and keep their code."""

    code = models.CharField("编码", max_length=60, unique=True)
    label = models.CharField("名称", max_length=100)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="上级栏目",
    )
    address = models.CharField("网址", max_length=200, unique=True)
    type = models.CharField("栏目类别", max_length=40, blank=True)
    description = models.CharField("栏目说明", max_length=200, blank=True)
    keywords = models.CharField("栏目关键词", max_length=200, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)
    kinds = models.JSONField("收录种类", default=list, blank=True)
    owner = models.ForeignKey(
        PublicBody,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="columns",
        verbose_name="责任单位",
    )
    update_within_days = models.PositiveIntegerField("更新期限（天）", null=True, blank=True)
    per_body = models.BooleanField("各单位分设", default=False)
    prescribed = models.BooleanField("法定栏目", default=False)
    order = models.PositiveIntegerField("排序", default=0)
    retired_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "栏目"
        verbose_name_plural = "栏目"
        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.label

"""Staff accounts (人员), the roles granted to them (授权), how they sign in, what they keep for themselves."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from gongkai.apps.organizations.models import PublicBody
from gongkai.core.publishing.roles import role_label, roles


def role_choices() -> list[tuple[str, str]]:
    """Return every role with its label, from ``core/publishing/roles.yaml``."""
    return [(key, role.label) for key, role in roles().items()]


class UserManager(BaseUserManager["User"]):
    """Makes accounts; who may sign in is decided by grants, not by flags."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> User:
        """Make an account; without a password nobody can sign in to it."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A member of staff. No superuser: rights come from grants only, at a body, with dates."""

    username = models.CharField("用户名", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=60)
    body = models.ForeignKey(
        PublicBody, models.PROTECT, related_name="staff", verbose_name="所在单位"
    )
    position = models.CharField("职务", max_length=60, blank=True)
    telephone = models.CharField("办公电话", max_length=60, blank=True)
    is_active = models.BooleanField("在用", default=True)
    must_change_password = models.BooleanField("须修改密码", default=False)
    joined_at = models.DateTimeField("开户时间", null=True, blank=True)
    left_at = models.DateTimeField("停用时间", null=True, blank=True)

    objects = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "人员"
        verbose_name_plural = "人员"
        ordering = ("username",)

    def __str__(self) -> str:
        return self.name or self.username

    def trail_name(self) -> str:
        """Return the name that the trail keeps: name and account."""
        return f"{self.name}（{self.username}）"


class Grant(models.Model):
    """A role granted to a person at a body (授权), from one day to another, both included."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants", verbose_name="人员")
    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="grants", verbose_name="单位")
    role = models.CharField("角色", max_length=40, choices=role_choices)
    since = models.DateField("起始日期")
    until = models.DateField("截止日期", null=True, blank=True)
    reason = models.CharField("依据", max_length=200, blank=True)
    granted_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="授权人"
    )

    class Meta:
        verbose_name = "授权"
        verbose_name_plural = "授权"
        ordering = ("user", "body", "role", "since")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "body", "role"),
                condition=models.Q(until=None),
                name="one_open_grant",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {role_label(self.role)} {self.body}"


class SecondFactor(models.Model):
    """A person's second factor (双因素): a time-based code (RFC 6238) from a device of theirs.

    ``sealed_key`` is the shared secret, encrypted with a key of the instance. ``last_step`` is the
    time step of the last code taken, so that no code is taken twice.
    """

    user = models.OneToOneField(
        User, models.PROTECT, related_name="second_factor", verbose_name="人员"
    )
    sealed_key = models.TextField("密钥（加密）")
    confirmed_at = models.DateTimeField("启用时间")
    last_step = models.BigIntegerField("最近使用的时段", default=0)
    failures = models.PositiveIntegerField("连续输错次数", default=0)
    blocked_until = models.DateTimeField("暂停至", null=True, blank=True)

    class Meta:
        verbose_name = "双因素"
        verbose_name_plural = "双因素"

    def __str__(self) -> str:
        return f"{self.user}的双因素"


class RecoveryCode(models.Model):
    """A code for when the device is lost (恢复码), kept as a keyed digest; each opens once."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="recovery_codes", verbose_name="人员"
    )
    digest = models.CharField("摘要值", max_length=64)
    used_at = models.DateTimeField("使用时间", null=True, blank=True)

    class Meta:
        verbose_name = "恢复码"
        verbose_name_plural = "恢复码"
        constraints = (
            models.UniqueConstraint(fields=("user", "digest"), name="one_recovery_code"),
        )

    def __str__(self) -> str:
        return f"{self.user}的恢复码"


class SignIn(models.Model):
    """One signing in (登录记录): when, from where, with what; ``ended_at`` once it was ended."""

    user = models.ForeignKey(User, models.PROTECT, related_name="sign_ins", verbose_name="人员")
    session = models.CharField("会话", max_length=40)
    at = models.DateTimeField("登录时间")
    address = models.CharField("网络地址", max_length=60, blank=True)
    browser = models.CharField("浏览器", max_length=200, blank=True)
    ended_at = models.DateTimeField("退出时间", null=True, blank=True)

    class Meta:
        verbose_name = "登录记录"
        verbose_name_plural = "登录记录"
        ordering = ("-id",)
        indexes = (models.Index(fields=("session",), name="sign_in_by_session"),)

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d %H:%M}"


class SavedView(models.Model):
    """A list as somebody wants to see it again (常用视图): filters and order, by name.

    ``body`` is set when the view is shared with everybody of that body.
    """

    owner = models.ForeignKey(User, models.PROTECT, related_name="views", verbose_name="保存人")
    body = models.ForeignKey(
        PublicBody, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="共享单位"
    )
    screen = models.CharField("列表", max_length=40)
    name = models.CharField("名称", max_length=40)
    query = models.CharField("条件", max_length=1000, blank=True)
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "常用视图"
        verbose_name_plural = "常用视图"
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(fields=("owner", "screen", "name"), name="one_view_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class CountySetting(models.Model):
    """What the county chose where the law leaves it open (本县设定); the key is of the catalogue."""

    key = models.CharField("设定", max_length=80, unique=True)
    value = models.JSONField("取值")
    reason = models.CharField("依据", max_length=300)
    changed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="设定人"
    )
    changed_at = models.DateTimeField("设定时间")

    class Meta:
        verbose_name = "本县设定"
        verbose_name_plural = "本县设定"
        ordering = ("key",)

    def __str__(self) -> str:
        return self.key

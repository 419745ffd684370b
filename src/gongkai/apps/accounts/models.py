"""Staff accounts (人员) and the roles granted to them (授权)."""

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

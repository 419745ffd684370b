"""The app of staff accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, dated grants of roles, second factor."""

    name = "gongkai.apps.accounts"
    label = "accounts"
    verbose_name = "人员和角色"

"""The app of public bodies."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Public bodies, their dated names, profiles and the column tree."""

    name = "gongkai.apps.organizations"
    label = "organizations"
    verbose_name = "单位和栏目"

"""The app of publishing."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Documents and their life; declares what the database itself forbids."""

    name = "gongkai.apps.publishing"
    label = "publishing"
    verbose_name = "信息发布"

    def ready(self) -> None:
        """Declare the guards."""
        from gongkai.apps.publishing import guards  # noqa: F401 - declares them

"""The app of the trail."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """Installs the guards of every app after the tables are there."""

    name = "gongkai.apps.trail"
    label = "trail"
    verbose_name = "留痕"

    def ready(self) -> None:
        """Connect the guards."""
        from django.db.models.signals import post_migrate

        from gongkai.apps.trail import guards, rules  # noqa: F401 - declares the trail's own

        post_migrate.connect(guards.install_after_migrate, dispatch_uid="gongkai.guards")

"""The app of casework."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Cases and their life; declares what the database itself forbids."""

    name = "gongkai.apps.casework"
    label = "casework"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        """Declare the guards."""
        from gongkai.apps.casework import guards  # noqa: F401 - declares them

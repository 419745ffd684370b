"""In whose name staff are managed (办理身份): a member of staff with the right, or the set-up."""

from __future__ import annotations

from datetime import date

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.permissions import require
from gongkai.apps.organizations.models import PublicBody


class Setup:
    """The set-up of an instance (初始设置) as an actor: the first administrator has nobody above."""

    def trail_name(self) -> str:
        """Return the name that the trail keeps."""
        return "系统初始设置"


SETUP = Setup()
Authority = User | Setup


def require_staff(by: Authority, body: PublicBody, *, on: date) -> None:
    """Refuse unless ``by`` may manage the staff of a body; the set-up may.

    Raises:
        Refused: With the roles that may.
    """
    if isinstance(by, User):
        require(by, "accounts.manage_staff", body, on=on)


def county() -> PublicBody:
    """Return the county itself, the body above all: columns and settings hold for all of it.

    Raises:
        PublicBody.DoesNotExist: Nothing has been set up yet.
    """
    return PublicBody.objects.filter(parent=None).earliest("order", "id")

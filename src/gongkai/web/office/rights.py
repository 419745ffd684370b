"""What the signed-in person may do where (本人权限), asked once a request."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from gongkai.apps.accounts.queries import bodies_by_role
from gongkai.apps.organizations.models import PublicBody
from gongkai.apps.publishing.situations import local

KEPT = "_office_rights"


@dataclass(frozen=True, slots=True)
class Rights:
    """The roles of a person, each with the keys of the bodies where they hold it."""

    held: dict[str, set[int]]

    def any_of(self, *roles: str) -> bool:
        """Return whether one of the roles is held anywhere."""
        return any(role in self.held for role in roles)

    @property
    def readable(self) -> set[int]:
        """Return the keys of the bodies whose work may be read."""
        return set().union(*self.held.values())

    def reads_all(self) -> bool:
        """Return whether every body may be read: then a list needs no condition and keeps its index."""
        return len(self.readable) == PublicBody.objects.count()

    def bodies(self) -> list[PublicBody]:
        """Return the bodies whose work may be read, in order."""
        return list(PublicBody.objects.filter(pk__in=self.readable).order_by("order", "id"))


def rights(request: HttpRequest) -> Rights:
    """Return the rights of the signed-in person, the same for the whole request."""
    found = getattr(request, KEPT, None)
    if found is None:
        today = local(timezone.now()).date()
        found = Rights(bodies_by_role(request.user, on=today))
        setattr(request, KEPT, found)
    return found

"""Who may do what where (权限)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from gongkai.apps.accounts.county_settings import roles_with_second_factor
from gongkai.apps.accounts.models import Grant, SavedView, SecondFactor, SignIn, User
from gongkai.apps.accounts.sessions import open_sign_ins
from gongkai.apps.organizations.models import PublicBody
from gongkai.core.publishing.roles import roles


def grants_of(user: User, *, on: date) -> QuerySet[Grant]:
    """Return the grants in force on a day; none for an account that is not in use."""
    if not user.is_active:
        return Grant.objects.none()
    in_force = Q(until=None) | Q(until__gte=on)
    return Grant.objects.filter(in_force, user=user, since__lte=on).select_related("body")


def roles_at(user: User, body: PublicBody, *, on: date) -> frozenset[str]:
    """Return the roles a person holds at a body on a day, those that reach down included."""
    found = grants_of(user, on=on).filter(body_id__in=body.ancestor_keys())
    rows = found.values_list("role", "body_id")
    return frozenset(
        role
        for role, at in rows
        if at == body.pk or (role in roles() and roles()[role].reaches_below)
    )


def bodies_where(user: User, wanted: Iterable[str], *, on: date) -> QuerySet[PublicBody]:
    """Return the bodies at which a person holds one of the roles, those reached from above included."""
    condition = Q(pk__in=())
    for grant in grants_of(user, on=on).filter(role__in=set(wanted)):
        below = roles()[grant.role].reaches_below
        condition |= Q(path__startswith=grant.body.path) if below else Q(pk=grant.body_id)
    return PublicBody.objects.filter(condition)


def bodies_by_role(user: User, *, on: date) -> dict[str, set[int]]:
    """Return the keys of the bodies at which a person holds each role, in two statements."""
    found: dict[str, set[int]] = {}
    reaching = []
    for grant in grants_of(user, on=on):
        found.setdefault(grant.role, set()).add(grant.body_id)
        if roles()[grant.role].reaches_below:
            reaching.append(grant)
    if reaching:
        paths = list(PublicBody.objects.values_list("pk", "path"))
        for grant in reaching:
            found[grant.role] |= {key for key, path in paths if path.startswith(grant.body.path)}
    return found


def visible_bodies(user: User, *, on: date) -> QuerySet[PublicBody]:
    """Return the bodies whose unpublished work a person may read: any role there, or above."""
    return bodies_where(user, roles(), on=on)


def holds(user: User, role: str, *, on: date) -> bool:
    """Return whether a person holds a role anywhere on a day."""
    return grants_of(user, on=on).filter(role=role).exists()


def needs_second_factor(user: User, *, on: date) -> bool:
    """Return whether one of a person's roles asks for a second factor (双因素)."""
    return grants_of(user, on=on).filter(role__in=roles_with_second_factor()).exists()


def has_second_factor(user: User) -> bool:
    """Return whether a person has switched a second factor on."""
    return SecondFactor.objects.filter(user=user).exists()


def recovery_codes_left(user: User) -> int:
    """Return how many recovery codes a person has not used yet."""
    return user.recovery_codes.filter(used_at=None).count()


def sign_ins(user: User, *, at: datetime) -> list[tuple[SignIn, bool]]:
    """Return a person's last sign-ins, each with whether it is still open, the latest first."""
    living = set(open_sign_ins(user, at=at).values_list("pk", flat=True))
    return [(row, row.pk in living) for row in SignIn.objects.filter(user=user)[:20]]


def saved_views(user: User, screen: str) -> QuerySet[SavedView]:
    """Return the views of a list that a person saved or that are shared in their body."""
    mine = Q(owner=user) | Q(body=user.body_id)
    return SavedView.objects.filter(mine, screen=screen).select_related("owner")


def staff_with(role: str, body: PublicBody, *, on: date) -> QuerySet[User]:
    """Return the people who hold a role at a body on a day."""
    in_force = Q(grants__until=None) | Q(grants__until__gte=on)
    return User.objects.filter(
        in_force, is_active=True, grants__role=role, grants__body=body, grants__since__lte=on
    ).distinct()


def staff_of(bodies: Iterable[int]) -> QuerySet[User]:
    """Return the people of some bodies with body, grants and second factor, by body and name."""
    rows = User.objects.filter(body__in=bodies).select_related("body", "second_factor")
    return rows.prefetch_related("grants").order_by("body__order", "body", "username")


def holding(people: QuerySet[User], role: str, *, on: date) -> QuerySet[User]:
    """Return those of ``people`` who hold a role anywhere on a day."""
    in_force = Q(until=None) | Q(until__gte=on)
    held = Grant.objects.filter(in_force, role=role, since__lte=on)
    return people.filter(pk__in=held.values("user"))


def roster(body: PublicBody, *, on: date) -> QuerySet[Grant]:
    """Return who holds which role at a body on a day (岗位名册)."""
    in_force = Q(until=None) | Q(until__gte=on)
    return (
        Grant.objects.filter(in_force, body=body, since__lte=on, user__is_active=True)
        .select_related("user")
        .order_by("role", "user__username")
    )


def vacancies(body: PublicBody, *, on: date) -> list[str]:
    """Return the roles of review that nobody holds at a body (缺岗)."""
    held = set(roster(body, on=on).values_list("role", flat=True))
    needed = ("drafter", "first_reviewer", "second_reviewer", "final_reviewer", "secrecy_reviewer")
    return [role for role in needed if role not in held]

"""The roles of publication work (岗位角色): who stands where between draft and release."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.core.kernel import data

PACKAGE = "gongkai.core.publishing"


@dataclass(frozen=True, slots=True)
class Role:
    """One role: its label, its duty in a sentence, and whether it reaches the bodies below."""

    label: str
    duty: str
    reaches_below: bool = False
    second_factor: bool = False


@dataclass(frozen=True, slots=True)
class Roles:
    """All roles, as ``roles.yaml`` writes them."""

    basis: str
    roles: Mapping[str, Role]


@functools.cache
def roles() -> Mapping[str, Role]:
    """Return every role by its key.

    Raises:
        DataError: The file does not fit.
    """
    return data.load(PACKAGE, "roles.yaml", Roles).roles


def role_label(key: str) -> str:
    """Return the Chinese label of a role; the timetable is not a person but is told alike."""
    found = roles().get(key)
    return found.label if found else "系统定时任务"

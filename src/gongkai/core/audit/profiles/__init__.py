"""Profiles (核查方案) as data: which rules run and how heavy they weigh, one YAML file a profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.core.kernel import data
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Rule

PACKAGE = "gongkai.core.audit.profiles"
DEFAULT = "self-check"


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile: its name, for whom it is, the levels it changes, rules it adds and leaves out."""

    name: str
    title: str
    description: str
    levels: Mapping[str, Level] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)

    def runs(self, rule: Rule) -> bool:
        """Return whether the profile runs the rule."""
        return rule.code in self.added or (rule.on and rule.code not in self.left_out)


def profile_names() -> tuple[str, ...]:
    """Return the names of the profiles."""
    return tuple(name.removesuffix(".yaml") for name in data.names(PACKAGE))


def profile(name: str = DEFAULT) -> Profile:
    """Return the profile ``name``.

    Raises:
        DataError: There is no such profile; the message lists those there are.
    """
    loaded: Profile = data.load(PACKAGE, f"{name}.yaml", Profile)
    return loaded

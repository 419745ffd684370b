"""Choosing rules by number or family (选择规则) on top of a profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.core.audit.case import RULES
from gongkai.core.audit.profiles import Profile
from gongkai.core.audit.rules import register_all
from gongkai.core.kernel.rules import Rule


class UnknownRulesError(Exception):
    """A number or family was named that no rule has; ``names`` holds all of them."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(f"没有这样的规则：{'、'.join(names)}。运行 gongkai rules 可列出全部规则。")


def select(profile: Profile, *, only: Sequence[str] = (), skip: Sequence[str] = ()) -> Profile:
    """Return the profile narrowed to the rules of ``only`` and without those of ``skip``.

    Each name is a rule's number (``T3-02``) or a family (``T3``). A rule that is off by default
    runs when it is named by its number.

    Raises:
        UnknownRulesError: With every name that fits no rule.
    """
    register_all()
    rules = RULES.all()
    unknown = [name for name in (*only, *skip) if not any(_fits(rule, name) for rule in rules)]
    if unknown:
        raise UnknownRulesError(unknown)
    running = {rule.code for rule in rules if profile.runs(rule)}
    if only:
        named = {rule.code for rule in rules if rule.code in only}
        families = {rule.code for rule in rules if any(_fits(rule, name) for name in only)}
        running = named | (families & running)
    running -= {rule.code for rule in rules if any(_fits(rule, name) for name in skip)}
    left_out = {rule.code for rule in rules} - running
    return replace(profile, added=tuple(sorted(running)), left_out=tuple(sorted(left_out)))


def _fits(rule: Rule, name: str) -> bool:
    return name in (rule.code, rule.code.split("-")[0])

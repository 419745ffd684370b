"""The kinds of published information (信息种类) as data: one YAML file a kind, with its own fields."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from gongkai.core.kernel import data
from gongkai.core.kernel.refusals import Reason
from gongkai.core.publishing.kinds.values import Field, problems

PACKAGE = "gongkai.core.publishing.kinds"
Duty = Literal["required", "optional", "none"]

__all__ = ["Field", "Kind", "check", "kind", "kinds"]


@dataclass(frozen=True, slots=True)
class TermRule:
    """Which term of ``terms.yaml`` holds, from which field it runs, when own fields have ``when``."""

    term: str
    start: str
    when: Mapping[str, str | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: which catalogue fields it must carry, its duties, and its own fields.

    ``interpretation`` is ``required``, ``ask`` (the drafter says whether, with a reason) or
    ``none``; ``terms`` are tried in order, the first whose start is known holds; ``text`` says
    whether the body text is required.
    """

    kind: str
    label: str
    family: str
    basis: str
    help: str = ""
    document_number: Duty = "none"
    written_on: Duty = "optional"
    validity: Duty = "none"
    expires_on: Duty = "none"
    text: Duty = "required"
    legality_review: Literal["required", "none"] = "none"
    interpretation: Literal["required", "ask", "none"] = "none"
    terms: tuple[TermRule, ...] = ()
    items: tuple[str, ...] = ()
    relations: tuple[str, ...] = ("related",)
    fields: tuple[Field, ...] = ()


@functools.cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind by its key, in the order of the file names.

    Raises:
        DataError: A file does not fit, or its name is not its key.
    """
    found = {name: data.load(PACKAGE, name, Kind) for name in data.names(PACKAGE)}
    wrong = [f"{name}: kind is {k.kind!r}" for name, k in found.items() if name != f"{k.kind}.yaml"]
    if wrong:
        raise data.DataError(wrong)
    return {one.kind: one for one in found.values()}


def kind(key: str) -> Kind:
    """Return one kind.

    Raises:
        KeyError: There is no such kind.
    """
    return kinds()[key]


def check(key: str, own: Mapping[str, Any], *, complete: bool) -> list[Reason]:
    """Return what is wrong with a kind's own fields; what is missing only when ``complete``."""
    fields = {one.name: one for one in kind(key).fields}
    unknown = [name for name in own if name not in fields]
    reasons = [
        Reason("publishing.field_unknown", f"“{kind(key).label}”没有“{name}”这一项。请删去")
        for name in unknown
    ]
    for name, one in fields.items():
        reasons += problems(one, own.get(name), complete=complete)
    return reasons

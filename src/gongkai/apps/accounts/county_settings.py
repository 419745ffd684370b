"""What the county may choose where no law settles it (本县设定): the catalogue, and what was chosen.

Every term marked ``setting`` in ``core/publishing/terms.yaml``, every law parameter marked so, the
form of index numbers, and the roles that need a second factor. A value comes from the administrator
(``CountySetting``), else from the deployment (``COUNTY_SETTINGS`` in the settings), else from the
default shipped with its source.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings

from gongkai.apps.accounts.models import CountySetting
from gongkai.core.kernel.refusals import Reason
from gongkai.core.law import parameters
from gongkai.core.publishing import terms
from gongkai.core.publishing.roles import roles

TERM, LAW, FACTOR, INDEX = "term.", "law.", "second_factor.", "index_number."
UNITS = {**terms.UNITS, "years": "年", "applications": "件", "applicants": "人", "percent": "%"}
TRUST = {
    "law": "法律法规全文",
    "document": "国务院文件全文",
    "report": "县级制度，由本县设定",
    "page": "公开网页摘录，未见原文",
    "unverified": "待核实",
}
YES_NO = {"true": "是", "false": "否"}
MOST = 3660  # no term of days, hours or pages reaches beyond


@dataclass(frozen=True, slots=True)
class Choice:
    """One setting: what it is about, its default and where that comes from, what may be chosen.

    ``kind`` is ``number``, ``choice``, ``yes_no`` or ``month_day`` (``03-31``).
    """

    key: str
    group: str
    label: str
    kind: str
    default: Any
    unit: str = ""
    basis: str = ""
    trust: str = ""
    note: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)

    def shown(self, value: Any) -> str:
        """Return a value as people read it."""
        if self.kind == "yes_no":
            return YES_NO["true" if value else "false"]
        if self.kind == "choice":
            return self.choices.get(str(value), str(value))
        if self.kind == "month_day":
            month, _, day = str(value).partition("-")
            return f"次年 {int(month)} 月 {int(day)} 日前"
        return f"{value} {self.unit}".strip()

    def parsed(self, given: str) -> Any:
        """Return what was typed as a value.

        Raises:
            ValueError: It does not fit; the sentence says what fits.
        """
        text = given.strip()
        if self.kind in ("choice", "yes_no"):
            allowed = self.choices if self.kind == "choice" else YES_NO
            if text not in allowed:
                raise ValueError(f"“{self.label}”只能选择{'、'.join(allowed.values())}")
            return text == "true" if self.kind == "yes_no" else text
        if self.kind == "month_day":
            return _month_day(self.label, text)
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST):
            raise ValueError(f"“{self.label}”应当是 1 至 {MOST} 之间的整数，不能是“{text}”")
        return int(text)


def _month_day(label: str, text: str) -> str:
    found = re.fullmatch(r"(\d{1,2})-(\d{1,2})", text)
    try:
        day = date(2027, int(found[1]), int(found[2])) if found else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(f"“{label}”按月日填写，如 03-31，不能是“{text}”")
    return f"{day:%m-%d}"


@functools.cache
def catalogue() -> dict[str, Choice]:
    """Return every setting by its key."""
    return {one.key: one for one in (*_terms(), *_law(), *_index_number(), *_second_factor())}


def _terms() -> Iterator[Choice]:
    for term in terms.terms().values():
        if not term.setting:
            continue
        value = term.values[max(term.values)]
        dated = value.unit is None
        yield Choice(
            key=TERM + term.key,
            group="公开期限",
            label=term.label,
            kind="month_day" if dated else "number",
            default=f"{value.month:02d}-{value.day:02d}" if dated else value.amount,
            unit="" if dated else UNITS[str(value.unit)],
            basis=value.basis,
            trust=TRUST[term.trust],
            note=f"自{term.start}起。{term.note}" if not dated else term.note,
        )


def _law() -> Iterator[Choice]:
    for name, parameter in parameters.settings().items():
        value = parameter.values[max(parameter.values)]
        yield Choice(
            key=LAW + name,
            group="依申请公开和法律适用",
            label=parameter.description,
            kind=_kind(parameter),
            default=value.value,
            unit=UNITS.get(parameter.unit, ""),
            basis=value.basis,
            trust="条文未明确，推定",
            note=parameter.note,
            choices=dict(parameter.choices),
        )


def _kind(parameter: parameters.Parameter) -> str:
    if parameter.choices:
        return "choice"
    if isinstance(next(iter(parameter.values.values())).value, bool):
        return "yes_no"
    return "month_day" if parameter.unit == "month_day" else "number"


def _index_number() -> Iterator[Choice]:
    common = {"group": "索引号", "basis": "国办公开办函〔2019〕61号", "trust": "格式由各地编排"}
    yield Choice(
        key=INDEX + "period",
        label="索引号流水按什么编排",
        kind="choice",
        default="year",
        choices={"year": "按年", "month": "按月"},
        note="只影响以后发布的信息；已有的索引号永远不变。",
        **common,
    )
    yield Choice(
        key=INDEX + "digits",
        label="索引号流水号的位数",
        kind="choice",
        default="5",
        choices={"5": "五位", "6": "六位", "7": "七位"},
        note="只影响以后发布的信息；已有的索引号永远不变。",
        **common,
    )


def _second_factor() -> Iterator[Choice]:
    for key, role in roles().items():
        yield Choice(
            key=FACTOR + key,
            group="登录安全",
            label=f"{role.label}登录须用双因素",
            kind="yes_no",
            default=role.second_factor,
            basis="《网络安全法》第二十一条",
            trust="由本县按等级保护要求设定",
            note="改为“是”后，有这一角色的人下次登录时须先启用双因素。",
        )


def changed() -> dict[str, Any]:
    """Return what differs from the shipped defaults, by key: one statement."""
    chosen = dict(getattr(settings, "COUNTY_SETTINGS", {}))
    chosen |= dict(CountySetting.objects.values_list("key", "value"))
    return {key: value for key, value in chosen.items() if key in catalogue()}


def value_of(key: str) -> Any:
    """Return the value of one setting.

    Raises:
        KeyError: There is no such setting.
    """
    return changed().get(key, catalogue()[key].default)


def _under(prefix: str) -> dict[str, Any]:
    found = changed()
    return {key[len(prefix) :]: found[key] for key in found if key.startswith(prefix)}


def chosen_terms() -> dict[str, Any]:
    """Return the county's own terms, as ``core.publishing.terms.configured`` takes them."""
    return _under(TERM)


def law_on(day: date) -> parameters.Law:
    """Return the law in force on a day with the county's settings (依申请公开)."""
    return parameters.at(day, _under(LAW))


def index_pattern() -> dict[str, Any]:
    """Return how index numbers are written: ``period`` and ``digits``."""
    found = {"period": "year", "digits": "5"} | _under(INDEX)
    return {"period": found["period"], "digits": int(found["digits"])}


def roles_with_second_factor() -> set[str]:
    """Return the roles whose holders need a second factor."""
    found = changed()
    return {role for role in roles() if found.get(FACTOR + role, roles()[role].second_factor)}


def problems(key: str, given: str) -> list[Reason]:
    """Return why a value cannot be chosen."""
    if key not in catalogue():
        return [Reason("accounts.setting_unknown", f"没有“{key}”这一设定")]
    try:
        catalogue()[key].parsed(given)
    except ValueError as error:
        return [Reason("accounts.setting_value", f"{error}。请改正")]
    return []

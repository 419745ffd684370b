"""The law's numbers and choices as data (法定参数): one YAML file each, by day of effect.

What no source confirms is a *setting*: it has a default, says so in ``note`` and can be changed
by the county without touching the program.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.core.kernel import data

PACKAGE = "gongkai.core.law.parameters"
GROUPS = ("clocks", "fees", "remedies", "report", "requests")
Scalar = int | str | tuple[str, ...]


class UnknownParameterError(KeyError):
    """No parameter has that name."""


class NotInForceError(LookupError):
    """The law of that day has no such parameter."""


class SettingError(ValueError):
    """A setting was given that does not exist, may not be set, or is not one of its choices."""


@dataclass(frozen=True, slots=True)
class Value:
    """What holds from a day on, and the article (依据) that says so."""

    value: Scalar
    basis: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter through time; ``checked_on`` is the day somebody last confirmed it.

    ``setting`` marks what a county may change; ``choices`` (value to Chinese label) limits it.
    """

    description: str
    values: Mapping[date, Value]
    checked_on: date
    unit: str = ""
    setting: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    def on(self, day: date) -> Value | None:
        """Return the value in force on ``day``, or None before the first."""
        since = [start for start in sorted(self.values) if start <= day]
        return self.values[since[-1]] if since else None


@functools.cache
def all_parameters() -> dict[str, Parameter]:
    """Return every parameter by its dotted name (``clocks.reply``).

    Raises:
        data.DataError: A file does not fit its schema.
    """
    found = {}
    for group in GROUPS:
        package = f"{PACKAGE}.{group}"
        for name in data.names(package):
            found[f"{group}.{name.removesuffix('.yaml')}"] = data.load(package, name, Parameter)
    return found


def settings() -> dict[str, Parameter]:
    """Return the parameters a county may change, each with default and note."""
    return {name: each for name, each in all_parameters().items() if each.setting}


@dataclass(frozen=True, slots=True)
class Law:
    """The law in force on one day, with the county's settings."""

    day: date
    chosen: Mapping[str, Scalar] = field(default_factory=dict)

    def find(self, name: str) -> Value | None:
        """Return the parameter ``name``, or None if the law of the day has none.

        Raises:
            UnknownParameterError: No parameter has that name.
        """
        try:
            parameter = all_parameters()[name]
        except KeyError as error:
            known = ", ".join(all_parameters())
            raise UnknownParameterError(f"{name}: no such parameter; there are {known}") from error
        value = parameter.on(self.day)
        if value is not None and name in self.chosen:
            return Value(self.chosen[name], f"{value.basis}；本机关设定")
        return value

    def get(self, name: str) -> Value:
        """Return the parameter ``name``.

        Raises:
            NotInForceError: The law of the day has none.
        """
        value = self.find(name)
        if value is None:
            raise NotInForceError(f"{name}: nothing in force on {self.day}")
        return value

    def explain(self, name: str) -> str:
        """Return a setting as one Chinese sentence: what it says, what it is set to, why a setting.

        Raises:
            NotInForceError: The law of the day has none.
        """
        parameter, value = all_parameters()[name], self.get(name)
        label = parameter.choices.get(str(value.value), str(value.value))
        return f"{parameter.description}：{label}。{parameter.note}"

    def number(self, name: str) -> int:
        """Return a number (days, months, …) of the law of the day.

        Raises:
            NotInForceError: The law of the day has none.
            TypeError: The parameter is not a number.
        """
        value = self.get(name).value
        if not isinstance(value, int):
            raise TypeError(f"{name}: {value!r} is not a number")
        return value


def at(day: date, chosen: Mapping[str, Scalar] | None = None) -> Law:
    """Return the law in force on ``day`` with the county's settings ``chosen``.

    Raises:
        SettingError: With every setting that is unknown, fixed by law or not a choice.
    """
    mistakes = [m for name, value in (chosen or {}).items() for m in _mistakes(name, value)]
    if mistakes:
        raise SettingError("；".join(mistakes))
    return Law(day, chosen or {})


def _mistakes(name: str, value: Scalar) -> list[str]:
    parameter = all_parameters().get(name)
    if parameter is None:
        return [f"没有名为“{name}”的设定"]
    if not parameter.setting:
        return [f"“{parameter.description}”由法律规定，不能自行设定"]
    if parameter.choices and value not in parameter.choices:
        allowed = "、".join(parameter.choices)
        return [f"“{parameter.description}”只能设为 {allowed}，不能设为 {value}"]
    default = next(iter(parameter.values.values())).value
    if isinstance(default, int) and (not isinstance(value, int) or value < 1):
        return [f"“{parameter.description}”应当是正整数，不能设为 {value}"]
    return []

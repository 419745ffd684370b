"""The only place that reads YAML: package data into frozen dataclasses, all mistakes at once.

cattrs does this job well but costs 0.2 s at start-up, more than the whole command may take
(docs/adr/0002-own-data-loader.md).
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import types
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from importlib import resources
from typing import Any, Literal, TypeVar, Union

import yaml

T = TypeVar("T")


class DataError(Exception):
    """A data file does not fit its schema.

    ``mistakes`` holds one sentence a mistake: file, key, what was met, what is allowed.
    """

    def __init__(self, mistakes: list[str]) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(mistakes))


def parse(text: str, *, source: str) -> Any:
    """Parse one YAML text.

    Raises:
        DataError: The text is not YAML; the message names line and column.
    """
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader, chosen for speed
    except yaml.YAMLError as error:
        raise DataError([f"{source}: not YAML: {error}"]) from error


def read_text(package: str, name: str) -> str:
    """Return the text of a data file that is shipped inside ``package``.

    Raises:
        DataError: There is no such file.
    """
    try:
        return resources.files(package).joinpath(name).read_text("utf-8")
    except FileNotFoundError as error:
        raise DataError(
            [f"{package}/{name}: no such data file; present: {names(package)}"]
        ) from error


def names(package: str, suffix: str = ".yaml") -> list[str]:
    """Return the sorted names of the data files shipped inside ``package``."""
    return sorted(p.name for p in resources.files(package).iterdir() if p.name.endswith(suffix))


def load(package: str, name: str, kind: type[T]) -> T:
    """Load one shipped data file into the dataclass ``kind``; each file is read once.

    Raises:
        DataError: The file is missing or does not fit; every mistake is listed.
    """
    return typing.cast("T", _load(package, name, typing.cast("Any", kind)))


@functools.cache
def _load(package: str, name: str, kind: Any) -> Any:
    source = f"{package.replace('.', '/')}/{name}"
    return structure(parse(read_text(package, name), source=source), kind, source=source)


def structure(value: Any, kind: Any, *, source: str) -> Any:
    """Turn plain YAML data into ``kind`` (dataclasses, tuples, dicts, enums, dates, decimals).

    Raises:
        DataError: With every key that is missing, unknown or of the wrong kind.
    """
    mistakes: list[str] = []
    result = _structure(value, kind, source, mistakes)
    if mistakes:
        raise DataError(mistakes)
    return result


def _structure(value: Any, kind: Any, where: str, mistakes: list[str]) -> Any:
    origin = typing.get_origin(kind)
    if kind is Any:
        return value
    if origin in (Union, types.UnionType):
        return _union(value, kind, where, mistakes)
    if origin is Literal:
        if value not in typing.get_args(kind):
            mistakes.append(f"{where}: {value!r} is not one of {typing.get_args(kind)}")
        return value
    if origin in (tuple, list, frozenset):
        return _sequence(value, kind, where, mistakes)
    if origin in (dict, Mapping):
        return _mapping(value, kind, where, mistakes)
    if dataclasses.is_dataclass(kind):
        return _record(value, kind, where, mistakes)
    return _scalar(value, kind, where, mistakes)


def _union(value: Any, kind: Any, where: str, mistakes: list[str]) -> Any:
    options = [option for option in typing.get_args(kind) if option is not type(None)]
    if value is None and len(options) < len(typing.get_args(kind)):
        return None
    attempts: list[list[str]] = []
    for option in options:
        tried: list[str] = []
        result = _structure(value, option, where, tried)
        if not tried:
            return result
        attempts.append(tried)
    fewest: list[str] = min(attempts, key=len)
    mistakes.extend(fewest)
    return None


def _sequence(value: Any, kind: Any, where: str, mistakes: list[str]) -> Any:
    item_kind = typing.get_args(kind)[0]
    if not isinstance(value, list):
        mistakes.append(f"{where}: expected a list, met {value!r}")
        return ()
    items = [_structure(v, item_kind, f"{where}[{i}]", mistakes) for i, v in enumerate(value)]
    return typing.get_origin(kind)(items)


def _mapping(value: Any, kind: Any, where: str, mistakes: list[str]) -> Any:
    key_kind, value_kind = typing.get_args(kind)
    if not isinstance(value, dict):
        mistakes.append(f"{where}: expected a mapping, met {value!r}")
        return {}
    return {
        _structure(k, key_kind, f"{where} key", mistakes): _structure(
            v, value_kind, f"{where}.{k}", mistakes
        )
        for k, v in value.items()
    }


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _record(value: Any, kind: Any, where: str, mistakes: list[str]) -> Any:
    if not isinstance(value, dict):
        mistakes.append(f"{where}: expected keys of {kind.__name__}, met {value!r}")
        return None
    fields = {f.name: f for f in dataclasses.fields(kind) if f.init}
    unknown = [str(k) for k in value if k not in fields]
    if unknown:
        mistakes.append(
            f"{where}: unknown {', '.join(unknown)}; allowed: {', '.join(sorted(fields))}"
        )
    before = len(mistakes)
    arguments = {}
    for name, field in fields.items():
        if name in value:
            arguments[name] = _structure(
                value[name], _hints(kind)[name], f"{where}.{name}", mistakes
            )
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            mistakes.append(f"{where}: {name} is missing")
    return kind(**arguments) if len(mistakes) == before else None


def _scalar(value: Any, kind: Any, where: str, mistakes: list[str]) -> Any:
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        try:
            return kind(value)
        except ValueError:
            mistakes.append(f"{where}: {value!r} is not one of {[m.value for m in kind]}")
            return None
    if kind is Decimal and isinstance(value, (int, float, str)) and not isinstance(value, bool):
        try:
            return Decimal(str(value))
        except InvalidOperation:
            mistakes.append(f"{where}: {value!r} is not a decimal number")
            return None
    exact = type(value) is kind or (kind is float and type(value) is int)
    if not exact:
        hint = " (quote it)" if kind is str and isinstance(value, (int, date)) else ""
        mistakes.append(f"{where}: expected {kind.__name__}, met {value!r}{hint}")
    return value

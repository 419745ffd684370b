"""Closed lists (分类词表): disclosure attributes, themes, genres, channels, grounds and the like."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.core.kernel import data

PACKAGE = "gongkai.core.publishing"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One list: what it is, where it comes from, its terms by key in the order to show them."""

    label: str
    basis: str
    terms: Mapping[str, str]
    settings_only: bool = False


@dataclass(frozen=True, slots=True)
class Theme:
    """A top class of the theme classification (主题分类) with its second level."""

    label: str
    second: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """All lists, as ``vocabularies.yaml`` writes them."""

    vocabularies: Mapping[str, Vocabulary]
    themes: Mapping[str, Theme] = field(default_factory=dict)


@functools.cache
def vocabularies() -> Vocabularies:
    """Return all lists.

    Raises:
        DataError: The file does not fit.
    """
    return data.load(PACKAGE, "vocabularies.yaml", Vocabularies)


def vocabulary(name: str) -> Mapping[str, str]:
    """Return the terms of one list: key to Chinese label.

    Raises:
        KeyError: There is no such list.
    """
    return vocabularies().vocabularies[name].terms


@functools.cache
def themes() -> Mapping[str, str]:
    r"""Return every theme code with its label, as ``02`` 综合政务 and ``02-05`` 综合政务\文秘工作."""
    flat: dict[str, str] = {}
    for code, theme in vocabularies().themes.items():
        flat[code] = theme.label
        for number, second in enumerate(theme.second, start=1):
            flat[f"{code}-{number:02d}"] = f"{theme.label}\\{second}"
    return flat

"""Closed lists of the models (选项), drawn from the data files of ``core/publishing``."""

from __future__ import annotations

from gongkai.core.publishing.kinds import kinds
from gongkai.core.publishing.lifecycle import STEPS, lifecycle
from gongkai.core.publishing.vocabularies import vocabulary


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of document."""
    return [(key, one.label) for key, one in kinds().items()]


def state_choices() -> list[tuple[str, str]]:
    """Return the states of an edition."""
    return [(key, state.label) for key, state in lifecycle().states.items()]


def step_choices() -> list[tuple[str, str]]:
    """Return the steps of review."""
    return [(step, lifecycle().states[step].label) for step in STEPS]


def disclosure_choices() -> list[tuple[str, str]]:
    """Return the disclosure attributes."""
    return list(vocabulary("disclosure").items())


def validity_choices() -> list[tuple[str, str]]:
    """Return the validity of a document."""
    return list(vocabulary("validity").items())


def change_choices() -> list[tuple[str, str]]:
    """Return what a new edition is: first, update, correction."""
    return list(vocabulary("edition_changes").items())


def relation_choices() -> list[tuple[str, str]]:
    """Return the kinds of relation between documents."""
    return list(vocabulary("relations").items())


def withdrawal_choices() -> list[tuple[str, str]]:
    """Return the grounds of a withdrawal."""
    return list(vocabulary("withdrawal_grounds").items())

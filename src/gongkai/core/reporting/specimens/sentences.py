"""Wordings (措辞): what a report can say, and under which facts it may say it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.core.kernel import data

PACKAGE = "gongkai.core.reporting.specimens.wordings"
FILES = ("preface.yaml", "overview.yaml", "applications.yaml", "ending.yaml")

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Wordings:
    """Sentences that may be said when every fact of ``needs`` is there and none of ``lacks``."""

    texts: tuple[str, ...]
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    def fit(self, facts: Facts) -> bool:
        """Return whether the facts allow these sentences."""
        return all(facts.get(n) for n in self.needs) and not any(facts.get(n) for n in self.lacks)


def wordings() -> dict[str, tuple[Wordings, ...]]:
    """Return every slot of a report with the sentences for it.

    Raises:
        DataError: A file of wordings does not fit.
    """
    slots: dict[str, tuple[Wordings, ...]] = {}
    for file in FILES:
        slots.update(data.load(PACKAGE, file, dict[str, tuple[Wordings, ...]]))
    return slots


def say(slot: str, facts: Facts, chance: random.Random) -> str:
    """Return one sentence for ``slot`` that the facts allow, or "" when none fits.

    Raises:
        KeyError: There is no such slot, or the sentence names a fact that is not given.
    """
    fitting = [text for group in wordings()[slot] if group.fit(facts) for text in group.texts]
    return chance.choice(fitting).format(**facts) if fitting else ""


def say_several(slot: str, facts: Facts, chance: random.Random, number: int) -> list[str]:
    """Return up to ``number`` different sentences for ``slot``.

    Raises:
        KeyError: There is no such slot, or a sentence names a fact that is not given.
    """
    fitting = [text for group in wordings()[slot] if group.fit(facts) for text in group.texts]
    picked = chance.sample(fitting, k=min(number, len(fitting)))
    return [text.format(**facts) for text in picked]

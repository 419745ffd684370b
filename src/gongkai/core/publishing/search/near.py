"""Words that sound like what was asked for (音近词), taken from titles that exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from gongkai.core.publishing.search.query import Asked
from gongkai.core.text import sounds
from gongkai.core.text.spelling import BREAK, spell


def sound_of(text: str) -> list[str]:
    """Return what is heard of a word or of letters typed for it; empty for what has no sound."""
    by_letters = sounds.typed(text)
    return by_letters or [one for one in sounds.heard(spell(text).text) if one != BREAK]


def sounding(titles: Iterable[str], sound: Sequence[str], *, but: str = "") -> list[str]:
    """Return the pieces of titles that sound like ``sound``, the most frequent first."""
    pieces: Counter[str] = Counter()
    for title in titles:
        spelt = spell(title)
        heard = sounds.heard(spelt.text)
        for at in range(len(heard) - len(sound) + 1):
            if heard[at : at + len(sound)] == list(sound):
                piece = title[spelt.starts[at] : spelt.starts[at + len(sound) - 1] + 1]
                pieces[piece] += 1
    return [piece for piece, _ in pieces.most_common() if piece != but]


def with_fewer(asked: Asked) -> list[str]:
    """Return every word and phrase of a query, to look for texts that have only some of them."""
    return list(dict.fromkeys(word for part in asked.parts for word in part.words))

"""How characters sound (读音), near enough to find a word that was written by ear.

Toneless syllables of the 3,755 usual characters, the main reading of each. ``ear`` makes alike what
many speakers do not tell apart (zh and z, ch and c, sh and s, -ng and -n).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from gongkai.core.kernel import data
from gongkai.core.text.spelling import plain

_FIRST_LEVEL = range(0xB0, 0xD8)  # lead bytes in GB/T 2312; the last row ends early
_LETTERS = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Syllables:
    """The first character of each syllable, in the order of the standard."""

    first: dict[str, str]


@functools.cache
def readings() -> dict[str, str]:
    """Return the toneless syllable of every character of the first level."""
    begins = {
        character: syllable
        for syllable, character in data.load(
            "gongkai.core.text", "syllables.yaml", Syllables
        ).first.items()
    }
    found: dict[str, str] = {}
    syllable = ""
    for lead in _FIRST_LEVEL:
        for trail in range(0xA1, 0xFF):
            character = bytes((lead, trail)).decode("gb2312", "ignore")
            if character:
                syllable = begins.get(character, syllable)
                found[character] = syllable
    return found


def ear(syllable: str) -> str:
    """Return a syllable as the careless ear hears it."""
    heard = re.sub(r"^([zcs])h", r"\1", syllable)
    return re.sub(r"ng$", "n", heard)


def heard(text: str) -> list[str]:
    """Return for each character of a plain text what is heard; others stand for themselves."""
    known = _heard_of()
    return [known.get(one, one) for one in text]


def typed(letters: str) -> list[str]:
    """Return what is heard when ``letters`` are read as syllables; empty when they are not all.

    The longest syllable first, and a shorter one where the rest would not do: xian is one, tianan
    is tian an.
    """
    folded = plain(letters)
    if not _LETTERS.fullmatch(folded) or len(folded) > 60:
        return []
    return [ear(one) for one in _split(folded) or ()]


@functools.cache
def _heard_of() -> dict[str, str]:
    return {character: ear(syllable) for character, syllable in readings().items()}


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(readings().values())


@functools.lru_cache(maxsize=4096)
def _split(letters: str) -> tuple[str, ...] | None:
    if not letters:
        return ()
    for length in range(min(6, len(letters)), 0, -1):
        if letters[:length] in _known():
            rest = _split(letters[length:])
            if rest is not None:
                return (letters[:length], *rest)
    return None

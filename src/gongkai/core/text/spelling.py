"""The one spelling in which texts are searched (检索写法): what a reader need not get exactly right.

Width, script (traditional or simplified), case, digits (二〇二六 is 2026), spaces, brackets and
quotation marks make no difference: 青政发〔2026〕3号, 青政发[2026]3号 and 青政发 2026 3号 are one. Other
punctuation ends a run and is kept as `BREAK`, so that no word is found across two sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.core.text.normalize import fold

BREAK = "│"
# Asked of a character that was folded, so wide forms need not stand here.
_DROPPED = frozenset(" \t〔〕[](){}【】《》〈〉<>“”\"'‘’「」『』〖〗-·•_~*`^|")
_DIGITS = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_BREAKS = re.compile(f"{BREAK}+")


class _Spellings(dict[int, str]):
    """How each character is spelt, worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        spelt = "".join(_spelt(one) for one in fold(chr(point)).lower())
        self[point] = spelt
        return spelt


def _spelt(character: str) -> str:
    if character in _DIGITS:
        return _DIGITS[character]
    if character.isalnum():
        return character
    return "" if character in _DROPPED else BREAK


_SPELLINGS = _Spellings()


def plain(text: str) -> str:
    """Return ``text`` in the spelling of the search, without breaks at its ends."""
    return _BREAKS.sub(BREAK, text.translate(_SPELLINGS)).strip(BREAK)


def pairs(spelt: str) -> Iterator[str]:
    """Yield every two neighbouring characters of a plain text; the last one stands before a break.

    So each character begins a pair, and a text holds a string exactly when it holds the string's
    pairs one after the other.
    """
    closed = spelt + BREAK
    return map("".join, zip(spelt, closed[1:], strict=True))


@dataclass(frozen=True, slots=True)
class Spelt:
    """A plain text that remembers where each of its characters came from in ``source``."""

    source: str
    text: str
    starts: tuple[int, ...]

    def spans(self, part: str) -> list[tuple[int, int]]:
        """Return the half-open spans of ``source`` where the plain ``part`` stands."""
        found = []
        at = self.text.find(part) if part else -1
        while at >= 0:
            found.append((self.starts[at], self.starts[at + len(part) - 1] + 1))
            at = self.text.find(part, at + len(part))
        return found


def spell(source: str) -> Spelt:
    """Return the plain text of ``source`` with the place of each character."""
    parts: list[str] = []
    starts: list[int] = []
    for offset, character in enumerate(source):
        for one in _SPELLINGS[ord(character)]:
            if one == BREAK and (not parts or parts[-1] == BREAK):
                continue
            parts.append(one)
            starts.append(offset)
    if parts and parts[-1] == BREAK:
        parts.pop()
        starts.pop()
    return Spelt(source, "".join(parts), tuple(starts))

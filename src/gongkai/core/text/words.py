"""Words of a running text (分词), by rjieba with words of our own."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from gongkai.core.text.normalize import fold
from gongkai.core.text.spelling import BREAK, plain


@functools.lru_cache(maxsize=65_536)
def _plain_word(word: str) -> str:
    # The same words come again and again: remembering them is a third of the time of indexing.
    return plain(word)


class Segmenter:
    """Cuts Chinese text into words; ``own`` words are never cut."""

    def __init__(self, own: Iterable[str] = ()) -> None:
        # Loaded here: its dictionary takes a third of a second, which only a search should pay.
        import rjieba

        self._jieba: Any = rjieba.Jieba()
        for word in sorted(set(own)):
            self._jieba.add_word(fold(word).lower(), None, None)

    def of_text(self, text: str) -> list[str]:
        """Return the words of a text to be found by, in order, also the short ones in a long one."""
        cut = self._jieba.cut_for_search(fold(text).lower())
        return [word for word in map(_plain_word, cut) if word and BREAK not in word]

    def of_query(self, text: str) -> list[str]:
        """Return the parts that a text must have to fit a query, in the spelling of the search.

        Characters that are no words stay with their neighbours; one that stands alone between two
        words (的, 和) is left out, unless there is nothing else.
        """
        found: list[str] = []
        loose = ""
        for word in (*map(plain, self._jieba.cut(fold(text).lower())), BREAK):
            if len(word) == 1 and word != BREAK:
                loose += word
                continue
            if len(loose) > 1:
                found.append(loose)
            loose = ""
            found += [part for part in word.split(BREAK) if part]
        return found or [part for part in plain(text).split(BREAK) if part]

"""Laws and articles (法规条款): short names, official titles, our own one-line summaries."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date

from gongkai.core.kernel import data

DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Act:
    """A law or document: ``short`` for screens, ``cited`` for letters, ``title`` in full."""

    key: str
    short: str
    title: str
    cited: str
    number: str = ""
    in_force: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the 条例: what it is about, in our words, and what the software does."""

    article: int
    about: str
    summary: str
    duty: str

    @property
    def cited(self) -> str:
        """Return the article as it is cited."""
        return cite("ogi", self.article)


@dataclass(frozen=True, slots=True)
class _Articles:
    laws: tuple[Act, ...]
    ogi: tuple[Article, ...]


@functools.cache
def _table() -> _Articles:
    table: _Articles = data.load("gongkai.core.law", "articles.yaml", _Articles)
    return table


@functools.cache
def acts() -> dict[str, Act]:
    """Return every law and document by its key."""
    return {act.key: act for act in _table().laws}


@functools.cache
def articles() -> dict[int, Article]:
    """Return the articles of the 条例 that ask something of a body, by number."""
    return {article.article: article for article in _table().ogi}


def cite(act: str, article: int, *, paragraph: int | None = None, item: int | None = None) -> str:
    """Return a citation: ``cite("ogi", 36, item=4)`` is “…第三十六条第（四）项”.

    Raises:
        KeyError: There is no such law.
        ValueError: A number is not between 1 and 199.
    """
    text = f"{acts()[act].cited}第{in_chinese(article)}条"
    if paragraph is not None:
        text += f"第{in_chinese(paragraph)}款"
    if item is not None:
        text += f"第（{in_chinese(item)}）项"
    return text


def in_chinese(number: int) -> str:
    """Return 1 to 199 in Chinese numerals as articles are numbered (第一百零二条).

    Raises:
        ValueError: ``number`` is outside that range.
    """
    if not 1 <= number < 200:
        raise ValueError(f"{number}: articles are numbered from 1 to 199 here")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = "一百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones else "")

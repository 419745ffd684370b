"""Invented documents for the search benchmark: real words in their real frequency, in no real order."""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from gongkai.core.publishing.search.records import Record

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("src/**/*.yaml", "docs/**/*.md", "src/gongkai/jobs/demo/*.py")
LENGTH = 600  # characters of a text
BODIES, KINDS, YEARS = 60, 12, 12
FIRST_DAY = date(2015, 1, 1)


class Texts:
    """Texts made of the words that this project itself is written in."""

    def __init__(self, cut) -> None:
        written = "".join(
            path.read_text("utf-8") for glob in SOURCES for path in sorted(ROOT.glob(glob))
        )
        runs = re.findall(r"[\u4e00-\u9fff]+", written)
        words = Counter(itertools.chain.from_iterable(map(cut, runs)))
        self.words = list(words)
        self._weights = list(itertools.accumulate(words.values()))

    def text(self, chance: random.Random) -> str:
        """Return a text of `LENGTH` characters with a mark after some words."""
        words = chance.choices(self.words, cum_weights=self._weights, k=LENGTH // 2)
        marks = itertools.cycle(("，", "，", "。"))
        lines = ("".join(words[at : at + 11]) + next(marks) for at in range(0, len(words), 11))
        return "".join(lines)[:LENGTH]

    def records(self, count: int, *, seed: int = 1) -> Iterator[Record]:
        """Yield ``count`` documents, the same ones for the same seed."""
        chance = random.Random(seed)
        for number in range(1, count + 1):
            text = self.text(chance)
            day = FIRST_DAY + timedelta(days=number * 365 * YEARS // (count + 1))
            yield Record(
                document=number,
                title=f"关于{text[40:62]}的通知",
                text=text,
                kind=f"kind-{number % KINDS}",
                body=f"body-{chance.randrange(BODIES)}",
                columns=(f"column-{number % 40}",),
                published_at=1_420_000_000 + number * 300,
                published_on=day,
                numbers=(f"青政发〔{day.year}〕{number % 300 + 1}号",),
                written_on=day,
                validity="in_force" if number % 3 else "repealed",
            )

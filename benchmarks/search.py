"""Searching 2,000, 20,000 and 200,000 invented documents, beside SQLite FTS5 over the same pairs.

``python -m benchmarks search [COUNT …] [FOLDER]`` (default 2000 20000). Indexes lie in FOLDER and are used
again when they are there, or in a folder that is thrown away. A text has about 600 characters of the
project's own words in their real frequency (search_texts.py). Each kind of query is asked 300 times;
queries are words and pieces that stand in the texts. All times are of the processor (of the one thread
that asks), so that what else the machine does counts little; the last column is the clock. FTS5 has the same pairs of characters as
tokens (its trigrams would find no word of two characters) and answers without counts of facets.
"""

from __future__ import annotations

import itertools
import random
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.search_texts import Texts
from gongkai.adapters.search_index.reading import IndexReader
from gongkai.adapters.search_index.writing import Position, Rebuild
from gongkai.core.publishing.search.own_words import segmenter
from gongkai.core.publishing.search.query import Asked, Reading, understand
from gongkai.core.publishing.search.records import Filters, Record
from gongkai.core.text.spelling import pairs, plain

SIZES = (2_000, 20_000)
ASKED = 300
PAGE = 20
RANKED_MS, PHRASE_MS = 10.0, 50.0
JUDGED = ("1 word", "2 words", "3 words", "4 words", "phrase 3-4", "phrase 5-12")
NO_FILTERS = Filters()


class Measure:
    """Median and 95th percentile in milliseconds."""

    def __init__(self, work: Callable[[Any], Any], asked: Sequence[Any]) -> None:
        busy, clock = [], []
        for one in asked:
            start, start_clock = time.thread_time(), time.perf_counter()
            work(one)
            busy.append((time.thread_time() - start) * 1000)
            clock.append((time.perf_counter() - start_clock) * 1000)
        self.half, self.most = at(busy, 0.5), at(busy, 0.95)
        self.clock = at(clock, 0.95)

    def __str__(self) -> str:
        return f"{self.half:8.2f} {self.most:8.2f}"


def at(times: Sequence[float], share: float) -> float:
    """Return the value below which a share of the times lies."""
    return sorted(times)[int(len(times) * share)]


def queries(sample: Sequence[str]) -> dict[str, list[str]]:
    """Return queries of each kind, from the texts themselves."""
    chance = random.Random(7)
    cut = segmenter().of_query
    kinds: dict[str, list[str]] = {name: [] for name in (*JUDGED, "character")}
    while len(kinds["character"]) < ASKED:
        text = chance.choice(sample)
        words = [word for word in cut(text) if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word)]
        for count in (1, 2, 3, 4):
            kinds[f"{count} word{'s' if count > 1 else ''}"].append(
                " ".join(chance.sample(words, count))
            )
        for name, lengths in (("phrase 3-4", (3, 4)), ("phrase 5-12", (5, 12))):
            kinds[name].append(f'"{piece(chance, text, chance.randint(*lengths))}"')
        kinds["character"].append(piece(chance, text, 1))
    return kinds


def piece(chance: random.Random, text: str, length: int) -> str:
    """Return a piece of a text without punctuation."""
    found = ""
    while len(found) != length:
        start = chance.randrange(len(text) - length)
        found = re.sub(r"[^\u4e00-\u9fff]", "", text[start : start + length])
    return found


class FullText:
    """SQLite FTS5 over the pairs of title and text."""

    def __init__(self, path: Path) -> None:
        self.database = sqlite3.connect(path)
        self.database.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS found USING fts5(pairs, content='')"
        )

    def is_filled(self) -> bool:
        """Return whether it holds documents."""
        return self.database.execute("SELECT rowid FROM found LIMIT 1").fetchone() is not None

    def build(self, records: Any) -> None:
        """Index the records in one transaction."""
        with self.database:
            self.database.executemany(
                "INSERT INTO found (rowid, pairs) VALUES (?, ?)",
                ((one.document, " ".join(pairs(plain(one.title + one.text)))) for one in records),
            )

    def ask(self, asked: Asked, order: str) -> list[int]:
        """Return the first page of what holds every part."""
        phrases = [" ".join(list(pairs(word))[:-1]) for part in asked.parts for word in part.words]
        match = " AND ".join(f'"{phrase}"' for phrase in phrases)
        statement = f"SELECT rowid FROM found WHERE found MATCH ? ORDER BY {order} LIMIT {PAGE}"
        return [number for (number,) in self.database.execute(statement, (match,))]


def build(folder: Path, records: Any) -> float:
    """Build our index and return the seconds of processor time."""
    start = time.process_time()
    rebuild = Rebuild(folder, Position(), segmenter())
    rebuild.add(records)
    rebuild.finish()
    return time.process_time() - start


def measure(count: int, folder: Path) -> bool:
    """Print one size; return whether the limits are kept."""
    texts = Texts(segmenter().of_query)
    print(f"\n{count} documents")
    ours, theirs = folder / f"index-{count}", folder / f"fts5-{count}"
    if not ours.exists():
        seconds = build(ours, texts.records(count))
        print(f"made and indexed in {seconds:.0f} s, {size_of(ours) / 1e6:.0f} MB")
    other = FullText(theirs)
    if not other.is_filled():
        start = time.process_time()
        other.build(texts.records(count))
        seconds = time.process_time() - start
        print(f"made and indexed by FTS5 in {seconds:.0f} s, {size_of(theirs) / 1e6:.0f} MB")
    sample = [one.text for one in itertools.islice(texts.records(count), 1000)]
    return ask(IndexReader(ours), other, queries(sample))


def size_of(place: Path) -> int:
    """Return the bytes of a file, or of all files in a folder."""
    files = place.rglob("*") if place.is_dir() else [place]
    return sum(one.stat().st_size for one in files if one.is_file())


def ask(reader: IndexReader, other: FullText, kinds: dict[str, list[str]]) -> bool:
    """Print each kind of query; return whether the limits are kept."""
    reading = Reading({}, segmenter().of_query)
    heads = ("ranked page", "with total, facets", "newest, facets", "FTS5 ranked", "FTS5 newest")
    print(
        f"{'p50 and p95, ms':16}" + "".join(f"{head:>20}" for head in heads) + f"{'ratio p95':>12}"
    )
    well = True
    for name, typed in kinds.items():
        asked = [understand(one, reading) for one in typed]
        searcher = reader._searcher()
        ranked = Measure(
            lambda one, s=searcher: reader.ranked(s, one, NO_FILTERS, offset=0, count=PAGE), asked
        )
        whole = Measure(lambda one: reader.find(one, NO_FILTERS, newest=False), asked)
        newest = Measure(lambda one: reader.find(one, NO_FILTERS, newest=True), asked)
        line = f"{name:16}" + "".join(f"{one!s:>20}" for one in (ranked, whole, newest))
        if name != "character":
            theirs = Measure(lambda one: other.ask(one, "rank"), asked)
            last = Measure(lambda one: other.ask(one, "rowid DESC"), asked)
            line += f"{theirs!s:>20}{last!s:>20}{theirs.most / ranked.most:>11.0f}×{ranked.clock:>12.2f}"
            well &= ranked.most <= (PHRASE_MS if name.startswith("phrase") else RANKED_MS)
        print(line)
    return well


def recall(count: int = 300) -> bool:
    """Ask for 2,000 pieces of texts and compare with looking through every text; print the share."""
    texts = Texts(segmenter().of_query)
    records: list[Record] = list(texts.records(count))
    spelt = {one.document: plain(f"{one.title}\n{one.text}") for one in records}
    chance = random.Random(3)
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), records)
        reader = IndexReader(Path(folder))
        reading = Reading({}, segmenter().of_query)
        wanted = found = 0
        for _ in range(2_000):
            text = chance.choice(records).text
            part = piece(chance, text, chance.choice((1, 2, 2, 2, 3, 4, 5, 8)))
            holding = {document for document, whole in spelt.items() if plain(part) in whole}
            hits = reader.find(understand(part, reading), NO_FILTERS, newest=True, count=count)
            wanted += len(holding)
            found += len(holding & set(hits.documents))
    print(f"recall of 2000 pieces of 1 to 8 characters: {found} of {wanted} places found")
    return found == wanted


def main(arguments: list[str]) -> int:
    """Print every size; exit 1 when a limit of the issue is not kept."""
    print(
        f"search, {ASKED} queries of each kind; limits at p95: {RANKED_MS} ms ranked, {PHRASE_MS} phrase"
    )
    sizes = [int(argument) for argument in arguments if argument.isdigit()] or SIZES
    folders = [Path(argument) for argument in arguments if not argument.isdigit()]
    well = recall()
    with tempfile.TemporaryDirectory() as passing:
        folder = folders[0] if folders else Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        for size in sizes:
            well &= measure(size, folder)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

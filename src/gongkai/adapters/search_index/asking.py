"""From what was asked to a query of the index (检索式).

What must be there is asked of the pairs, which find everything; words and titles only add to the
rank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tantivy import FieldType, Occur, Query

from gongkai.adapters.search_index import fields
from gongkai.core.publishing.search.query import Asked, Part
from gongkai.core.publishing.search.records import Filters
from gongkai.core.text.spelling import pairs

# How much each sign adds to the rank, beside the frequency of words.
NUMBER, TITLE_WHOLE, TITLE_WORD, TEXT_WHOLE, BODY, IN_FORCE = 50.0, 8.0, 3.0, 2.0, 1.0, 0.5
# A word in so many documents says little: titles and frequency decide, the finer signs are left out.
FREQUENT = 8_000


class Asking:
    """Makes queries for one schema."""

    def __init__(self, schema: Any) -> None:
        self._schema = schema

    def fitting(self, asked: Asked, filters: Filters, *, but: str = "") -> Any:
        """Return what a document must fulfil; ``but`` leaves out one filter."""
        clauses = [(Occur.Must, self._part(part)) for part in asked.parts]
        clauses += [(Occur.MustNot, self.holding("text_pairs", one)) for one in asked.without]
        clauses += [
            (Occur.Must, self._term(name, value))
            for name, value in filters.chosen().items()
            if name != but
        ]
        if not any(occur == Occur.Must for occur, _ in clauses):
            clauses.append((Occur.Must, self._term("part", fields.DOCUMENT)))
        return Query.const_score_query(Query.boolean_query(clauses), 0.0)

    def ranked(self, asked: Asked, filters: Filters) -> Any:
        """Return `fitting` with everything that adds to the rank."""
        clauses = [(Occur.Must, self.fitting(asked, filters))]
        for part in asked.parts:
            clauses += [(Occur.Should, sign) for sign in self._signs(part)]
        clauses.append((Occur.Should, self._worth(self._term("validity", "in_force"), IN_FORCE)))
        return Query.boolean_query(clauses)

    def is_frequent(self, searcher: Any, asked: Asked) -> bool:
        """Return whether every word asked for stands in very many documents, and nothing else is asked."""
        if asked.without or any(part.kind != "words" for part in asked.parts):
            return False
        return all(
            searcher.doc_freq("text_words", word) >= FREQUENT
            for part in asked.parts
            for word in part.words
        )

    def light(self, asked: Asked, filters: Filters) -> Any:
        """Return what has every word as a word, by frequency alone: quick for frequent words."""
        words = [word for part in asked.parts for word in part.words]
        occur = Occur.Should if len(words) == 1 else Occur.Must
        clauses = [(occur, self._term("text_words", word)) for word in words]
        clauses += [
            (Occur.Should, Query.boost_query(self._term("title_words", word), TITLE_WORD))
            for word in words
        ]
        chosen = [
            (Occur.Must, self._worth(self._term(name, value), 0.0))
            for name, value in filters.chosen().items()
        ]
        found = Query.boolean_query(clauses)
        return Query.boolean_query([(Occur.Must, found), *chosen]) if chosen else found

    def beyond(self, asked: Asked, filters: Filters) -> Any:
        """Return what fits without having every word as a word."""
        words = [
            (Occur.Must, self._term("text_words", word))
            for part in asked.parts
            for word in part.words
        ]
        return Query.boolean_query(
            [
                (Occur.Must, self.fitting(asked, filters)),
                (Occur.MustNot, Query.boolean_query(words)),
            ]
        )

    def some(self, words: list[str], filters: Filters, *, least: int) -> Any:
        """Return the query for texts that have at least ``least`` of some words."""
        any_of = [(Occur.Should, self.holding("text_pairs", word)) for word in words]
        clauses = [(Occur.Must, Query.boolean_query(any_of, least))]
        clauses += [
            (Occur.Must, self._worth(self._term(name, value), 0.0))
            for name, value in filters.chosen().items()
        ]
        return Query.boolean_query(clauses)

    def sounding(self, heard: list[str]) -> Any:
        """Return the query for titles in which something is heard."""
        if len(heard) == 1:
            return self._term("title_sounds", heard[0])
        return Query.phrase_query(self._schema, "title_sounds", list(heard))

    def holding(self, name: str, part: str) -> Any:
        """Return the query for texts that hold a plain string."""
        if len(part) == 1:
            return Query.regex_query(self._schema, name, f"{re.escape(part)}.")
        held: list[Any] = list(pairs(part))[:-1]
        if len(held) == 1:
            return self._term(name, held[0])
        return Query.phrase_query(self._schema, name, held)

    def _part(self, part: Part) -> Any:
        all_of = [(Occur.Must, self.holding("text_pairs", word)) for word in part.words]
        written = Query.boolean_query(all_of)
        readings = list(self._readings(part))
        if not readings:
            return written
        return Query.boolean_query([(Occur.Should, one) for one in (written, *readings)])

    def _readings(self, part: Part) -> Iterator[Any]:
        if part.kind == "number":
            yield self._term("number", _whole(part))
        if part.body:
            yield self._term("body", part.body)
        if part.days:
            # Both are counted in days from the year 1, as `date.toordinal` does.
            first, last = (day.toordinal() for day in part.days)
            for name in ("published_on", "written_on"):
                yield Query.range_query(self._schema, name, FieldType.Unsigned, first, last)

    def _signs(self, part: Part) -> Iterator[Any]:
        if part.kind == "number":
            yield self._worth(self._term("number", _whole(part)), NUMBER)
        if part.body:
            yield self._worth(self._term("body", part.body), BODY)
        yield self._worth(self.holding("title_pairs", part.plain), TITLE_WHOLE)
        if len(part.words) > 1:
            yield self._worth(self.holding("text_pairs", part.plain), TEXT_WHOLE)
        for word in part.words:
            yield Query.boost_query(self._term("title_words", word), TITLE_WORD)
            yield self._term("text_words", word)

    def _term(self, name: str, value: str) -> Any:
        return Query.term_query(self._schema, name, value)

    def _worth(self, query: Any, score: float) -> Any:
        return Query.const_score_query(query, score)


def _whole(number: Part) -> str:
    """Return a document number with the 号 that not everybody types."""
    return number.plain if number.plain.endswith("号") else f"{number.plain}号"

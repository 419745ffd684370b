"""Dates in a letter (日期校核): in their order, and none that the case does not know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from gongkai.core.casework.letters.facts import LetterFacts
from gongkai.core.casework.letters.lint_findings import LetterFinding, Read
from gongkai.core.casework.letters.merging import in_words
from gongkai.core.kernel.findings import Level
from gongkai.core.text.dates import find_dates


def same_day(text: str, day: date) -> bool:
    """Return whether ``text`` prints exactly that day, in whatever numerals."""
    return [printed.as_date() for printed in find_dates(text)] == [day]


def check(read: Read) -> Iterator[LetterFinding]:
    """Yield dates out of order, and dates in the text that are not among the facts."""
    yield from _order(read)
    known = read.facts.dates() | _said(read.facts)
    for line in read.body:
        for printed in find_dates(line.text):
            day = printed.as_date()
            if day is not None and day not in known:
                quote = line.text[printed.start : printed.end]
                sentence = f"日期“{quote}”不在案卷登记的日期之中。请核对。"
                yield LetterFinding(
                    "letter.unknown_date", Level.WARNING, sentence, "", line.number, quote
                )


def _said(facts: LetterFacts) -> frozenset[date]:
    """Return the dates that stand in the handler's own words and in the request."""
    words = [facts.request, facts.reasons, facts.contact, *facts.attachments]
    words += [str(value) for value in facts.details.values()]
    words += [text for part in facts.withheld for text in (part.what, part.reason)]
    found = (printed.as_date() for text in words for printed in find_dates(text))
    return frozenset(day for day in found if day is not None)


def _order(read: Read) -> Iterator[LetterFinding]:
    facts = read.facts
    steps = [
        ("收到申请之日", facts.received_on),
        ("告知补正之日", facts.supplement_asked_on),
        ("收到补正之日", facts.supplemented_on),
    ]
    known = [(label, day) for label, day in steps if day is not None]
    known.append(("成文日期", facts.dated_on))
    for (first, one), (second, other) in pairwise(known):
        if other < one:
            sentence = (
                f"{second}（{in_words(other)}）早于{first}（{in_words(one)}）。请核对案卷登记。"
            )
            yield LetterFinding("letter.date_order", Level.ERROR, sentence, "")

"""Words of the trade (专业词) that a general dictionary would cut: from our own lists."""

from __future__ import annotations

import functools
import re

from gongkai.core.publishing.columns import prescribed_columns, walk
from gongkai.core.publishing.kinds import kinds
from gongkai.core.publishing.vocabularies import themes, vocabularies
from gongkai.core.text.words import Segmenter

_HAN = re.compile(r"[一-鿿]{3,8}")


def own_words() -> frozenset[str]:
    """Return the labels of kinds, columns, themes and closed lists, taken apart at punctuation."""
    labels = [one.label for one in kinds().values()]
    labels += [column.label for _, column in walk(prescribed_columns())]
    labels += themes().values()
    for vocabulary in vocabularies().vocabularies.values():
        labels += vocabulary.terms.values()
    return frozenset(word for label in labels for word in _HAN.findall(label))


@functools.cache
def segmenter() -> Segmenter:
    """Return the segmenter with these words, loaded once in a process."""
    return Segmenter(own_words())

"""The labels of the form (行列名称) and how like them a printed one is."""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass

from gongkai.core.law.forms import Form, forms
from gongkai.core.text.normalize import squeeze

NOT_A_WORD = re.compile(r"[^\w]|_")
PARENTHESIS = re.compile(r"\([^()]*\)?$")
HAN = {character: number for number, character in enumerate("一二三四五六七八九十", 1)}
ENUMERATOR = re.compile(
    r"\((?P<inside>[一二三四五六七八九十])\)?[、.,:]?"
    r"|(?P<han>[一二三四五六七八九十])(?:[、.,:]|\))"
    r"|[(\[]?(?P<digit>1?\d)(?:[)\]][、.,:]?|[、.,:]|(?=[^\d.,]))"
)


@dataclass(frozen=True, slots=True)
class Enumerator:
    """What numbers a label: its kind (``inside`` brackets, ``han``, ``digit``) and its number."""

    kind: str
    number: int


def enumerator_of(key: str) -> tuple[Enumerator | None, str]:
    """Split a squeezed label into its enumerator and the rest; “1、”, “（1）”, “①” are all digits."""
    if key and not key.isdecimal():
        found = ENUMERATOR.match(key)
        if found is not None:
            kind = str(found.lastgroup)
            number = found[kind]
            value = int(number) if number.isdecimal() else HAN[number]
            return Enumerator(kind, value), key[found.end() :]
    return None, key


@functools.lru_cache(maxsize=16_384)
def bare(text: str) -> str:
    """Return the characters of ``text`` that carry meaning: no spaces, no punctuation."""
    return NOT_A_WORD.sub("", squeeze(text))


@functools.lru_cache(maxsize=16_384)
def core(text: str) -> str:
    """Return ``text`` without enumerator, closing parenthesis, spaces and punctuation."""
    rest = enumerator_of(squeeze(text))[1]
    short = PARENTHESIS.sub("", rest)
    return NOT_A_WORD.sub("", short if len(short) >= 2 else rest)


@functools.lru_cache(maxsize=16_384)
def likeness(one: str, other: str) -> float:
    """Return how alike two short texts are, 0 to 1: shared characters and shared neighbours."""
    if one == other:
        return 1.0
    if len(one) < 2 or len(other) < 2:
        return 0.0
    singles = _overlap(Counter[Hashable](one), Counter[Hashable](other))
    if singles < 0.4:
        return singles / 2
    pairs = _overlap(
        Counter[Hashable](itertools.pairwise(one)), Counter[Hashable](itertools.pairwise(other))
    )
    cut = (
        0.85
        if min(len(one), len(other)) >= 4 and (other.startswith(one) or one.startswith(other))
        else 0.0
    )
    return max((singles + pairs) / 2, cut)


def _overlap(one: Counter[Hashable], other: Counter[Hashable]) -> float:
    shared = sum(min(count, other[item]) for item, count in one.items())
    return 2 * shared / (one.total() + other.total())


@dataclass(frozen=True, slots=True)
class Hit:
    """Which tables a label belongs to: ``strong`` can open a table, ``weak`` only continue one."""

    strong: int = 0
    weak: int = 0


NO_HIT = Hit()
WEAK = frozenset(
    [
        "规章",
        "行政规范性文件",
        "规范性文件",
        "行政许可",
        "行政处罚",
        "行政强制",
        "行政事业性收费",
        "政府集中采购",
        "其他",
        "总计",
        "合计",
        "予以公开",
        "部分公开",
        "重复申请",
        "不予公开",
        "无法提供",
        "不予处理",
        "其他处理",
        "行政复议",
        "行政诉讼",
    ]
)


def bit(table: int) -> int:
    """Return the bit that stands for a table in a `Hit`."""
    return 1 << table


@functools.lru_cache(maxsize=16_384)
def hit_of(text: str) -> Hit:
    """Return which tables the printed label ``text`` belongs to."""
    if len(text) > 90:
        return NO_HIT
    known = _known()
    found = known.get(bare(text))
    return found if found is not None else known.get(core(text), NO_HIT)


@functools.cache
def _known() -> dict[str, Hit]:
    known: dict[str, Hit] = {}
    for form in forms().values():
        for table, labels in _labels(form).items():
            for label in labels:
                for key in (bare(label), core(label)):
                    old = known.get(key, NO_HIT)
                    weak = core(label) in WEAK
                    known[key] = Hit(
                        old.strong if weak else old.strong | bit(table),
                        old.weak | bit(table) if weak else old.weak,
                    )
    return known


def _labels(form: Form) -> dict[int, list[str]]:
    two = [form.table2.stub]
    for block in form.table2.blocks:
        two.append(block.heading)
        two.extend(column.label for column in block.columns)
        for row in block.rows:
            two.extend((row.label, *row.aliases))
    three = [form.table3.stub]
    three.extend(group.label for group in form.table3.column_groups)
    three.extend(column.label for column in form.table3.columns)
    for applicant in form.table3.rows:
        three.extend((applicant.label, *applicant.group))
    four = [column.label for column in form.table4.columns]
    for remedy in form.table4.groups:
        four.extend((remedy.label, *remedy.path))
    return {2: two, 3: three, 4: four}

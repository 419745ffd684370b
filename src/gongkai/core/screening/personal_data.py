"""Personal data in text (个人信息): identity numbers, mobiles, bank cards, plates, passports, permits.

Digit runs are taken with their separators; a number counts only where its own check holds and no
word before it says that it is a public code.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.core.kernel import data
from gongkai.core.screening import numbers
from gongkai.core.screening.alarms import Alarm, Gate, Span
from gongkai.core.screening.wording import PACKAGE

CONTEXT = 12  # characters before a number in which a word explains it

_RUN = re.compile(
    r"(?:(?<![A-Za-z0-9])|(?<=\d[Xx]))[A-Za-z]?(?:\d[ 　\-–—.·]{0,2}){6,59}\d?[Xx]?(?![A-Za-z])"
)
_SEPARATORS = re.compile(r"[ 　\-–—.·]+")
_CREDIT = re.compile(r"(?<![A-Za-z0-9])[0-9A-HJ-NPQRTUWXY]{18}(?![A-Za-z0-9])")
_PROJECT = re.compile(r"(?<!\d)\d{4}-\d{6}-\d{2}-\d{2}-\d{6}(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)0\d{2,3}[-—– ]\d{7,8}(?:[-—–转]\d{1,6})?(?!\d)")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·. ]?"
    r"(?:[DF][A-HJ-NP-Z0-9]\d{4}|\d{5}[DF]|[A-HJ-NP-Z0-9]{4}[挂学警港澳]|[A-HJ-NP-Z0-9]{5})(?![A-Za-z0-9])"
)
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])(?:E[A-HJ-NP-Z]\d{7}|[EGDSP]\d{8})(?![A-Za-z0-9])")
_PERMIT = re.compile(r"(?<![A-Za-z0-9])(?:[HMC]\d{8}(?:\d{2})?|\d{8})(?![A-Za-z0-9])")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]+\.[A-Za-z.]{2,})")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of personal data: its gate, its source, and what it goes by."""

    level: Gate
    source: str
    provinces: tuple[int, ...] = ()
    prefixes: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonalData:
    """The shape of ``personal_data.yaml``."""

    id_card: Kind
    mobile: Kind
    bank_card: Kind
    plate: Kind
    passport: Kind
    permit: Kind
    private_mail: Kind
    public_context: tuple[str, ...]


@functools.cache
def shipped() -> PersonalData:
    """Return the shipped list."""
    return data.load(PACKAGE, "personal_data.yaml", PersonalData)


@functools.cache
def _sets() -> tuple[frozenset[int], frozenset[str], re.Pattern[str]]:
    """Return provinces and mobile prefixes as sets, and the pattern of words for public codes."""
    listed = shipped()
    words = "|".join(map(re.escape, listed.public_context))
    return (
        frozenset(listed.id_card.provinces),
        frozenset(listed.mobile.prefixes),
        re.compile(rf"(?:{words})[^，。；\n\t|]{{0,6}}$"),
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of digits with its separators taken out; ``at[i]`` is where sign i stands."""

    signs: str
    at: tuple[int, ...]
    separated: bool

    def span(self, start: int, length: int) -> Span:
        return self.at[start], self.at[start + length - 1] + 1


def find(text: str, *, on: date) -> Iterator[Alarm]:
    """Yield an alarm for each piece of personal data in the folded ``text``."""
    listed = shipped()
    public = _public_spans(text)
    for run in _runs(text):
        if not any(a <= run.at[0] < b or a < run.at[-1] < b for a, b in public):
            yield from _in_run(text, run, listed, on)
    for pattern, rule, kind, name in (
        (_PLATE, "D-05", listed.plate, "机动车号牌"),
        (_PASSPORT, "D-06", listed.passport, "护照号码"),
        (_PERMIT, "D-07", listed.permit, "通行证号码"),
    ):
        for match in pattern.finditer(text):
            if _has_context(text, match.start(), kind) and any(c.isdigit() for c in match.group()):
                yield _alarm(text, match.span(), rule, kind, name)
    for match in _MAIL.finditer(text):
        if match.group(1).lower() in listed.private_mail.domains:
            yield _alarm(text, match.span(), "D-08", listed.private_mail, "个人邮箱")


def _has_context(text: str, start: int, kind: Kind) -> bool:
    before = text[max(0, start - CONTEXT) : start]
    return not kind.context or any(word in before for word in kind.context)


def _public_spans(text: str) -> list[Span]:
    credit = [m.span() for m in _CREDIT.finditer(text) if _is_public_code(text, m)]
    return credit + [m.span() for p in (_PROJECT, _LANDLINE) for m in p.finditer(text)]


def _is_public_code(text: str, match: re.Match[str]) -> bool:
    code = match.group()
    provinces, _, _ = _sets()
    if not numbers.is_credit_code(code):
        return False
    # A number that is also an identity or card number is told apart by the words before it.
    looks_personal = numbers.is_id_number(code, provinces=provinces, on=date.max) or _is_bank_card(
        code
    )
    return not looks_personal or "代码" in text[max(0, match.start() - CONTEXT) : match.start()]


def _runs(text: str) -> Iterator[_Run]:
    for match in _RUN.finditer(text):
        at = tuple(
            match.start() + i
            for i, sign in enumerate(match.group())
            if sign.isdigit() or sign in "Xx"
        )
        if at:
            signs = "".join(text[i] for i in at)
            yield _Run(signs, at, at[-1] - at[0] + 1 != len(at))


def _in_run(text: str, run: _Run, listed: PersonalData, on: date) -> Iterator[Alarm]:
    start = run.at[0]
    before = text[max(0, start - CONTEXT) : start]
    provinces, prefixes, public = _sets()
    said_public = public.search(before) is not None
    taken: list[tuple[int, int]] = []
    for i in _id_windows(run, provinces, on):
        if (taken and i < taken[-1][1]) or (said_public and "身份证" not in before):
            continue
        taken.append((i, i + 18))
        yield _alarm(text, run.span(i, 18), "D-01", listed.id_card, "居民身份证号码")
    if "身份证" in before and numbers.is_old_id_number(run.signs, provinces=provinces, on=on):
        yield _alarm(text, run.span(0, 15), "D-02", listed.id_card, "居民身份证号码（15 位）")
        return
    if said_public and not taken:
        return
    for offset, rest in _rests(run.signs, taken):
        yield from _mobiles(text, run, offset, rest, listed, prefixes)
    if not taken and _is_bank_card(run.signs):
        yield _alarm(text, run.span(0, len(run.signs)), "D-04", listed.bank_card, "银行卡号")


def _id_windows(run: _Run, provinces: frozenset[int], on: date) -> Iterator[int]:
    for i in range(len(run.signs) - 17):
        if numbers.is_id_number(run.signs[i : i + 18], provinces=provinces, on=on):
            yield i


def _rests(signs: str, taken: list[tuple[int, int]]) -> list[tuple[int, str]]:
    """Return what is left of a run once the identity numbers in it are taken out."""
    rests, at = [], 0
    for start, end in taken:
        rests.append((at, signs[at:start]))
        at = end
    return [*rests, (at, signs[at:])]


def _mobiles(
    text: str, run: _Run, offset: int, rest: str, listed: PersonalData, prefixes: frozenset[str]
) -> Iterator[Alarm]:
    for country in ("0086", "86", ""):
        if rest.startswith(country) and len(rest) == 11 + len(country):
            if rest[len(country) :][:3] in prefixes:
                span = run.span(offset + len(country), 11)
                yield _alarm(text, span, "D-03", listed.mobile, "手机号码")
            return


def _is_bank_card(signs: str) -> bool:
    likely = signs.startswith(("62", "4", "5", "35", "37"))
    return signs.isdigit() and 16 <= len(signs) <= 19 and likely and numbers.passes_luhn(signs)


def masked(text: str) -> str:
    """Return the number with its middle hidden, as it may stand in a message or a trail."""
    signs = _SEPARATORS.sub("", text)
    keep = 2 if len(signs) <= 11 else 3
    return f"{signs[:keep]}{'*' * max(3, len(signs) - keep - 2)}{signs[-2:]}"


def _alarm(text: str, span: Span, rule: str, kind: Kind, name: str) -> Alarm:
    shown = masked(text[span[0] : span[1]])
    left = text[max(0, span[0] - 6) : span[0]].rpartition("\n")[2]
    return Alarm(
        rule=rule,
        gate=kind.level,
        kind="个人信息",
        message=f"疑似{name}“{shown}”。请删去或遮盖；依法应当公开的，请说明依据。",
        spans=(span,),
        excerpt=re.sub(r"\d", "*", left) + shown,
        source=kind.source,
    )

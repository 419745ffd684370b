"""Numerals (数字) as administrations print them: 1,234, 3.5万, 一百二十三, 两, 百分之三十, 三成, 300余."""

from __future__ import annotations

import functools
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation

from gongkai.core.kernel.records import record

DIGITS = {
    "〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6,
    "七": 7, "八": 8, "九": 9, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7,
    "捌": 8, "玖": 9,
}  # fmt: skip
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
TENS = {"廿": 20, "卅": 30}
LARGE = {"万": 10_000, "亿": 100_000_000}
CHARACTERS = "".join([*DIGITS, *SMALL, *TENS, *LARGE])
# full-width digits, full stop, comma and percent sign
_PLAIN = {0xFEE0 + ord(plain): plain for plain in "0123456789.,%"}
_ONE, _TENTH = Decimal(1), Decimal("0.1")


class NumeralError(ValueError):
    """A text is not a numeral that this module knows."""


def chinese_integer(text: str) -> int:
    """Return the value of a whole number in Chinese characters: 一百二十三, 两千零五, 二〇二三, 廿八.

    Raises:
        NumeralError: A character is not a numeral, or the order of the powers makes no sense.
    """
    if not text:
        raise NumeralError("an empty text is not a numeral")
    if all(character in DIGITS for character in text):
        return int("".join(str(DIGITS[character]) for character in text))
    total = section = digit = 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in TENS:
            section += TENS[character]
        elif character in SMALL:
            section += (digit or 1) * SMALL[character]
            digit = 0
        elif character in LARGE:
            total = _close(total, section + digit, LARGE[character])
            section = digit = 0
        else:
            raise NumeralError(f"{text!r}: {character!r} is not a Chinese numeral")
    return total + section + digit


def _close(total: int, section: int, power: int) -> int:
    # 三千万亿 multiplies what stands before it; 一亿二千万 adds a section of its own
    return total * power if section == 0 and total else total + (section or 1) * power


@record
class Quantity:
    """A printed number as the interval that its printing leaves open.

    ``value`` is the printed figure in units (3.5万 is 35000), ``unit_of_last_digit`` the weight of
    its last printed digit (1000 there). ``bound`` says how it is hedged: ``""`` as printed, ``over``
    (余, 多), ``at_least`` (以上, 超), ``about`` (约, 左右), ``nearly`` (近). A percentage keeps
    its printed number: 30% has the value 30.
    """

    value: Decimal
    unit_of_last_digit: Decimal = Decimal(1)
    bound: str = ""
    percent: bool = False

    @property
    def is_exact(self) -> bool:
        """Return whether the number is printed to the last unit and not hedged."""
        return not self.bound and not self.percent and self.unit_of_last_digit <= 1

    @property
    def is_whole(self) -> bool:
        """Return whether the value is a whole number."""
        return self.value == self.value.to_integral_value()

    def allows(self, number: Decimal) -> bool:
        """Return whether ``number``, printed this way by rounding, reads as this quantity."""
        if self.bound:
            return self._allows_hedged(number)
        if not self.percent and self.unit_of_last_digit <= 1:
            return number == self.value
        return abs(number - self.value) <= self.unit_of_last_digit / 2

    def allows_truncated(self, number: Decimal) -> bool:
        """Return whether ``number`` reads as this quantity when further digits are cut off."""
        return self.value <= number < self.value + self.unit_of_last_digit

    def _allows_hedged(self, number: Decimal) -> bool:
        step = self.step
        if self.bound == "over":
            return self.value <= number < self.value + step
        if self.bound == "at_least":
            return number >= self.value
        margin = max(step, self.value * _TENTH)
        if self.bound == "nearly":
            return self.value - margin <= number <= self.value
        return abs(number - self.value) <= margin

    @property
    def step(self) -> Decimal:
        """Return the weight of the last digit that is not a padding zero: 100 in 300, 10 in 7814."""
        if self.unit_of_last_digit > 1 or self.value == 0:
            return self.unit_of_last_digit
        step = Decimal(10)
        while self.value % (step * 10) == 0:
            step *= 10
        return step if self.value % step == 0 else Decimal(10)


@functools.lru_cache(maxsize=4096)
def quantity(digits: str, *, power: str = "", bound: str = "", percent: bool = False) -> Quantity:
    """Return the quantity printed as ``digits`` (Arabic or Chinese), times ``power`` (百, 千, 万, 亿).

    Raises:
        NumeralError: The digits are no number.
    """
    value, unit = _printed(digits)
    for character in power:
        factor = SMALL.get(character) or LARGE[character]
        value, unit = value * factor, unit * factor
    return Quantity(value, unit, bound, percent)


def _printed(digits: str) -> tuple[Decimal, Decimal]:
    if digits.isdecimal():
        return Decimal(digits), _ONE
    plain = digits.translate(_PLAIN)
    if plain[:1].isdigit():
        plain = plain.replace(",", "")
        try:
            value = Decimal(plain)
        except InvalidOperation as error:
            raise NumeralError(f"{digits!r} is not a number") from error
        exponent = value.as_tuple().exponent
        if not isinstance(exponent, int):
            raise NumeralError(f"{digits!r} is not a finite number")
        return value, Decimal(1).scaleb(exponent)
    whole, _, fraction = plain.partition("点")
    value = Decimal(chinese_integer(whole))
    if not fraction:
        return value, Decimal(1)
    tail = "".join(str(DIGITS.get(character, "")) for character in fraction)
    if len(tail) != len(fraction):
        raise NumeralError(f"{digits!r} is not a number")
    return value + Decimal(int(tail)).scaleb(-len(tail)), Decimal(1).scaleb(-len(tail))


def as_printed(number: Decimal, like: Quantity) -> str:
    """Return ``number`` rounded half up to the last digit that ``like`` prints."""
    return f"{number.quantize(like.unit_of_last_digit, rounding=ROUND_HALF_UP):f}"


def truncated(number: Decimal, like: Quantity) -> str:
    """Return ``number`` cut off at the last digit that ``like`` prints."""
    return f"{number.quantize(like.unit_of_last_digit, rounding=ROUND_DOWN):f}"

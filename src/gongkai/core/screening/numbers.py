"""Checks of numbers that name a person or an organisation: formulas only, no text.

Sources: GB 11643 (citizen identity number), GB 32100 (unified social credit code), Luhn.
"""

from __future__ import annotations

from datetime import date

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
EARLIEST_BIRTH_YEAR = 1900


def is_id_number(number: str, *, provinces: frozenset[int], on: date) -> bool:
    """Return whether 18 characters are a citizen identity number (GB 11643) of somebody born by ``on``."""
    if len(number) != 18 or not number[:17].isdigit() or number[17] not in "0123456789Xx":
        return False
    if int(number[:2]) not in provinces or not _is_birthday(number[6:14], on):
        return False
    total = sum(int(sign) * weight for sign, weight in zip(number, _ID_WEIGHTS, strict=False))
    return _ID_CHECK[total % 11] == number[17].upper()


def is_old_id_number(number: str, *, provinces: frozenset[int], on: date) -> bool:
    """Return whether 15 digits can be an identity number of the old kind (no check digit)."""
    return (
        len(number) == 15
        and number.isdigit()
        and int(number[:2]) in provinces
        and _is_birthday("19" + number[6:12], on)
    )


def is_credit_code(code: str) -> bool:
    """Return whether 18 signs are a unified social credit code (GB 32100): public, not personal."""
    if len(code) != 18 or any(sign not in _CREDIT_ALPHABET for sign in code):
        return False
    total = sum(_CREDIT_ALPHABET.index(sign) * pow(3, i, 31) for i, sign in enumerate(code[:17]))
    return (-total) % 31 == _CREDIT_ALPHABET.index(code[17])


def passes_luhn(number: str) -> bool:
    """Return whether the digits pass the Luhn check of bank cards."""
    digits = [int(sign) for sign in reversed(number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _is_birthday(eight: str, on: date) -> bool:
    try:
        born = date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        return False
    return date(EARLIEST_BIRTH_YEAR, 1, 1) <= born <= on

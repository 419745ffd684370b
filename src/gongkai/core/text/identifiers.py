"""What names a person (身份标识) in one spelling, so that equal ones can be told to be equal."""

from __future__ import annotations

import enum
import re
import unicodedata

_NOT_DIGITS = re.compile(r"\D")
_SPACES = re.compile(r"\s")
_NAME_MARKS = re.compile(r"[\s·•・.‧]")
_MARKS = re.compile(r"[\s\-—–_,，.。;；:：()（）]")


class Identifier(enum.StrEnum):
    """Kinds of what names or reaches a person."""

    NAME = "name"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    TEXT = "text"


def normalized(kind: Identifier, value: str) -> str:
    """Return ``value`` in the spelling by which it is compared; ``""`` when nothing is left."""
    folded = unicodedata.normalize("NFKC", value)
    match kind:
        case Identifier.NAME:
            return _NAME_MARKS.sub("", folded).casefold()
        case Identifier.ID_NUMBER:
            return _MARKS.sub("", folded).upper()
        case Identifier.PHONE:
            return _phone(folded)
        case Identifier.EMAIL:
            return _SPACES.sub("", folded).casefold()
        case Identifier.ADDRESS:
            return _MARKS.sub("", folded).casefold()
        case Identifier.TEXT:
            return " ".join(folded.split())


def _phone(value: str) -> str:
    """Return the digits; a mobile loses the country's 86."""
    digits = _NOT_DIGITS.sub("", value)
    for country in ("0086", "86"):
        rest = digits.removeprefix(country)
        if rest != digits and len(rest) == 11 and rest.startswith("1"):
            return rest
    return digits

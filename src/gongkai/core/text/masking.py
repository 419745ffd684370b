"""Masking (遮掩): what of a person's data may stand on a screen before somebody asks to see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from gongkai.core.text.identifiers import Identifier

HIDDEN = "*"
_COUNTY = re.compile(
    r"^(?:[^省市县区旗州]{2,8}?(?:省|自治区|特别行政区))?"
    r"(?:[^省市县区旗州]{1,8}?(?:市|州|盟|地区))?"
    r"(?:[^省市县区旗州]{1,8}?(?:县|区|旗|市))"
)
_WIDER = re.compile(
    r"^(?:[^省市县区旗州]{2,8}?(?:省|自治区))?(?:[^省市县区旗州]{1,8}?(?:市|州|盟|地区))?"
)


def mask_name(name: str) -> str:
    """Return the family name's first character and a star for each other one: 张**."""
    plain = name.strip()
    return plain[:1] + HIDDEN * max(1, len(plain) - 1) if plain else ""


def mask_organization(name: str) -> str:
    """Return the name of an organisation as it is: it is no personal data."""
    return name.strip()


def mask_id_number(number: str) -> str:
    """Return the first and the last sign with stars between: 1****************X."""
    plain = number.strip()
    if len(plain) < 4:
        return HIDDEN * len(plain)
    return plain[0] + HIDDEN * (len(plain) - 2) + plain[-1]


def mask_phone(number: str) -> str:
    """Return a phone number without its middle: 138****1234; a short one keeps its last two digits."""
    plain = number.strip()
    if len(plain) >= 11:
        return plain[:3] + HIDDEN * (len(plain) - 7) + plain[-4:]
    return HIDDEN * max(0, len(plain) - 2) + plain[-2:] if len(plain) > 4 else HIDDEN * len(plain)


def mask_address(address: str) -> str:
    """Return an address down to the county: 安徽省六安市舒城县****; all hidden when none is found."""
    plain = address.strip()
    if not plain:
        return ""
    found = _COUNTY.match(plain) or _WIDER.match(plain)
    return (found.group() if found else "") + HIDDEN * 4


def mask_email(address: str) -> str:
    """Return an address with the first letter of its name only: z***@qq.com."""
    name, at, host = address.strip().rpartition("@")
    if not at:
        return HIDDEN * 4 if address.strip() else ""
    return f"{name[:1]}{HIDDEN * 3}@{host}"


def mask_text(text: str) -> str:
    """Return four stars for any text at all."""
    return HIDDEN * 4 if text.strip() else ""


MASKS: Mapping[Identifier, Callable[[str], str]] = {
    Identifier.NAME: mask_name,
    Identifier.ID_NUMBER: mask_id_number,
    Identifier.PHONE: mask_phone,
    Identifier.EMAIL: mask_email,
    Identifier.ADDRESS: mask_address,
    Identifier.TEXT: mask_text,
}


def mask(kind: Identifier | str, value: str) -> str:
    """Return ``value`` masked as its kind asks.

    Raises:
        ValueError: There is no such kind.
    """
    return MASKS[Identifier(kind)](value)

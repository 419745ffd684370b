"""Who publishes information (公开主体,《条例》第十条)."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from gongkai.core.law.articles import cite


class Origin(enum.StrEnum):
    """How the information came to be held."""

    MADE = "made"
    FROM_CITIZENS = "from_citizens"
    FROM_OTHER_BODY = "from_other_body"
    MADE_JOINTLY = "made_jointly"


@dataclass(frozen=True, slots=True)
class Responsible:
    """The body that publishes, and the article."""

    body: str
    basis: str


def responsible_body(
    origin: Origin, *, holder: str, maker: str = "", lead: str = ""
) -> Responsible:
    """Return the body that publishes information held by ``holder``.

    ``maker`` is the body that made or first obtained it, ``lead`` the lead body of joint work.

    Raises:
        ValueError: The origin needs a maker or a lead body that was not given.
    """
    if origin is Origin.MADE_JOINTLY:
        return Responsible(_given(lead, "牵头机关"), cite("ogi", 10, paragraph=3))
    if origin is Origin.FROM_OTHER_BODY:
        return Responsible(_given(maker, "制作或者最初获取的机关"), cite("ogi", 10, paragraph=1))
    return Responsible(holder, cite("ogi", 10, paragraph=1))


def _given(body: str, what: str) -> str:
    if not body:
        raise ValueError(f"确定公开主体需要写明{what}")
    return body

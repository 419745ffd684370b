"""Who may sign in to the demo county (演示用户): a handful, with passwords made for this instance."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from gongkai.core.publishing.roles import role_label
from gongkai.jobs.demo.county import county

# role, body, user name
PLACES = (
    ("drafter", "office", "drafter"),
    ("first_reviewer", "office", "first-reviewer"),
    ("second_reviewer", "office", "second-reviewer"),
    ("final_reviewer", "office", "final-reviewer"),
    ("secrecy_reviewer", "office", "secrecy-reviewer"),
    ("legality_reviewer", "justice", "legality-reviewer"),
    ("ogi_office", "office", "ogi-office"),
    ("case_officer", "office", "case-officer"),
    ("ogi_head", "office", "ogi-head"),
    ("reply_signer", "office", "reply-signer"),
    ("supervisor", "government", "supervisor"),
    ("administrator", "government", "administrator"),
    ("drafter", "education", "education-drafter"),
    ("final_reviewer", "education", "education-final-reviewer"),
    ("drafter", "township-heyuan", "township-drafter"),
)
DIGITS = "23456789"


@dataclass(frozen=True, slots=True)
class Login:
    """One account of the demo; ``slug`` is the address name of the body."""

    role: str
    role_label: str
    username: str
    password: str
    body: str
    slug: str


def logins(place: Path) -> tuple[Login, ...]:
    """Return the accounts kept in a file; make passwords and keep them there when it is not."""
    if place.exists():
        return tuple(Login(**one) for one in json.loads(place.read_text("utf-8")))
    names = {one.slug: one.name for one in county().bodies}
    made = tuple(
        Login(role, role_label(role), user, _password(), names[slug], slug)
        for role, slug, user in PLACES
    )
    keep(place, made)
    return made


def keep(place: Path, accounts: tuple[Login, ...]) -> None:
    """Write the accounts to a file that only its owner reads; whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump([asdict(one) for one in accounts], file, ensure_ascii=False, indent=1)
    beside.replace(place)


def _password() -> str:
    return "qinghe-" + "-".join("".join(secrets.choice(DIGITS) for _ in range(4)) for _ in range(2))

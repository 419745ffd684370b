"""Query codes (查询码): only a keyed digest is stored, compared in constant time, tries are limited."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.utils.crypto import constant_time_compare, salted_hmac

from gongkai.apps.casework.models import Case, FailedLookUp
from gongkai.core.casework.numbers import new_code, plain_code

WINDOW = timedelta(minutes=15)
TRIES_FROM_ONE_SOURCE = 5
TRIES_FOR_ONE_CASE = 30
NOBODY = "0" * 64


def make_code() -> str:
    """Return a new query code; it is shown once and never stored."""
    return new_code(secrets.choice)


def digest_of(code: str) -> str:
    """Return the keyed digest under which a code is stored."""
    return salted_hmac("gongkai.casework.code", plain_code(code), algorithm="sha256").hexdigest()


def source_of(address: str) -> str:
    """Return how an address is kept: as a keyed digest, since it tells about a person."""
    return salted_hmac("gongkai.casework.source", address, algorithm="sha256").hexdigest()


def fits(case: Case | None, code: str) -> bool:
    """Return whether a code opens a case; an unknown number takes as long as a wrong code."""
    stored = case.code_digest if case is not None else NOBODY
    return constant_time_compare(stored, digest_of(code)) and case is not None


def is_locked(reference: str, source: str, *, at: datetime) -> bool:
    """Return whether too many wrong codes came from a source, or for a case, a short while ago."""
    recent = FailedLookUp.objects.filter(at__gt=at - WINDOW)
    return (
        recent.filter(source=source).count() >= TRIES_FROM_ONE_SOURCE
        or recent.filter(reference=reference).count() >= TRIES_FOR_ONE_CASE
    )

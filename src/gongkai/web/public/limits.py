"""Limits of a request (访问限制): how large a body may be, how often one address may ask.

Counted in this process only: each server process has its own counts, so that no database is asked.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gongkai.web.public.pages import refusal, too_large

Next = Callable[[HttpRequest], HttpResponse]
REMEMBERED = 20_000  # addresses; the oldest are forgotten first


@dataclass(frozen=True, slots=True)
class Rate:
    """How often one address may ask for a path: ``burst`` at once, then ``per_minute``."""

    path: str
    methods: tuple[str, ...]
    per_minute: float
    burst: int

    def meant(self, request: HttpRequest) -> bool:
        """Return whether a request counts."""
        return request.method in self.methods and request.path.startswith(self.path)


class Buckets:
    """A bucket of tokens for each key; it fills with time and a request takes one out."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._buckets: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait(self, key: str, *, now: float) -> int:
        """Take a token; return 0, or the seconds to wait until there is one again."""
        per_second = self._rate.per_minute / 60
        with self._lock:
            tokens, since = self._buckets.pop(key, (float(self._rate.burst), now))
            tokens = min(self._rate.burst, tokens + (now - since) * per_second)
            allowed = tokens >= 1
            self._buckets[key] = (tokens - 1 if allowed else tokens, now)
            if len(self._buckets) > REMEMBERED:
                del self._buckets[next(iter(self._buckets))]
        return 0 if allowed else math.ceil((1 - tokens) / per_second)


def client(request: HttpRequest) -> str:
    """Return the reader's address; behind a trusted proxy the one that the proxy tells."""
    direct: str = request.META.get("REMOTE_ADDR", "")
    told: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if told and direct in settings.TRUSTED_PROXIES:
        return told.rpartition(",")[2].strip()
    return direct


class RateLimit:
    """Middleware: 429 with ``Retry-After`` for an address that asks too often."""

    def __init__(self, get_response: Next) -> None:
        self._next = get_response
        self._limits = [(rate, Buckets(rate)) for rate in map(_rate, settings.RATE_LIMITS)]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say how long to wait."""
        for rate, buckets in self._limits:
            if rate.meant(request):
                seconds = buckets.wait(client(request), now=time.monotonic())
                if seconds:
                    return _too_often(seconds)
                break  # the first that is meant counts: the closer path stands in front
        return self._next(request)


class BodyLimit:
    """Middleware: 413 for a body over ``REQUEST_BODY_LIMIT`` bytes."""

    def __init__(self, get_response: Next) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say how much is taken."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > settings.REQUEST_BODY_LIMIT:
            return too_large(settings.REQUEST_BODY_LIMIT)
        return self._next(request)


def _rate(limit: tuple[str, tuple[str, ...], float, int]) -> Rate:
    return Rate(*limit)


def _too_often(seconds: int) -> HttpResponse:
    sentences = (f"您的访问过于频繁。请在 {seconds} 秒后重试。",)
    return refusal(status=429, heading="访问过于频繁", sentences=sentences, retry_after=seconds)

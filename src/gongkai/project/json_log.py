"""Log lines as JSON (结构化日志): one object a line, with the number of the request, no personal data."""

from __future__ import annotations

import contextvars
import json
import logging
import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

request_number: contextvars.ContextVar[str] = contextvars.ContextVar("request", default="")
SAFE = re.compile(r"[0-9A-Za-z-]{8,64}")
# What must not stand in a log though a message may carry it: e-mail addresses, long runs of digits
# (telephone and identity numbers), network addresses.
PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+|(?<!\d)\d{11,18}[\dXx]?(?!\d)|(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"
)


class JsonFormatter(logging.Formatter):
    """Formats a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line: moment, level, logger, message, number of the request, error."""
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": PERSONAL.sub("…", record.getMessage()),
        }
        number = request_number.get()
        if number:
            told["request"] = number
        if record.exc_info:
            told["error"] = PERSONAL.sub("…", self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False)


class RequestNumber:
    """Gives every request a number: the front server's, else a new one; the answer carries it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the number in the header ``X-Request-Id``."""
        given = request.headers.get("X-Request-Id", "")
        number = given if SAFE.fullmatch(given) else uuid.uuid4().hex
        token = request_number.set(number)
        try:
            response = self._answer(request)
        finally:
            request_number.reset(token)
        response.headers["X-Request-Id"] = number
        return response

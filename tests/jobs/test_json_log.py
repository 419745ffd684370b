"""Log lines: one JSON object each, the request's number in them, nothing personal."""

import json
import logging

import pytest
from django.http import HttpResponse

from gongkai.project.json_log import JsonFormatter, RequestNumber, request_number


def line(message, *arguments, error=None):
    record = logging.LogRecord("gongkai", logging.WARNING, "", 1, message, arguments, error)
    return json.loads(JsonFormatter().format(record))


def test_a_line_says_when_what_and_where_from():
    told = line("第 %s 件未能发布", 3)
    assert set(told) == {"at", "level", "logger", "message"}
    assert (told["level"], told["message"]) == ("WARNING", "第 3 件未能发布")


@pytest.mark.parametrize(
    "personal",
    ["13800138000", "110101199003077758", "11010119900307775X", "zhang@qq.com", "10.2.3.4"],
)
def test_nothing_personal_stands_in_a_line(personal):
    assert personal not in json.dumps(line("来自 %s 的请求", personal), ensure_ascii=False)


def test_an_error_is_in_the_line_not_behind_it():
    try:
        raise ValueError("坏了\n13800138000")
    except ValueError as error:
        told = line("失败", error=(type(error), error, error.__traceback__))
    assert "ValueError: 坏了" in told["error"]
    assert "13800138000" not in told["error"]


@pytest.mark.parametrize(
    ("given", "kept"), [("abcdef0123456789", True), ("x y\n", False), ("", False)]
)
def test_a_request_has_one_number_from_end_to_end(rf, given, kept):
    seen = []

    def answer(request):
        seen.append(line("收到")["request"])
        return HttpResponse()

    response = RequestNumber(answer)(rf.get("/", headers={"X-Request-Id": given}))
    assert seen == [response.headers["X-Request-Id"]]
    assert (seen[0] == given) is kept
    assert request_number.get() == ""

"""Work for the tests of the pool; in a module of its own, which a new process imports quickly."""

import os
import time


def double(item: str) -> str:
    return item * 2


def die_on_seven(item: str) -> str:
    if item == "7":
        os._exit(9)
    return item


def sleep_on_seven(item: str) -> str:
    if item == "7":
        time.sleep(600)
    return item


def named(item: str, code: str, message: str) -> str:
    return f"{item} {code}"

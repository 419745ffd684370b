"""What the arguments of ``gongkai audit`` ask for: profile, rules, acceptances, roster."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from gongkai.adapters.auditing.batch import Order
from gongkai.adapters.auditing.selection import select
from gongkai.adapters.readers.encoding import decode
from gongkai.adapters.writers.accepted_file import read_accepted
from gongkai.core.audit.accepted import Acceptances
from gongkai.core.audit.profiles import Profile, profile, profile_names
from gongkai.core.kernel.data import DataError

REDRAWN = ("html", "xlsx", "sarif")
"""Formats that need the tables and lines of every report."""

QUOTED_WHOLE_UP_TO = 200
"""How many files a person reads through at a terminal: these have whole rows quoted everywhere."""


def order_of(arguments: argparse.Namespace, *, today: date, files: int = 0) -> Order:
    """Return what the arguments ask for; ``files`` is how many there are to read.

    Raises:
        DataError: The profile or the file of accepted findings does not fit; all mistakes.
        UnknownRulesError: A rule was named that there is not.
        OSError: A named file cannot be read.
    """
    entries = read_accepted(arguments.accepted) if arguments.accepted else ()
    for_a_reader = arguments.format == "text" and files <= QUOTED_WHOLE_UP_TO
    return Order(
        profile=select(_profile(arguments.profile), only=arguments.rules, skip=arguments.skip),
        acceptances=Acceptances(entries, today=today),
        roster=_roster(arguments.roster) if arguments.roster else (),
        whole=arguments.format in REDRAWN or for_a_reader,
        jobs=arguments.jobs,
    )


def _profile(name: str) -> Profile:
    if name not in profile_names():
        raise DataError([f"没有核查方案“{name}”，可用的有：{'、'.join(profile_names())}"])
    return profile(name)


def _roster(path: str) -> tuple[str, ...]:
    """Return the bodies named in a text file, one a line; a line with # is a remark."""
    lines = decode(Path(path).read_bytes()).text.splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))

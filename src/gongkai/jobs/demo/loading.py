"""Loading the demo county (装入演示县): everything in one transaction, all of it or nothing."""

from __future__ import annotations

import gc
import json
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from gongkai.jobs.demo.county import county as plan_of_county
from gongkai.jobs.demo.county import subjects
from gongkai.jobs.demo.logins import Login
from gongkai.jobs.demo.offices import County
from gongkai.jobs.demo.playing import Pace, play
from gongkai.jobs.demo.programme import programme
from gongkai.jobs.demo.settling import settle

YEARS = 3


def load(*, at: datetime, logins: tuple[Login, ...]) -> County:
    """Make the county and let it live from three years ago to ``at``."""
    gc.disable()  # it makes many small objects and no rings: a tenth of the time
    try:
        return _load(at=at, logins=logins)
    finally:
        gc.enable()


@transaction.atomic
def _load(*, at: datetime, logins: tuple[Login, ...]) -> County:
    plan = plan_of_county()
    begin = Pace("begin").days(at, -365 * YEARS)
    county = settle(plan, logins, at=begin)
    play(programme(county, subjects(), begin=begin, end=at), until=at - timedelta(minutes=1))
    return county


def identify(place: Path) -> None:
    """Write who runs the site, for the frame of every page."""
    plan = plan_of_county()
    office = plan.bodies[1]
    identity = {
        "name": f"{plan.county}人民政府",
        "identifier": plan.identifier,
        "sponsor": f"{plan.county}人民政府",
        "operator": office.name,
        "licence": "演示备99000001号",
        "security_record": "演示公安备99012102000001号",
        "telephone": office.telephone,
        "place": office.address,
    }
    place.write_text(json.dumps(identity, ensure_ascii=False, indent=1) + "\n", "utf-8")

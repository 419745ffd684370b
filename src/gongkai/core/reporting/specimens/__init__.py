"""Specimens (样本): annual reports of invented bodies that are sound by construction.

For tests, benchmarks and the demo county. The same seed gives the same report.
"""

from gongkai.core.reporting.specimens.bodies import LEVELS, SpecimenBody, invent_body, invent_place
from gongkai.core.reporting.specimens.reports import (
    Specimen,
    compose,
    county,
    sound_report,
    years_of_one_body,
)

__all__ = [
    "LEVELS",
    "Specimen",
    "SpecimenBody",
    "compose",
    "county",
    "invent_body",
    "invent_place",
    "sound_report",
    "years_of_one_body",
]

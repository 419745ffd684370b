"""One figure of a sentence altered, for every wording a specimen can use."""

import functools
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.core.reporting.paper import ReportPaper
from gongkai.core.reporting.specimens import Specimen, years_of_one_body
from gongkai.core.reporting.specimens.facts import facts_of
from gongkai.core.reporting.specimens.sentences import Wordings
from tests.damage.defects import with_applications, with_overview

TOLD = {
    "received",
    "carried_in",
    "concluded",
    "carried_out",
    "pool",
    "granted",
    "partly_granted",
    "refused",
    "unable",
    "not_processed",
    "other",
    "natural",
    "organizations",
    "online",
    "letter",
    "reconsiderations",
    "suits",
    "made",
    "abolished",
    "in_force",
    "licences",
    "penalties",
}
"""Facts that stand in the tables or add up to one that does."""
ABOUT_APPLICATIONS = ("main", "channel", "outcome", "outcome_full", "timely", "remedies")
ABOUT_PUBLICATION = ("documents", "decisions")
LEVELS = ("county", "office", "department", "township")


@dataclass(frozen=True)
class Altered:
    """A sentence of one wording, right in ``sound`` and with one figure altered in ``wrong``."""

    slot: str
    text: str
    fact: str
    sound: ReportPaper
    wrong: ReportPaper
    said: str


def every_altered(told: Mapping[str, Sequence[Wordings]], seed: int) -> Iterator[Altered]:
    """Return each wording that tells a figure of the tables, once for each such figure."""
    for slot in (*ABOUT_APPLICATIONS, *ABOUT_PUBLICATION):
        for group in told.get(slot, ()):
            for text in group.texts:
                for fact in sorted(set(re.findall(r"{(\w+)}", text)) & TOLD):
                    made = _altered(slot, group, text, fact, seed)
                    if made is not None:
                        yield made


def _altered(slot: str, group: Wordings, text: str, fact: str, seed: int) -> Altered | None:
    """Find a specimen whose facts allow the sentence, and write it right and wrong."""
    for number in range(seed, seed + 60):
        specimen, facts, chance = told_specimen(number)
        if not group.fit(facts):
            continue
        more = chance.randint(1, 7)
        wrong = text.format(**{**facts, fact: int(str(facts[fact])) + more})
        lead = _lead(slot, facts, specimen.body.we)
        place = with_overview if slot in ABOUT_PUBLICATION else with_applications
        sound = place(specimen.paper, lead + text.format(**facts))
        return Altered(slot, text, fact, sound, place(specimen.paper, lead + wrong), wrong)
    return None


@functools.cache
def told_specimen(number: int) -> tuple[Specimen, dict[str, object], random.Random]:
    """Return a report of 2023 that may have applications carried in, and what it can tell."""
    specimen = years_of_one_body(number, (2022, 2023), level=LEVELS[number % 4])[1]
    chance = random.Random(number)
    facts = facts_of(specimen.body, specimen.year, specimen.form, specimen.figures, None, chance)
    return specimen, facts, chance


def with_saying(number: int, saying: str, slot: str) -> tuple[ReportPaper, ReportPaper]:
    """Return a sound report, and the same with the saying in the paragraph of its slot."""
    specimen, facts, _ = told_specimen(number)
    place = with_overview if slot in ABOUT_PUBLICATION else with_applications
    lead = _lead(slot, facts, specimen.body.we)
    said = saying.format(**facts)
    return place(specimen.paper, lead), place(specimen.paper, lead + said)


def _lead(slot: str, facts: dict[str, object], we: str) -> str:
    """Return the sentence that usually stands before, so that the slot has its context."""
    if slot in ("main", *ABOUT_PUBLICATION):
        return ""
    said = f"{facts['year']}年，{we}收到政府信息公开申请{facts['received']}件"
    return f"{said}，上年结转{facts['carried_in']}件。" if facts["carried_in"] else f"{said}。"

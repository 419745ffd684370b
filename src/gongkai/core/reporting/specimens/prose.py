"""The six sections of a specimen, written around its figures."""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal

from gongkai.core.law.forms import FormSection, forms
from gongkai.core.reporting.paper import Paragraph, Role
from gongkai.core.reporting.report import PrintedTable
from gongkai.core.reporting.specimens.sentences import Facts, say, say_several
from gongkai.core.reporting.tables import official_tables

Block = Paragraph | PrintedTable
NUMERALS = "一二三四五六"
ORDINALS = ("一是", "二是", "三是", "四是")


def blocks_of(
    level: str,
    form: str,
    figures: Mapping[str, Decimal],
    facts: Facts,
    chance: random.Random,
) -> tuple[Block, ...]:
    """Return title, preface, six sections and signature in reading order."""
    writer = _Writer(level, form, facts, chance)
    tables = official_tables(form, figures)
    blocks: list[Block] = [Paragraph(writer.say("title"), Role.TITLE)]
    if chance.random() < 0.6:
        blocks.append(Paragraph(writer.say("preface"), Role.PREFACE))
    bodies: dict[int, list[Block]] = {
        1: writer.overview(),
        2: [tables[0]],
        3: [tables[1]],
        4: [tables[2]],
        5: writer.problems(),
        6: writer.others(),
    }
    for section in forms()[form].sections:
        blocks.append(writer.heading(section))
        blocks.extend(bodies[section.number])
    if chance.random() < 0.7:
        blocks.append(Paragraph(str(facts["body"]), Role.SIGNATURE))
        blocks.append(Paragraph(writer.say("signed_on"), Role.DATE))
    return tuple(blocks)


class _Writer:
    """Writes the sections of one report: its facts and its chance stay the same throughout."""

    def __init__(self, level: str, form: str, facts: Facts, chance: random.Random) -> None:
        self.level = level
        self.form = form
        self.facts = facts
        self.chance = chance

    def say(self, slot: str) -> str:
        return say(slot, self.facts, self.chance)

    def maybe(self, slot: str, odds: float) -> str:
        return self.say(slot) if self.chance.random() < odds else ""

    def heading(self, section: FormSection) -> Paragraph:
        titles = (section.title, section.title, section.title, *section.aliases)
        numeral = NUMERALS[section.number - 1]
        return Paragraph(f"{numeral}、{self.chance.choice(titles)}", Role.HEADING)

    def overview(self) -> list[Block]:
        heads = self.say("subheads").split("|")
        parts = (
            self.proactive(),
            self.applications(),
            "".join(say_several("management", self.facts, self.chance, 2)),
            "".join(say_several("platform", self.facts, self.chance, 2)),
            self.supervision(),
        )
        joined = self.chance.random() < 0.3
        blocks: list[Block] = [Paragraph(self.say("opening"))]
        for head, text in zip(heads, parts, strict=True):
            if joined:
                blocks.append(Paragraph(f"{head}。{text}"))
            else:
                blocks += [Paragraph(head, Role.SUBHEADING), Paragraph(text)]
        return blocks

    def proactive(self) -> str:
        documents = "documents_2019" if self.form == "2019" else "documents"
        return "".join(
            (
                self.say("proactive"),
                self.maybe("interpretation", 0.7),
                self.maybe(documents, 0.6),
                self.maybe("decisions", 0.4) if self.form != "2019" else "",
                self.maybe("fees", 0.2) if self.form != "2019" else "",
            )
        )

    def applications(self) -> str:
        """Write of applications: how many, from whom, with what result, and what came after."""
        chance = self.chance
        split = chance.choice(("channel", "applicants", "halves", None))
        told = chance.choice(("outcome", "outcome_full", None))
        return "".join(
            (
                self.maybe("service", 0.4),
                self.say("main"),
                self.say(split) if split else "",
                self.maybe("growth", 0.6),
                self.say(told) if told else "",
                self.maybe("timely", 0.7),
                self.maybe("remedies", 0.6),
                self.maybe("others_area", 0.2) if self.level == "office" else "",
            )
        )

    def supervision(self) -> str:
        said = say_several("supervision", self.facts, self.chance, 2)
        if self.level == "county":
            said.append(self.say("supervision_government"))
        return "".join(said)

    def problems(self) -> list[Block]:
        listed = [self._listed("problem"), self._listed("plan")]
        return [
            Paragraph(self.say("problems_intro") + listed[0]),
            Paragraph(self.say("plan_intro") + listed[1]),
        ]

    def _listed(self, slot: str) -> str:
        items = say_several(slot, self.facts, self.chance, self.chance.randint(2, 4))
        numbered = [f"{ordinal}{item}" for ordinal, item in zip(ORDINALS, items, strict=False)]
        return "；".join(numbered) + "。"

    def others(self) -> list[Block]:
        fee = "others_fee_2019" if self.form == "2019" else "others_fee"
        said = [self.say(fee), self.maybe("others_more", 0.5)]
        return [Paragraph(text) for text in said if text]

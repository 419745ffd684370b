"""Random tables that balance, and the facts that sound prose can name about them."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from gongkai.core.law.forms import cells, forms
from gongkai.core.reporting.report import AnnualReport, Cell, CellState, Line

BODIES = (
    ("青禾县教育局", "我局", "县教育局"),
    ("临川市卫生健康委员会", "我委", "市卫生健康委"),
    ("白石县柳林镇人民政府", "我镇", "柳林镇"),
    ("云溪区东风街道办事处", "本街道", "东风街道"),
    ("青禾县政务服务中心", "本中心", "县政务服务中心"),
    ("青禾县人民政府办公室", "我办", "县政府办公室"),
    ("青禾县人民政府", "我县", "青禾县"),
    ("云溪区人民政府", "全区", "云溪区"),
    ("白石县住房和城乡建设局", "本机关", "县住建局"),
)
OUTCOMES = ("granted", "partly_granted", "refused", "unable", "not_processed", "other")
COLUMNS = ("natural_person", "enterprise", "other_organization")
RESULTS = ("upheld", "corrected", "other", "pending")


def table(chance: random.Random) -> dict[str, int]:
    """Return the figures of a 2021 form that balance; all others are 0."""
    figures: dict[str, int] = {}
    received = chance.choice(
        (0, chance.randint(1, 5), chance.randint(2, 40), chance.randint(9, 400))
    )
    carried_in = chance.choice((0, 0, chance.randint(1, 5)))
    pool = received + carried_in
    carried_out = chance.choice((0, 0, chance.randint(0, pool)))
    _row(figures, "applications.received", received, chance)
    _row(figures, "applications.carried_in", carried_in, chance)
    _row(figures, "applications.concluded", pool - carried_out, chance)
    _row(figures, "applications.carried_out", carried_out, chance)
    rows = {o: [r.key for r in forms()["2021"].table3.rows if r.outcome == o] for o in OUTCOMES}
    for part, outcome in zip(split(pool - carried_out, 6, chance), OUTCOMES, strict=True):
        chosen = chance.choice(rows[outcome])
        for key in rows[outcome]:
            _row(figures, key, part if key == chosen else 0, chance)
    for group in ("reconsideration", "direct_litigation", "litigation_after_reconsideration"):
        often = chance.choice((0, 0, 1))
        parts = [often * chance.choice((0, 1, 3)) for _ in RESULTS]
        for result, part in zip(RESULTS, parts, strict=True):
            figures[f"remedies.{group}.{result}"] = part
        figures[f"remedies.{group}.total"] = sum(parts)
    made, abolished = chance.choice((0, 2, 7)), chance.choice((0, 1, 4))
    figures["proactive.normative_documents.made"] = made
    figures["proactive.normative_documents.abolished"] = abolished
    figures["proactive.normative_documents.in_force"] = made + chance.choice((0, 5, 31))
    for kind in ("licences", "penalties", "coercive_measures"):
        figures[f"proactive.{kind}.decisions"] = chance.choice((0, 6, 173, 2048))
    figures["proactive.administrative_fees.amount"] = chance.choice((0, 12, 360))
    return figures


def _row(figures: dict[str, int], key: str, total: int, chance: random.Random) -> None:
    for column, part in zip(COLUMNS, split(total, len(COLUMNS), chance), strict=True):
        figures[f"{key}.{column}"] = part
    figures[f"{key}.total"] = total


def split(total: int, number: int, chance: random.Random) -> list[int]:
    """Return ``number`` counts that add up to ``total``."""
    marks = sorted(chance.randint(0, total) for _ in range(number - 1))
    return [b - a for a, b in zip([0, *marks], [*marks, total], strict=True)]


def facts(figures: dict[str, int], year: int, body: int, chance: random.Random) -> dict[str, Any]:
    """Return what a sentence may name: figures of the table and splits of them."""
    name, we, short = BODIES[body]
    found: dict[str, Any] = {"year": year, "last": year - 1, "next": year + 1}
    found |= {"body": name, "we": we, "short": short}
    for key in ("received", "carried_in", "concluded", "carried_out"):
        found[key] = figures[f"applications.{key}.total"]
    found["pool"] = found["received"] + found["carried_in"]
    found |= zip(
        ("online", "letter", "in_person"), split(found["received"], 3, chance), strict=True
    )
    found["natural"] = figures["applications.received.natural_person"]
    found["organizations"] = found["received"] - found["natural"]
    for outcome in OUTCOMES:
        keys = [r.key for r in forms()["2021"].table3.rows if r.outcome == outcome]
        found[outcome] = sum(figures[f"{key}.total"] for key in keys)
    found["partly"] = found["partly_granted"]
    review, direct, after = (
        "remedies.reconsideration", "remedies.direct_litigation", "remedies.litigation_after_reconsideration",
    )  # fmt: skip
    found["reconsiderations"] = figures[f"{review}.total"]
    found["direct"], found["after"] = figures[f"{direct}.total"], figures[f"{after}.total"]
    found["suits"] = found["direct"] + found["after"]
    found |= {"upheld": figures[f"{review}.upheld"], "corrected": figures[f"{review}.corrected"]}
    found |= {"review_other": figures[f"{review}.other"], "pending": figures[f"{review}.pending"]}
    documents = "proactive.normative_documents"
    found |= {key: figures[f"{documents}.{key}"] for key in ("made", "abolished", "in_force")}
    found["licences"] = figures["proactive.licences.decisions"]
    found["penalties"] = figures["proactive.penalties.decisions"]
    found["coercive"] = figures["proactive.coercive_measures.decisions"]
    found["fee"] = figures["proactive.administrative_fees.amount"]
    return found


def report(figures: dict[str, int], lines: list[str], year: int, body: str) -> AnnualReport:
    """Return a report of the 2021 form with these figures and this prose."""
    known = {
        name: Cell(name, CellState.VALUE, Decimal(figures.get(name, 0)), str(figures.get(name, 0)))
        for name in cells("2021")
    }
    printed = tuple(Line(text, number) for number, text in enumerate(lines, start=1))
    return AnnualReport("report.txt", body, year, "2021", cells=known, lines=printed)

"""What the prose of a specimen can speak of: figures of its tables and invented surroundings."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from gongkai.core.law.forms import forms
from gongkai.core.reporting.specimens.bodies import SpecimenBody, names

NUMERALS = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十")
OUTCOMES = ("granted", "partly_granted", "refused", "unable", "not_processed", "other")


def percent(part: int, whole: int, places: int) -> str:
    """Return part/whole as a percentage with ``places`` decimals, halves rounded up."""
    exact = Decimal(100 * part) / Decimal(whole)
    return f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"


def facts_of(
    body: SpecimenBody,
    year: int,
    form: str,
    figures: Mapping[str, Decimal],
    before: Mapping[str, Decimal] | None,
    chance: random.Random,
) -> dict[str, object]:
    """Return every fact a sentence may name; a fact that is 0, "" or absent counts as lacking."""
    facts: dict[str, object] = {
        "body": body.name,
        "we": body.we,
        "short": body.short,
        "place": body.place,
        "kind": body.place[-1],
        "town": body.town,
        "year": year,
        "next": year + 1,
        "last": year - 1,
        "notice_number": forms()[form].notice_number,
    }
    facts.update(_table_facts(form, figures))
    facts.update(_shares(facts, before, chance))
    facts.update(_surroundings(chance))
    facts.update(_signing(body.level, year, chance))
    return facts


def _table_facts(form: str, figures: Mapping[str, Decimal]) -> dict[str, object]:
    def figure(name: str) -> int:
        return int(figures.get(name, Decimal(0)))

    facts: dict[str, object] = {
        name: figure(f"applications.{name}.total")
        for name in ("received", "carried_in", "concluded", "carried_out")
    }
    facts["pool"] = figure("applications.received.total") + figure("applications.carried_in.total")
    for outcome in OUTCOMES:
        rows = [row.key for row in forms()[form].table3.rows if row.outcome == outcome]
        facts[outcome] = sum(figure(f"{row}.total") for row in rows)
    labels = forms()[form].table3.outcome_labels
    facts["outcome_list"] = "，".join(
        f"{labels[outcome][3:]}{facts[outcome]}件" for outcome in OUTCOMES if facts[outcome]
    )
    facts.update(_row_facts(form, figure))
    natural = figure("applications.received.natural_person")
    facts["natural"] = natural
    facts["organizations"] = figure("applications.received.total") - natural
    facts["reconsiderations"] = figure("remedies.reconsideration.total")
    facts["suits"] = figure("remedies.direct_litigation.total") + figure(
        "remedies.litigation_after_reconsideration.total"
    )
    for name in ("made", "abolished", "in_force"):
        facts[name] = figure(f"proactive.normative_documents.{name}")
    facts["licences"] = figure("proactive.licences.decisions")
    facts["penalties"] = figure("proactive.penalties.decisions")
    fee = figures.get("proactive.administrative_fees.amount", Decimal(0))
    facts["fee"] = f"{fee:f}" if fee else ""
    return facts


def _row_facts(form: str, figure: Callable[[str], int]) -> dict[str, object]:
    """Return the totals of single rows, and what the words between the figures need."""
    rows = {row.key.rsplit(".", 1)[-1]: row for row in forms()[form].table3.rows}
    facts: dict[str, object] = {
        f"row_{name}": figure(f"{row.key}.total") for name, row in rows.items()
    }
    told = {o: [r for r in rows.values() if r.outcome == o] for o in ("refused", "unable")}
    for outcome, members in told.items():
        facts[f"{outcome}_list"] = "、".join(
            f"{row.label[2:]}{figure(f'{row.key}.total')}件"
            for row in members
            if figure(f"{row.key}.total")
        )
    for group in ("reconsideration", "direct_litigation", "litigation_after_reconsideration"):
        for result in ("upheld", "corrected", "other", "pending", "total"):
            facts[f"{group}_{result}"] = figure(f"remedies.{group}.{result}")
    received = figure("applications.received.total")
    facts["received_words"] = NUMERALS[received] if 0 < received < len(NUMERALS) else ""
    facts["enterprise"] = figure("applications.received.enterprise")
    return facts


def _shares(
    facts: Mapping[str, object], before: Mapping[str, Decimal] | None, chance: random.Random
) -> dict[str, object]:
    """Return the parts of what was received, and the change against the year before."""
    received = int(str(facts["received"]))
    online = chance.randint(0, received)
    first_half = chance.randint(0, received)
    shares: dict[str, object] = {
        "online": online,
        "letter": received - online,
        "two_channels": 0 < online < received,
        "one_channel": received > 0 and online in (0, received),
        "first_half": first_half,
        "second_half": received - first_half,
        "two_halves": 0 < first_half < received,
        "area_received": received + chance.randint(1, 90),
        "area_total": received + chance.randint(600, 3000),
        "area_bodies": chance.randint(20, 70),
    }
    earlier = int((before or {}).get("applications.received.total", Decimal(0)))
    if earlier and received and received != earlier:
        change = percent(abs(received - earlier), earlier, chance.choice((1, 2)))
        shares["received_before"] = earlier
        shares["rise" if received > earlier else "fall"] = change
        shares["more" if received > earlier else "less"] = abs(received - earlier)
    return shares


def _surroundings(chance: random.Random) -> dict[str, object]:
    site = [chance.randint(20, 3000) for _ in range(3)]
    reads = [chance.randint(1, 60) for _ in range(2)]
    letters = chance.randint(20, 900)
    proposals, motions = chance.randint(1, 60), chance.randint(1, 60)
    answered = letters - chance.choice((0, 0, chance.randint(1, 15)))
    return {
        "site_a": site[0],
        "site_b": site[1],
        "site_c": site[2],
        "site_total": sum(site),
        "site_rest": site[1] + site[2],
        "site_total_round": -(-sum(site) // 100) * 100,
        "some_growth": f"{Decimal(chance.randint(11, 899)).scaleb(-1):f}",
        "site_big": sum(site) + chance.randint(5000, 90000),
        "site_a_share": percent(site[0], sum(site), chance.choice((1, 2))),
        "reads": sum(reads),
        "reads_a": reads[0],
        "reads_b": reads[1],
        "plan_reads": chance.randint(10, 80),
        "replies": chance.randint(3, 400),
        "mail_in": letters,
        "mail_done": answered,
        "mail_rate": percent(answered, letters, chance.choice((1, 2))),
        "meetings": chance.randint(2, 12),
        "columns": chance.randint(2, 60),
        "visits": f"{Decimal(chance.randint(3, 9000)).scaleb(-2):f}",
        "visits_more": f"{Decimal(chance.randint(9001, 90000)).scaleb(-2):f}",
        "trainees": chance.randint(20, 800),
        "staff": chance.randint(2, 12),
        "proposals": proposals,
        "motions": motions,
        "both_proposals": proposals + motions,
        "road": chance.choice(names().roads),
        "door": chance.randint(1, 300),
        "postcode": chance.randint(230000, 650000),
        "area": chance.randint(510, 990),
        "phone": chance.randint(5000000, 8999999),
    }


def _signing(level: str, year: int, chance: random.Random) -> dict[str, object]:
    """Return a day of signing within Article 49: departments by 31 January, governments by 31 March."""
    month = chance.randint(1, 3) if level == "county" else 1
    return {
        "sign_year": year + 1,
        "sign_month": month,
        "sign_day": chance.randint(4, 28),
    }

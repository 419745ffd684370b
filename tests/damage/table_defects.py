"""Defects in tables: families T2, T3, T4, X and V."""

import random
from dataclasses import replace
from decimal import Decimal

from gongkai.core.reporting.paper import ReportPaper
from gongkai.core.reporting.report import PrintedTable
from gongkai.core.reporting.specimens import Specimen
from gongkai.core.reporting.specimens.figures import invent_figures
from gongkai.core.reporting.tables import official_tables
from tests.damage.defects import defect, total, with_cells, with_section

DOCUMENTS = "proactive.normative_documents"


@defect("T2-01", form="2021")
def broken_number(s: Specimen, chance: random.Random) -> ReportPaper:
    text = chance.choice(("2.5", "-3", "0.5"))
    return with_cells(s.paper, s.figures, {f"{DOCUMENTS}.made": text})


@defect("T2-02", form="2021")
def more_made_than_in_force(s: Specimen, chance: random.Random) -> ReportPaper:
    made = chance.randint(5, 12)
    changes = {"made": made, "abolished": chance.randint(0, 1), "in_force": made - 3}
    return with_cells(s.paper, s.figures, {f"{DOCUMENTS}.{k}": v for k, v in changes.items()})


@defect("T2-03", form="2021")
def county_makes_rules(s: Specimen, chance: random.Random) -> ReportPaper | None:
    if not s.body.place.endswith(("县", "区")):
        return None
    changes = {"proactive.rules.made": 1, "proactive.rules.in_force": chance.randint(1, 4)}
    return with_cells(s.paper, s.figures, changes)


@defect("T2-04", form="2019")
def more_published_than_published(s: Specimen, chance: random.Random) -> ReportPaper:
    changes = {f"{DOCUMENTS}.newly_published": 9, f"{DOCUMENTS}.total_published": 4}
    return with_cells(s.paper, s.figures, changes)


@defect("T2-05", form="2019")
def fewer_items_than_none(s: Specimen, chance: random.Random) -> ReportPaper:
    row = chance.choice(("licences", "penalties", "administrative_fees"))
    last = chance.randint(1, 6)
    changes = {"items_last_year": last, "change": -last - chance.randint(1, 5)}
    return with_cells(s.paper, s.figures, {f"proactive.{row}.{k}": v for k, v in changes.items()})


@defect("T2-06", form="2019")
def decisions_taken_for_items(s: Specimen, chance: random.Random) -> ReportPaper:
    changes = {"items_last_year": 120, "change": 7, "decisions": 127}
    return with_cells(
        s.paper, s.figures, {f"proactive.licences.{k}": v for k, v in changes.items()}
    )


@defect("T2-07", form="2019")
def purchases_without_projects(s: Specimen, chance: random.Random) -> ReportPaper:
    items, amount = chance.choice(((0, Decimal("51.2")), (14, 0)))
    changes = {"proactive.procurement.items": items, "proactive.procurement.amount": amount}
    return with_cells(s.paper, s.figures, changes)


@defect("T2-08", form="2021")
def money_in_yuan(s: Specimen, chance: random.Random) -> ReportPaper:
    text = f"{chance.randint(1000, 90000) * 100}元"
    return with_cells(s.paper, s.figures, {"proactive.administrative_fees.amount": text})


@defect("T2-09", form="2021")
def column_label_misspelt(s: Specimen, chance: random.Random) -> ReportPaper:
    blocks = []
    for block in s.paper.blocks:
        if isinstance(block, PrintedTable) and block.number == 2:
            rows = [
                tuple(replace(c, text=c.text.replace("本年废止件数", "本年度止件数")) for c in row)
                for row in block.rows
            ]
            blocks.append(PrintedTable(2, tuple(rows)))
        else:
            blocks.append(block)
    return replace(s.paper, blocks=tuple(blocks))


@defect("T2-10")
def strokes_for_zero(s: Specimen, chance: random.Random) -> ReportPaper | None:
    mark = chance.choice(("/", "", "—"))
    names = [n for n, v in s.figures.items() if n.startswith("proactive.") and v == 0]
    return with_cells(s.paper, s.figures, dict.fromkeys(names, mark)) if len(names) > 2 else None


@defect("T3-01")
def carried_out_too_many(s: Specimen, chance: random.Random) -> ReportPaper:
    more = chance.randint(1, 9)
    names = [f"applications.carried_out.{c}" for c in ("natural_person", "total")]
    return with_cells(s.paper, s.figures, {n: s.figures[n] + more for n in names})


@defect("T3-02")
def row_total_wrong(s: Specimen, chance: random.Random) -> ReportPaper:
    row = chance.choice(("granted", "received", "unable.not_held", "concluded"))
    name = f"applications.{row}.total"
    return with_cells(s.paper, s.figures, {name: s.figures[name] + chance.randint(1, 20)})


@defect("T3-03")
def results_do_not_sum(s: Specimen, chance: random.Random) -> ReportPaper:
    more = chance.randint(1, 5)
    row = chance.choice(("granted", "partly_granted", "refused.state_secret"))
    names = [f"applications.{row}.{c}" for c in ("natural_person", "total")]
    return with_cells(s.paper, s.figures, {n: s.figures[n] + more for n in names})


@defect("T3-04")
def totals_left_blank(s: Specimen, chance: random.Random) -> ReportPaper | None:
    names = [n for n in s.figures if n.startswith("applications.") and n.endswith(".total")]
    if not total(s, "applications.received"):
        return None
    return with_cells(s.paper, s.figures, dict.fromkeys(names))


@defect("T3-05")
def total_without_parts(s: Specimen, chance: random.Random) -> ReportPaper | None:
    rows = [r for r in ("granted", "received", "concluded") if total(s, f"applications.{r}")]
    if not rows:
        return None
    row = chance.choice(rows)
    parts = [
        n for n in s.figures if n.startswith(f"applications.{row}.") and not n.endswith(".total")
    ]
    return with_cells(s.paper, s.figures, dict.fromkeys(parts))


@defect("T3-06")
def results_without_applications(s: Specimen, chance: random.Random) -> ReportPaper | None:
    if not total(s, "applications.concluded"):
        return None
    names = [
        n for n in s.figures if n.startswith(("applications.received.", "applications.carried_in."))
    ]
    return with_cells(s.paper, s.figures, dict.fromkeys(names, 0))


@defect("T3-07", form="2021")
def table_of_the_old_form(s: Specimen, chance: random.Random) -> ReportPaper:
    old = invent_figures("2019", s.body.level, chance)
    table = official_tables("2019", old)[1]
    blocks = [table if isinstance(b, PrintedTable) and b.number == 3 else b for b in s.paper.blocks]
    return replace(s.paper, blocks=tuple(blocks))


@defect("T4-01")
def remedies_do_not_sum(s: Specimen, chance: random.Random) -> ReportPaper:
    group = chance.choice(("reconsideration", "direct_litigation"))
    name = f"remedies.{group}.{chance.choice(('upheld', 'corrected', 'total'))}"
    return with_cells(s.paper, s.figures, {name: s.figures[name] + chance.randint(1, 3)})


@defect("T4-02")
def group_left_blank(s: Specimen, chance: random.Random) -> ReportPaper:
    names = [n for n in s.figures if n.startswith("remedies.reconsideration.")]
    suit = {"remedies.direct_litigation.upheld": 1, "remedies.direct_litigation.total": 1}
    return with_cells(s.paper, s.figures, {**dict.fromkeys(names), **suit})


@defect("T4-03")
def suit_after_no_review(s: Specimen, chance: random.Random) -> ReportPaper:
    none = {n: 0 for n in s.figures if n.startswith("remedies.")}
    group = "remedies.litigation_after_reconsideration"
    return with_cells(s.paper, s.figures, {**none, f"{group}.upheld": 1, f"{group}.total": 1})


@defect("X-01", level="township", years=2)
def remedies_without_applications(
    s: Specimen, chance: random.Random, before: Specimen
) -> ReportPaper | None:
    rows = ("applications.received", "applications.carried_in")
    if any(total(report, row) for report in (s, before) for row in rows):
        return None
    suit = {"remedies.reconsideration.upheld": 1, "remedies.reconsideration.total": 1}
    return with_cells(s.paper, s.figures, suit)


@defect("X-02", form="2021", level="township")
def fee_without_applications(s: Specimen, chance: random.Random) -> ReportPaper | None:
    if total(s, "applications.received") or total(s, "applications.carried_in"):
        return None
    return with_section(s.paper, 6, [f"{s.year}年，{s.body.we}收取政府信息公开信息处理费300元。"])


@defect("X-03", form="2021")
def silent_on_fees(s: Specimen, chance: random.Random) -> ReportPaper:
    return with_section(s.paper, 6, [chance.choice(("无。", "无其他需要报告的事项。"))])


@defect("V-01", years=2)
def carried_in_differs(s: Specimen, chance: random.Random, before: Specimen) -> ReportPaper:
    more = chance.randint(1, 9)
    rows = ("carried_in", "granted", "concluded")
    names = [f"applications.{r}.{c}" for r in rows for c in ("natural_person", "total")]
    return with_cells(s.paper, s.figures, {n: s.figures[n] + more for n in names})


@defect("V-02", form="2021", years=2)
def stock_differs(s: Specimen, chance: random.Random, before: Specimen) -> ReportPaper | None:
    if before.form != "2021":
        return None
    name = f"{DOCUMENTS}.in_force"
    return with_cells(s.paper, s.figures, {name: s.figures[name] + chance.randint(1, 9)})


@defect("V-03", form="2019", years=2)
def items_of_last_year_differ(s: Specimen, chance: random.Random, before: Specimen) -> ReportPaper:
    name = "proactive.licences.items_last_year"
    return with_cells(s.paper, s.figures, {name: s.figures[name] + chance.randint(1, 9)})


@defect("V-04", years=2)
def pending_cases_forgotten(
    s: Specimen, chance: random.Random, before: Specimen
) -> ReportPaper | None:
    if not before.figures["remedies.reconsideration.pending"]:
        return None
    return with_cells(s.paper, s.figures, {n: 0 for n in s.figures if n.startswith("remedies.")})


@defect("V-05", form="2021", level="county", years=2)
def licences_jump(s: Specimen, chance: random.Random, before: Specimen) -> ReportPaper | None:
    name = "proactive.licences.decisions"
    if before.form != "2021" or not before.figures[name]:
        return None
    return with_cells(s.paper, s.figures, {name: before.figures[name] * chance.randint(12, 40)})


@defect("V-06", form="2021", level="county", years=2)
def same_table_as_last_year(
    s: Specimen, chance: random.Random, before: Specimen
) -> ReportPaper | None:
    if before.form != s.form or not before.figures["applications.received.total"]:
        return None
    same = {n: v for n, v in before.figures.items() if n.startswith("applications.")}
    return with_cells(s.paper, s.figures, same)


@defect("G-01", group=True)
def summary_below_a_body(s: Specimen, chance: random.Random) -> ReportPaper | None:
    if not total(s, "applications.received"):
        return None
    names = [n for n in s.figures if n.startswith("applications.")]
    return with_cells(s.paper, s.figures, dict.fromkeys(names, 0))

"""Documents, decisions and fees in the prose and in table 2 (文件、许可、处罚、收费, P-06 to P-08)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.evidence import finding, number
from gongkai.core.audit.rules.prose import ledger
from gongkai.core.audit.rules.prose.comparing import Claim, basis, compare, deny, phrase
from gongkai.core.audit.rules.prose.ledger import Known
from gongkai.core.audit.rules.prose.measures import is_of_year, owner
from gongkai.core.audit.rules.prose.sayings import Saying, sayings
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer
from gongkai.core.text.figures import Figure, Zero
from gongkai.core.text.subjects import Whose, is_region_wide, region_of

DOCUMENTS = {
    "normative_documents": ("proactive.normative_documents", "行政规范性文件"),
    "rules": ("proactive.rules", "规章"),
}
DECISIONS = {
    "licences": ("proactive.licences.decisions", "行政许可"),
    "penalties": ("proactive.penalties.decisions", "行政处罚"),
    "coercive_measures": ("proactive.coercive_measures.decisions", "行政强制"),
}
# What each verb can mean in each form, the likeliest first; what a form does not count is left out.
COLUMNS = {
    "2021": {
        "make": ("made",),
        "abolish": ("abolished",),
        "in_force": ("in_force",),
        "publish": ("made", "in_force"),
        "": ("made", "in_force"),
    },
    "2019": {
        "make": ("newly_made", "newly_published"),
        "publish": ("newly_published", "newly_made", "total_published"),
        "": ("newly_made", "newly_published", "total_published"),
    },
}
COLUMN_LABELS = {
    "made": "本年制发件数",
    "abolished": "本年废止件数",
    "in_force": "现行有效件数",
    "newly_made": "本年新制作数量",
    "newly_published": "本年新公开数量",
    "total_published": "对外公开总数量",
}
UNITS = frozenset(("件", "份", "个", "部", "项", "宗", "起", "次", ""))
DECISION_UNITS = frozenset(("件", "宗", "起", "例", "份", "次"))
TEN_THOUSAND = Decimal(10_000)


@rule(code="P-06", name="prose.documents", level=Level.ERROR, forms=BOTH)
def documents(case: Case) -> Iterator[Answer]:
    """正文所述规章、行政规范性文件的制发、废止、现行有效件数，应当与表二一致。

    只核对“规范性文件”“规章”，政策文件范围更宽，不作核对；备案、清理、审查、修改的件数不作核对。写“发布”“公开”的，
    与表二制发或者现行有效件数有一个相符即可，都不相符的提示核实。

    **错误示例**: 正文“全年制发行政规范性文件5件”，表二本年制发件数 3。

    **正确示例**: 正文“全年制发行政规范性文件3件、废止1件”，表二本年制发 3，废止 1。

    **依据**: 《政府信息公开条例》第二十条第（一）项；年度报告格式表二。
    """
    claims = [
        claim
        for saying in sayings(case)
        for figure in saying.discourse.figures
        for claim in _document(case, saying, figure)
    ]
    yield from _compared(case, "P-06", claims, "正文没有写规章、行政规范性文件的件数")


def _compared(case: Case, code: str, claims: list[Claim], nothing: str) -> Iterator[Answer]:
    """Compare what is counted, and what is said not to have been made or decided at all."""
    denied = [
        (saying, said, known)
        for saying in sayings(case)
        for said in saying.discourse.zeros
        for known in _denied(case, code, saying, said)
    ]
    for saying, said, known in denied:
        yield from deny(case, code, saying, said, known)
    if claims or not denied:
        yield from compare(case, code, claims, nothing)


def _denied(case: Case, code: str, saying: Saying, said: Zero) -> Iterator[Known]:
    if not is_of_year(case, said.time) or saying.is_plan(said.start):
        return
    if owner(case, saying, said) is not Whose.OWN:
        return
    if code == "P-06" and said.noun in DOCUMENTS:
        key, label = DOCUMENTS[said.noun]
        column = COLUMNS[case.report.form or ""]["make"][0]
        yield ledger.cell(case.report, f"{key}.{column}", f"表二“{label}”{COLUMN_LABELS[column]}")
    if code == "P-07" and said.noun in DECISIONS:
        cell, label = DECISIONS[said.noun]
        yield ledger.cell(case.report, cell, f"表二“{label}”处理决定数量")
    fees = "proactive.administrative_fees.amount"
    if code == "P-08" and said.noun == "administrative_fees" and fees in case.report.cells:
        yield ledger.cell(case.report, fees, "表二“行政事业性收费”本年收费金额")


def _document(case: Case, saying: Saying, figure: Figure) -> Iterator[Claim]:
    if figure.noun not in DOCUMENTS or figure.unit not in UNITS or not _is_plain(case, figure):
        return
    verb = _verb(figure)
    if figure.whole is not None and figure.whole.noun == figure.noun and verb != "abolish":
        return
    columns = COLUMNS.get(case.report.form or "", {}).get(verb)
    if columns is None or case.form is None:
        return
    key, label = DOCUMENTS[figure.noun]
    readings = tuple(
        ledger.cell(case.report, f"{key}.{column}", f"表二“{label}”{COLUMN_LABELS[column]}")
        for column in columns
    )
    exact = verb in ("make", "abolish", "in_force") and figure.whole is None
    exact = exact and not _is_of_review(saying, figure)
    whose = _owner(case, saying, figure)
    subject = f"正文·{label}{verb}"
    level = None if exact and not _may_be_fewer(case, figure, readings[0]) else Level.NOTE
    yield Claim(saying, figure, readings, subject, f"{figure.noun} {verb}".strip(), whose, level)


def _owner(case: Case, saying: Saying, figure: Figure) -> Whose:
    """Return whose count it is; what a whole region made or decided is not only the body's own."""
    if saying.is_plan(figure.start):
        return Whose.OTHER
    whose = owner(case, saying, figure)
    wide = is_region_wide(saying.paragraph.text, figure.clause)
    return Whose.UNSURE if wide and whose is Whose.OWN else whose


def _may_be_fewer(case: Case, figure: Figure, known: Known) -> bool:
    """Return whether a government may speak of its own share of what the table counts for all."""
    governs = bool(region_of(case.report.body or ""))
    return governs and any(figure.quantity.value < value for value in known.figures)


def _is_of_review(saying: Saying, figure: Figure) -> bool:
    """Return whether the sentence reports a review of documents, which may be other bodies' too."""
    return any(
        "review" in other.keys("verb")
        for other in saying.discourse.figures
        if other.clause.sentence == figure.clause.sentence and other.noun in DOCUMENTS
    )


def _verb(figure: Figure) -> str:
    """Return what was done with the documents, "skip" for what table 2 does not count."""
    verbs = figure.keys("verb")
    for verb in ("abolish", "in_force"):
        if verb in verbs:
            return verb
    if set(verbs) & {"review", "send", "receive", "accept", "handle", "carry", "conclude"}:
        return "skip"
    if "make" in verbs:
        return "make"
    return "publish" if {"publish", "publicize"} & set(verbs) else ""


def _is_plain(case: Case, figure: Figure) -> bool:
    """Return whether a figure is a count of the report year, not a plan, a share or a change."""
    if figure.planned or figure.quantity.percent or not is_of_year(case, figure.time):
        return False
    return not (figure.key("change") or figure.key("base") or figure.key("ratio"))


@rule(code="P-07", name="prose.decisions", level=Level.WARNING, forms=BOTH)
def decisions(case: Case) -> Iterator[Answer]:
    """正文所述行政许可、行政处罚、行政强制的决定件数，应当与表二一致。

    公示、公开的条数与作出决定的件数口径不同，只提示核实；事项数量不作核对。

    **错误示例**: 正文“作出行政处罚决定35件”，表二行政处罚本年处理决定数量 32。

    **正确示例**: 正文“作出行政处罚决定32件”，表二行政处罚本年处理决定数量 32。

    **依据**: 《政府信息公开条例》第二十条第（五）（六）项；年度报告格式表二。
    """
    claims = [
        claim
        for saying in sayings(case)
        for figure in saying.discourse.figures
        for claim in _decision(case, saying, figure)
    ]
    yield from _compared(case, "P-07", claims, "正文没有写行政许可、行政处罚、行政强制的决定件数")


def _decision(case: Case, saying: Saying, figure: Figure) -> Iterator[Claim]:
    if figure.noun not in DECISIONS or figure.unit not in DECISION_UNITS:
        return
    verbs = set(figure.keys("verb"))
    if not _is_plain(case, figure) or figure.whole is not None:
        return
    if verbs & {"accept", "receive", "review", "send", "carry", "left"}:
        return
    cell, label = DECISIONS[figure.noun]
    known = ledger.cell(case.report, cell, f"表二“{label}”处理决定数量")
    shown = bool(verbs & {"publish", "publicize"})
    level = Level.NOTE if shown or _may_be_fewer(case, figure, known) else None
    whose = _owner(case, saying, figure)
    yield Claim(saying, figure, (known,), f"正文·{label}", figure.noun, whose, level)


@rule(code="P-08", name="prose.fees", level=Level.WARNING, forms=BOTH)
def fees(case: Case) -> Iterator[Answer]:
    """正文所述收费应当与表二、第六部分一致：行政事业性收费对表二，信息处理费前后一致。

    两种收费分开核对。2019年格式的表二不列行政事业性收费的金额，只核对信息处理费。

    **错误示例**: 正文“未收取信息处理费”，第六部分“收取信息处理费120元”。

    **正确示例**: 正文“未收取信息处理费”，第六部分“本年度没有收取信息处理费”。

    **依据**: 《政府信息公开条例》第四十二条、第二十条第（八）项；年度报告格式。
    """
    claims = [
        claim
        for saying in sayings(case)
        for figure in saying.discourse.figures
        for claim in _administrative(case, saying, figure)
    ]
    contradictions = list(_processing(case))
    yield from contradictions
    if claims or not contradictions:
        yield from _compared(case, "P-08", claims, "正文没有可以与表格核对的收费金额")


def _administrative(case: Case, saying: Saying, figure: Figure) -> Iterator[Claim]:
    name = "proactive.administrative_fees.amount"
    if figure.noun != "administrative_fees" or figure.unit != "元" or name not in case.report.cells:
        return
    if not _is_plain(case, figure) or figure.whole is not None:
        return
    known = ledger.cell(case.report, name, "表二“行政事业性收费”本年收费金额（元）")
    in_yuan = tuple(value * TEN_THOUSAND for value in known.figures)
    readings = (Known(known.label, in_yuan, known.cells, known.blank, known.unread),)
    yield Claim(
        saying, figure, readings, "正文·行政事业性收费", "fees in yuan", owner(case, saying, figure)
    )


def _processing(case: Case) -> Iterator[Answer]:
    """Compare every statement on the information-processing fee with every other."""
    none = [
        (saying, said)
        for saying in sayings(case)
        for said in saying.discourse.zeros
        if said.noun == "processing_fees" and is_of_year(case, said.time)
    ]
    some = [
        (saying, figure)
        for saying in sayings(case)
        for figure in saying.discourse.figures
        if figure.noun == "processing_fees" and figure.unit == "元" and figure.quantity.value > 0
        if _is_plain(case, figure) and "减免" not in saying.words(figure.clause.start, figure.end)
    ]
    if not none or not some:
        return
    (there, said), (here, figure) = none[0], some[0]
    amount = here.words(figure.start, figure.end)
    yield finding(
        "P-08",
        f"正文一处写“{phrase(there, said)}”，另一处写“{phrase(here, figure)}”，信息处理费前后不一致，请核对。",
        message_en=f"One place says no processing fee was collected, another {amount}.",
        subject="正文·信息处理费",
        places=(
            here.place(case.report, figure.start, figure.end),
            there.place(case.report, said.start, said.end),
        ),
        basis=basis(case),
        expected="0",
        actual=number(figure.quantity.value),
    )

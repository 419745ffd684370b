"""Reconsideration and litigation in the prose and in table 4 (行政复议、行政诉讼, P-05)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.evidence import cell_places, finding, number
from gongkai.core.audit.rules.prose import ledger
from gongkai.core.audit.rules.prose.comparing import Claim, basis, compare, phrase
from gongkai.core.audit.rules.prose.ledger import Known
from gongkai.core.audit.rules.prose.measures import COUNTED, is_of_year, owner
from gongkai.core.audit.rules.prose.sayings import Saying, sayings
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotAssessable
from gongkai.core.text.figures import Figure, Zero
from gongkai.core.text.subjects import Whose

GROUPS = {
    "reconsideration": ("remedies.reconsideration",),
    "litigation": ("remedies.direct_litigation", "remedies.litigation_after_reconsideration"),
}
COUNTED_NOUNS = frozenset((*GROUPS, "", "document"))
LABELS = {"reconsideration": "行政复议", "litigation": "行政诉讼"}
RESULTS = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
}
KINDS = {
    "direct": "remedies.direct_litigation",
    "after": "remedies.litigation_after_reconsideration",
}
_OF_OTHER_MATTERS = ("执法", "处罚", "许可", "征收", "登记")
_UNRELATED = ("无关", "不涉及")
_OF_DISCLOSURE = ("信息公开", "依申请", "公开申请", "政务公开")


@rule(code="P-05", name="prose.remedies", level=Level.ERROR, forms=BOTH)
def remedies(case: Case) -> Iterator[Answer]:
    """正文所述因政府信息公开被申请行政复议、被提起行政诉讼的件数和结果，应当与表四一致。

    行政诉讼的件数与“未经复议直接起诉”“复议后起诉”两组之和核对。只核对与政府信息公开有关的复议、诉讼，
    一般行政复议、行政应诉的件数不作核对。

    **错误示例**: 正文“未发生因政府信息公开引发的行政复议”，表四行政复议总计 2。

    **正确示例**: 正文“因政府信息公开被申请行政复议2件”，表四行政复议总计 2。

    **依据**: 《政府信息公开条例》第五十条第（三）项；年度报告格式表四。
    """
    claims: list[Claim] = []
    judged = False
    for saying in sayings(case):
        for figure in saying.discourse.figures:
            nouns = _nouns(figure)
            planned = not nouns or saying.is_plan(figure.start)
            if not planned and _is_of_disclosure(saying, figure.start):
                claims.extend(_claims(case, saying, figure, nouns))
        for said in saying.discourse.zeros:
            for noun in _denied(case, saying, said):
                judged = True
                yield from _none(case, saying, said, noun)
    if claims or not judged:
        yield from compare(case, "P-05", claims, "正文没有写政府信息公开行政复议、行政诉讼的件数")


def _is_of_disclosure(saying: Saying, at: int) -> bool:
    sentence = saying.sentence_around(at)
    if any(word in sentence for word in _UNRELATED):
        return False
    if saying.topic in ("application", "remedies"):
        return True
    return any(word in sentence for word in _OF_DISCLOSURE)


def _denied(case: Case, saying: Saying, said: Zero) -> tuple[str, ...]:
    """Return the remedies a statement denies; those about enforcement are another matter."""
    nouns = tuple(GROUPS) if said.noun == "remedies" else (said.noun,)
    if not set(nouns) <= set(GROUPS) or saying.is_plan(said.start):
        return ()
    sentence = saying.sentence_around(said.start)
    elsewhere = any(word in sentence for word in _OF_OTHER_MATTERS)
    if not is_of_year(case, said.time) or (elsewhere and not _is_of_disclosure(saying, said.start)):
        return ()
    return nouns


def _nouns(figure: Figure) -> list[str]:
    """Return which remedies a figure counts: none, one or both."""
    if figure.noun not in COUNTED_NOUNS:
        return []
    whole = figure.whole.noun if figure.whole is not None else ""
    noun = figure.noun if figure.noun in GROUPS else whole
    return [key for key in figure.keys("noun") if key in GROUPS] or (
        [noun] if noun in GROUPS else []
    )


def _claims(case: Case, saying: Saying, figure: Figure, nouns: list[str]) -> Iterator[Claim]:
    if not _is_count(case, figure):
        return
    if figure.quantity.value == 0:
        groups: list[tuple[str, ...]] = [(name,) for name in nouns]
    else:
        groups = [tuple(nouns)]
    for group in groups:
        readings = _readings(case, figure, group)
        if readings:
            subject = f"正文·{'与'.join(LABELS[name] for name in group)}{figure.key('result')}"
            yield Claim(
                saying, figure, readings, subject, " and ".join(group), owner(case, saying, figure)
            )


def _is_count(case: Case, figure: Figure) -> bool:
    if figure.unit not in COUNTED or figure.quantity.percent or figure.planned:
        return False
    if figure.key("change") or figure.key("base") or figure.key("ratio"):
        return False
    verbs = figure.keys("verb")
    if "carry" in verbs or "send" in verbs or ("handle" in verbs and figure.noun not in GROUPS):
        return False
    return is_of_year(case, figure.time)


def _readings(case: Case, figure: Figure, group: tuple[str, ...]) -> tuple[Known, ...]:
    results = [key for key in figure.keys("result") if key in RESULTS]
    kinds = [key for key in figure.keys("result") if key in KINDS]
    keys = [KINDS[kinds[-1]]] if kinds else [key for name in group for key in GROUPS[name]]
    words = "、".join(LABELS[name] for name in group)
    column = results[-1] if len(results) == 1 else "total" if not results else ""
    if not column:
        return ()
    label = f"表四“{words}”{RESULTS.get(column, '总计')}"
    whole = _sum(case, keys, column, label)
    if {"conclude", "answer"} & set(figure.keys("verb")) and not results:
        pending = _sum(case, keys, "pending", label)
        done = tuple(a - b for a in whole.figures for b in pending.figures)
        return (whole, Known(f"表四“{words}”已审结", done, whole.cells))
    return (whole,)


def _sum(case: Case, keys: list[str], column: str, label: str) -> Known:
    together: Known | None = None
    for key in keys:
        one = (
            _total(case, key, label)
            if column == "total"
            else ledger.cell(case.report, f"{key}.{column}", label)
        )
        together = one if together is None else together.plus(one, label)
    return together if together is not None else Known(label, (), (), unread=True)


def _total(case: Case, key: str, label: str) -> Known:
    """Return a group's total, or what its parts add up to when the total is not filled in."""
    total = ledger.cell(case.report, f"{key}.total", label)
    parts: Known | None = None
    for result in RESULTS:
        one = ledger.cell(case.report, f"{key}.{result}", label)
        parts = one if parts is None else parts.plus(one, label)
    if parts is None or parts.unread or parts.blank:
        return total
    if total.unread or total.blank:
        return Known(label, parts.figures, total.cells)
    return Known(label, tuple(dict.fromkeys((*total.figures, *parts.figures))), total.cells)


def _none(case: Case, saying: Saying, said: Zero, noun: str) -> Iterator[Answer]:
    whose = owner(case, saying, said)
    if whose is Whose.OTHER:
        return
    label = f"表四“{LABELS[noun]}”总计"
    known = _sum(case, list(GROUPS[noun]), "total", label)
    subject = f"正文·没有{LABELS[noun]}"
    if any(value == 0 for value in known.figures) and not known.blank:
        return
    if known.unread or known.blank:
        yield NotAssessable(f"{label}空白或未能读取，无法与正文核对", subject)
        return
    value = known.figures[0]
    yield finding(
        "P-05",
        f"正文“{phrase(saying, said)}”，{label}为 {number(value)}，两处不一致，请核对。",
        message_en=f"The prose says that there was no {noun}; table 4 has {number(value)}.",
        subject=subject,
        places=(
            saying.place(case.report, said.start, said.end),
            *cell_places(case.report, known.cells),
        ),
        basis=basis(case),
        expected=number(value),
        actual="0",
        level=Level.NOTE if whose is Whose.UNSURE else None,
    )

"""Applications received and carried over, in the prose and in table 3 (收到与结转, P-01)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.rules.prose import ledger
from gongkai.core.audit.rules.prose.comparing import Claim, compare
from gongkai.core.audit.rules.prose.ledger import Known
from gongkai.core.audit.rules.prose.measures import Said, applications, applications_in
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer

ROWS = {
    "carried_in": ("carried_in", "applications carried in"),
    "carried_out": ("carried_out", "applications carried over"),
}
APPLICANT_ROWS = (("received",), ("received", "carried_in"), ("concluded",))
ROW_LABELS = {"received": "本年新收", "carried_in": "上年结转", "concluded": "办理结果总计"}
APPLICANT_COLUMNS = {
    "natural_person": ("natural_person",),
    "citizen": ("natural_person",),
    "enterprise": ("enterprise",),
    "firm": ("enterprise",),
    "research_institution": ("research_institution",),
    "public_interest_organization": ("public_interest_organization",),
    "legal_services_institution": ("legal_services_institution",),
    "organizations": (
        "enterprise",
        "research_institution",
        "public_interest_organization",
        "legal_services_institution",
        "other_organization",
    ),
}


@rule(code="P-01", name="prose.applications_received", level=Level.ERROR, forms=BOTH)
def applications_received(case: Case) -> Iterator[Answer]:
    """正文所述收到、受理、结转的申请件数，应当与表三相应各行一致。

    写“收到”“新收”的，与“一、本年新收”核对；写明含上年结转，或者写“办理”“受理”的，也可以是新收与上年结转之和，
    或者办理结果总计。历年累计、半年数、其他单位的数字不作核对。

    **错误示例**: 正文“2023年共收到政府信息公开申请12件”，表三本年新收总计 11。

    **正确示例**: 正文“全年办理申请12件（含上年结转1件）”，表三本年新收 11，上年结转 1。

    **依据**: 《政府信息公开条例》第五十条第（二）项；年度报告格式表三。
    """
    claims = [claim for said in applications(case) for claim in _intake(case, said)]
    yield from compare(case, "P-01", claims, "正文没有写收到申请的件数")


def _intake(case: Case, said: Said) -> Iterator[Claim]:
    kind, _, key = said.measure.partition(":")
    if _is_share_of_same(case, said):
        return
    received = ledger.application(case, "received")
    both = ledger.received_and_carried(case)
    concluded = ledger.application(case, "concluded")
    level: Level | None = None
    if kind == "received":
        readings: tuple[Known, ...] = (received, both) if _includes_carried(said) else (received,)
        if not _includes_carried(said) and said.figure.noun != "application":
            level = Level.WARNING
    elif kind in ("accepted", "handled"):
        readings = (received, both, concluded)
    elif kind == "mentioned":
        further = (concluded, *granted_readings(case)) if said.figure.quantity.value else ()
        readings = (received, both, *further)
        level = Level.WARNING
    elif kind in ROWS:
        readings = (ledger.application(case, ROWS[kind][0]),)
    elif kind == "channel" and key == "via" and _is_alone(case, said):
        readings, level = (received, both, concluded), Level.WARNING
    elif kind == "applicant" and key in APPLICANT_COLUMNS:
        readings, level = _by_applicant(case, key), Level.WARNING
    else:
        return
    if "累计" in said.phrase and said.figure.quantity.value > max(readings[0].figures, default=0):
        level = Level.NOTE
    yield Claim(
        said.saying, said.figure, readings, f"正文·{kind}{key}", _english(kind), said.whose, level
    )


def _is_share_of_same(case: Case, said: Said) -> bool:
    """Return whether a figure is what one body of several received: 收到12件，其中局机关收到3件."""
    whole = said.figure.whole
    if whole is None or said.measure not in ("received", "accepted", "handled"):
        return False
    new = any(
        said.saying.words(word.start, word.end).startswith("新") for word in said.figure.words
    )
    return not new and any(
        one.figure is whole and one.measure == said.measure
        for one in applications_in(case, said.saying)
    )


def _is_alone(case: Case, said: Said) -> bool:
    """Return whether no other figure of the saying counts what came in."""
    taken = ("received", "accepted", "handled", "channel:")
    return not any(
        one is not said and one.measure.startswith(taken)
        for one in applications_in(case, said.saying)
    )


def _english(kind: str) -> str:
    return ROWS[kind][1] if kind in ROWS else "applications received"


def _includes_carried(said: Said) -> bool:
    """Return whether the sentence says that what was carried in is counted, or names it in brackets."""
    return any(
        token.kind == "verb" and token.key == "carry"
        for clause in said.saying.discourse.clauses
        if clause.sentence == said.figure.clause.sentence
        and not clause.has("scope", "excluding")
        and (clause.depth > 0 or clause.has("scope", "including") or clause.has("scope", "part"))
        for token in clause.tokens
    )


def granted_readings(case: Case) -> tuple[Known, ...]:
    """Return what 予以公开 can mean: granted, and granted together with partly granted."""
    granted, partly = ledger.outcome(case, "granted"), ledger.outcome(case, "partly_granted")
    return (granted, granted.plus(partly, "表三予以公开与部分公开之和"))


def _by_applicant(case: Case, key: str) -> tuple[Known, ...]:
    if case.form is None:
        return (Known("表三", (), (), unread=True),)
    readings = [_of_columns(case, rows, APPLICANT_COLUMNS[key]) for rows in APPLICANT_ROWS]
    if key == "firm":
        columns = APPLICANT_COLUMNS["organizations"]
        readings += [_of_columns(case, rows, columns) for rows in APPLICANT_ROWS]
    return tuple(readings)


def _of_columns(case: Case, rows: tuple[str, ...], columns: tuple[str, ...]) -> Known:
    label = "表三" + "与".join(ROW_LABELS[row] for row in rows)
    names = [f"applications.{row}.{column}" for row in rows for column in columns]
    together = ledger.cell(case.report, names[0], label)
    for name in names[1:]:
        together = together.plus(ledger.cell(case.report, name, label), label)
    return together

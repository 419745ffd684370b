"""Applications in the prose and in table 3 (申请的收到与办理, P-01 to P-04, P-09)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.audit.case import BOTH, Case, rule
from gongkai.core.audit.evidence import cell_places, finding, number
from gongkai.core.audit.rules.prose import ledger
from gongkai.core.audit.rules.prose.comparing import Claim, basis, compare, phrase
from gongkai.core.audit.rules.prose.ledger import Known
from gongkai.core.audit.rules.prose.measures import (
    DETAILS,
    OUTCOMES,
    Said,
    applications,
    is_of_year,
    owner,
)
from gongkai.core.audit.rules.prose.sayings import Saying, sayings
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotApplicable, NotAssessable
from gongkai.core.text.figures import Completion, Figure, Zero
from gongkai.core.text.subjects import Whose

ROWS = {
    "carried_in": ("carried_in", "applications carried in"),
    "carried_out": ("carried_out", "applications carried over"),
}
APPLICANT_COLUMNS = {
    "natural_person": ("natural_person",),
    "enterprise": ("enterprise",),
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
        further = (concluded, *_granted(case)) if said.figure.quantity.value else ()
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


def _is_alone(case: Case, said: Said) -> bool:
    """Return whether no other figure of the saying counts what came in."""
    taken = ("received", "accepted", "handled", "channel:")
    return not any(
        one.saying is said.saying and one is not said and one.measure.startswith(taken)
        for one in applications(case)
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


def _granted(case: Case) -> tuple[Known, ...]:
    granted, partly = ledger.outcome(case, "granted"), ledger.outcome(case, "partly_granted")
    return (granted, granted.plus(partly, "表三予以公开与部分公开之和"))


def _by_applicant(case: Case, key: str) -> tuple[Known, ...]:
    if case.form is None:
        return (Known("表三", (), (), unread=True),)
    found = []
    for rows in (("received",), ("received", "carried_in"), ("concluded",)):
        label = "表三" + "与".join(
            {"received": "本年新收", "carried_in": "上年结转"}.get(r, "办理结果总计") for r in rows
        )
        together: Known | None = None
        for name in rows:
            for column in APPLICANT_COLUMNS[key]:
                one = ledger.cell(case.report, f"applications.{name}.{column}", label)
                together = one if together is None else together.plus(one, label)
        if together is not None:
            found.append(together)
    return tuple(found)


@rule(code="P-02", name="prose.application_outcomes", level=Level.ERROR, forms=BOTH)
def application_outcomes(case: Case) -> Iterator[Answer]:
    """正文所述答复件数和各类办理结果，应当与表三“三、本年度办理结果”一致。

    “予以公开”可以包括部分公开，两种理解有一种相符即可；同一段另写部分公开件数的，只按予以公开核对。

    **错误示例**: 正文“予以公开7件”，表三予以公开 4，部分公开 0。

    **正确示例**: 正文“予以公开7件”，表三予以公开 5，部分公开 2。

    **依据**: 《政府信息公开条例》第五十条第（二）项；年度报告格式表三第三项。
    """
    yield from compare(case, "P-02", outcome_claims(case), "正文没有写办理结果的件数")


def outcome_claims(case: Case) -> list[Claim]:
    """Return every claim of the prose on how applications were concluded."""
    found: list[Claim] | None = case.memo.get("claims of outcomes")
    if found is None:
        listed = applications(case)
        found = [claim for said in listed for claim in _outcome(case, said, listed)]
        case.memo["claims of outcomes"] = found
    return found


def _outcome(case: Case, said: Said, listed: tuple[Said, ...]) -> Iterator[Claim]:
    kind, _, key = said.measure.partition(":")
    level: Level | None = None
    if kind == "concluded":
        readings = _concluded(case, said)
    elif kind == "granted or partly":
        readings = (_granted(case)[1],)
    elif kind == "granted":
        separate = any(
            one.measure == "partly_granted"
            and one.saying is said.saying
            and one.figure.whole is not said.figure
            for one in listed
        )
        readings = _granted(case)[:1] if separate else _granted(case)
    elif kind in OUTCOMES:
        readings = (ledger.outcome(case, kind),)
    elif kind == "detail" and key in DETAILS:
        readings, level = (ledger.application(case, DETAILS[key]),), Level.WARNING
    else:
        return
    if readings:
        subject = f"正文·{kind}{key}"
        yield Claim(
            said.saying, said.figure, readings, subject, f"{kind} {key}".strip(), said.whose, level
        )


def _concluded(case: Case, said: Said) -> tuple[Known, ...]:
    """Return what 答复 or 办结 can mean: all that was concluded, with or without 其他处理."""
    concluded = ledger.application(case, "concluded")
    other = ledger.outcome(case, "other")
    answered = tuple(a - b for a in concluded.figures for b in other.figures if b)
    verb = said.figure.key("verb")
    if verb == "answer" and answered:
        label = "表三办理结果总计减其他处理"
        return (concluded, Known(label, answered, (*concluded.cells, *other.cells)))
    return (concluded,)


@rule(code="P-03", name="prose.no_applications", level=Level.ERROR, forms=BOTH)
def no_applications(case: Case) -> Iterator[Answer]:
    """正文写没有收到政府信息公开申请的，表三本年新收应当为零。

    “未”“无”“没有”“零”只在直接否定申请时才作核对；“未能及时答复”“无超期答复”等不是没有申请。

    **错误示例**: 正文“本年度未收到政府信息公开申请”，表三本年新收总计 3。

    **正确示例**: 正文“本年度未收到政府信息公开申请”，表三本年新收总计 0。

    **依据**: 《政府信息公开条例》第五十条第（二）项；年度报告格式表三。
    """
    judged = False
    received = ledger.application(case, "received")
    for saying, said in _none_received(case):
        judged = True
        if any(value == 0 for value in received.figures) and not received.blank:
            continue
        if received.unread or received.blank:
            yield NotAssessable(f"{received.label}空白或未能读取，无法与正文核对", "正文·没有申请")
            continue
        value = received.figures[0]
        yield finding(
            "P-03",
            f"正文“{phrase(saying, said)}”，{received.label}为 {number(value)}，两处不一致，请核对。",
            message_en=f"The prose says that no application was received; the table has {number(value)}.",
            subject="正文·没有申请",
            places=(
                saying.place(case.report, said.start, said.end),
                *cell_places(case.report, received.cells),
            ),
            basis=basis(case),
            expected=number(value),
            actual="0",
            level=Level.NOTE if owner(case, saying, said) is Whose.UNSURE else None,
        )
    if not judged:
        yield NotApplicable("正文没有写未收到申请")


def _none_received(case: Case) -> Iterator[tuple[Saying, Zero]]:
    for saying in sayings(case):
        for said in saying.discourse.zeros:
            direct = said.noun == "application"
            short = said.noun == "request" and saying.topic == "application"
            if (direct or short) and is_of_year(case, said.time):
                if owner(case, saying, said) is not Whose.OTHER:
                    yield saying, said


@rule(code="P-04", name="prose.all_concluded", level=Level.WARNING, forms=BOTH)
def all_concluded(case: Case) -> Iterator[Answer]:
    """正文写申请全部答复、全部办结，或者答复率、办结率为100%的，表三不应当有结转下年度的申请。

    同一段写明结转下年度件数，或者写明办结件数且与表三一致的，不作提示。

    **错误示例**: 正文“收到申请34件，全部进行了规范答复”，表三“四、结转下年度继续办理”总计 11。

    **正确示例**: 正文“收到申请34件，办结23件，其余11件结转下年度办理”。

    **依据**: 年度报告格式表三第四项。
    """
    judged = False
    left = ledger.application(case, "carried_out")
    for saying, said in _all_concluded(case):
        judged = True
        if left.unread or left.blank:
            yield NotAssessable(f"{left.label}空白或未能读取，无法与正文核对", "正文·全部办结")
        elif all(value > 0 for value in left.figures) and not _explains(case, saying):
            value = left.figures[0]
            yield finding(
                "P-04",
                f"正文“{saying.words(said.start, said.end)}”，{left.label}为 {number(value)}，请核对全部办结的说法。",
                message_en=f"The prose says that all was concluded; {number(value)} applications were carried over.",
                subject="正文·全部办结",
                places=(
                    saying.place(case.report, said.start, said.end),
                    *cell_places(case.report, left.cells),
                ),
                basis=basis(case),
                expected="0",
                actual=number(value),
            )
    if not judged:
        yield NotApplicable("正文没有写申请全部办结")


def _all_concluded(case: Case) -> Iterator[tuple[Saying, Figure | Completion]]:
    for saying in sayings(case):
        said: list[Figure | Completion] = [
            one for one in saying.discourse.completions if one.noun in ("application", "request")
        ]
        said += [figure for figure in saying.discourse.figures if _is_full_rate(figure)]
        for one in said[:1]:
            if is_of_year(case, one.time) and owner(case, saying, one) is Whose.OWN:
                yield saying, one


def _is_full_rate(figure: Figure) -> bool:
    rate = figure.key("ratio") in ("conclude", "answer") and figure.quantity.value == 100
    return (
        rate and figure.quantity.percent and figure.context == "application" and not figure.planned
    )


def _explains(case: Case, saying: Saying) -> bool:
    """Return whether the saying itself tells that some applications are left for the next year."""
    if any(
        token in saying.text
        for token in ("到期", "应答复", "应办结", "正在办理", "结转下", "转下年", "跨年")
    ):
        return True
    concluded = ledger.application(case, "concluded")
    received = ledger.received_and_carried(case)
    for said in applications(case):
        if said.saying is not saying:
            continue
        if said.measure.startswith("carried_out") and said.figure.quantity.value > 0:
            return True
        less = any(said.figure.quantity.value < value for value in received.figures)
        if said.measure == "concluded" and less and said.figure.quantity.value in concluded.figures:
            return True
    return False

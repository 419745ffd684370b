"""Counts in the prose (计数, A-07, A-08)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.audit.case import ANY, Case, rule
from gongkai.core.audit.evidence import finding
from gongkai.core.audit.rules.arithmetic.wording import BASIS, places, quoted, said
from gongkai.core.audit.rules.prose import ledger
from gongkai.core.audit.rules.prose.measures import applications_in
from gongkai.core.audit.rules.prose.sayings import Saying, sayings
from gongkai.core.kernel.findings import Level
from gongkai.core.kernel.rules import Answer, NotApplicable
from gongkai.core.text.figures import Figure

WHOLE_UNITS = frozenset(
    [
        "人次",
        "人",
        "件",
        "条",
        "篇",
        "份",
        "起",
        "宗",
        "场",
        "期",
        "名",
        "户",
        "家",
        "例",
        "封",
        "次",
        "件次",
        "批次",
        "场次",
        "部",
        "册",
        "则",
        "幅",
        "批",
        "辆",
        "台",
        "张",
    ]
)
RATE_WORDS = (
    "平均",
    "人均",
    "日均",
    "月均",
    "年均",
    "件均",
    "均",
    "每",
    "/",
    "比例",
    "指数",
    "得分",
)


@rule(code="A-07", name="arithmetic.whole_counts", level=Level.WARNING, forms=ANY)
def whole_counts(case: Case) -> Iterator[Answer]:
    """人数、人次、件数、条数应当是整数；写作小数的，多半漏了“万”。

    带“万”“亿”的数和平均数可以有小数。

    **错误示例**: 正文“公众号读者27.5人次”。

    **正确示例**: 正文“公众号读者27.5万人次”。

    **依据**: 《政府信息公开条例》第五十条；数字应当准确。
    """
    judged = False
    for saying in sayings(case):
        for figure in saying.discourse.figures:
            if figure.unit not in WHOLE_UNITS or figure.quantity.percent:
                continue
            judged = True
            if not figure.quantity.is_whole and _is_count(saying, figure):
                yield _fraction(case, saying, figure)
    if not judged:
        yield NotApplicable("正文没有人数、件数等计数")


def _is_count(saying: Saying, figure: Figure) -> bool:
    words = saying.words(figure.clause.start, figure.start)
    behind = saying.words(figure.end, figure.end + 1)
    return behind not in ("/", "每") and not any(word in words for word in RATE_WORDS)


def _fraction(case: Case, saying: Saying, figure: Figure) -> Answer:
    return finding(
        "A-07",
        f"正文“{quoted(saying, (figure,))}”：{said(saying, figure)}不是整数，请核对是否漏写“万”。",
        message_en=f"{figure.quantity.value} is not a whole number of {figure.unit}.",
        subject=f"正文·计数·{figure.unit}",
        places=places(case, saying, (figure,)),
        basis=BASIS,
        actual=said(saying, figure),
    )


@rule(code="A-08", name="arithmetic.none_yet_answered", level=Level.NOTE, forms=ANY)
def none_yet_answered(case: Case) -> Iterator[Answer]:
    """同一段既写没有收到申请，又写申请均已答复的，可能是往年文字的残留。

    **错误示例**: 正文“本年度未收到政府信息公开申请，均在法定期限内答复”。

    **正确示例**: 正文“本年度未收到政府信息公开申请”。

    **依据**: 《政府信息公开条例》第五十条；前后应当一致。
    """
    judged = False
    for saying in sayings(case):
        none = next((z for z in saying.discourse.zeros if z.noun == "application"), None)
        nought = next(
            (
                one.figure
                for one in applications_in(case, saying)
                if one.measure in ("received", "accepted")
                if one.figure.quantity.value == 0
            ),
            None,
        )
        origin = none or nought
        if origin is None or any(ledger.application(case, "concluded").figures):
            continue
        judged = True
        answered = next((c for c in saying.discourse.completions if c.noun == "application"), None)
        if answered is not None:
            yield _leftover(
                case, saying, (origin.start, origin.end), (answered.start, answered.end)
            )
    if not judged:
        yield NotApplicable("正文没有写未收到申请")


def _leftover(
    case: Case, saying: Saying, none: tuple[int, int], answered: tuple[int, int]
) -> Answer:
    words, others = saying.words(*none), saying.words(*answered)
    return finding(
        "A-08",
        f"正文既写“{words}”，又写“{others}”，请核实是否为往年文字的残留。",
        message_en="The prose says that none was received, and that all were answered.",
        subject="正文·没有申请而均已答复",
        places=(saying.place(case.report, *none), saying.place(case.report, *answered)),
        basis=BASIS,
    )

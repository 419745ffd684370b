"""Write docs/reference/law-parameters.md from the law's data: parameters, replies, terms, calendar.

Run: ``python docs/generate_law.py``; with ``--check`` it only says whether the page is current.
"""

import sys
from pathlib import Path

from gongkai.core.calendar.working_days import shipped
from gongkai.core.law import articles, checklists, fees, grounds, parameters, receipt, replies
from gongkai.core.law.replies import RemedyCode
from gongkai.core.publishing import terms

PAGE = Path(__file__).parent / "reference" / "law-parameters.md"
UNITS = {
    "working_days": "个工作日",
    "days": "日",
    "months": "个月",
    "years": "年",
    "applicants": "名",
    "applications": "件",
    "month_day": "",
}
WORDS = {
    "third_party": "第三方",
    "co_maker": "共同制作机关",
    "other_body": "其他机关",
    "refused": "不予公开",
}
GROUPS = {
    "clocks": "期限",
    "fees": "信息处理费",
    "remedies": "救济",
    "report": "年度报告",
    "requests": "申请数量提示",
}
HEAD = """# 法定参数

由 `python docs/generate_law.py` 从数据文件生成，请勿手改。数值改在 `src/gongkai/core/law/`、
`src/gongkai/core/publishing/terms.yaml` 和 `src/gongkai/core/calendar/years/` 的 YAML 里。

标“可设定”的，是法律没有规定或者尚未核对原文的，由本机关设定，默认值和理由写在说明里。
"""


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def page() -> str:
    """Return the whole page."""
    parts = [HEAD, *parameter_tables(), fee_tables(), channel_table(), reply_table()]
    parts += [ground_table(), checklist_table(), term_table(), article_table(), calendar_table()]
    return "\n".join(parts)


def parameter_tables() -> list[str]:
    """Return one table for each group of parameters."""
    parts = []
    for group, title in GROUPS.items():
        rows = []
        for name, each in parameters.all_parameters().items():
            if name.startswith(f"{group}."):
                rows += parameter_rows(name, each)
        head = ["名称", "含义", "自何日起", "数值", "依据", "说明"]
        parts.append(f"## {title}\n\n{table(head, rows)}")
    return parts


def parameter_rows(name: str, each: parameters.Parameter) -> list[list[str]]:
    """Return one row for each wording of a parameter."""
    note = f"可设定。{each.note}" if each.setting else ""
    choices = "；".join(f"`{value}` {label}" for value, label in each.choices.items())
    note += f"可选：{choices}。" if choices else ""
    return [
        [
            f"`{name}`",
            each.description,
            str(since),
            printed(each, value.value),
            value.basis,
            note,
        ]
        for since, value in sorted(each.values.items())
    ]


def printed(each: parameters.Parameter, value: parameters.Scalar) -> str:
    """Return a value as the table prints it, with its unit or its label."""
    if isinstance(value, tuple):
        return "、".join(WORDS[item] for item in value) or "无"
    unit = UNITS.get(each.unit, "")
    return each.choices.get(str(value), f"{value} {unit}".strip())


def fee_tables() -> str:
    """Return both tariffs at the day they came into force."""
    rows = []
    for standard, unit in (("by_piece", "件"), ("by_volume", "页")):
        found = fees.tariff(standard, shipped_day())
        first = 1
        for band in found.bands:
            through = f"至 {band.through}" if band.through else "以上"
            rows.append([unit, f"{first} {through}", f"{band.price} 元", found.basis])
            first = (band.through or 0) + 1
        if found.step:
            step = found.step
            rule = (
                f"每 {step.size} {unit}一档，首档 {step.first_price} 元，逐档加 {step.increase} 元"
            )
            rows.append([unit, f"{first} 以上", rule, found.basis])
    return f"### 收费标准\n\n{table(['单位', '范围', '单价', '依据'], rows)}"


def shipped_day():
    """Return a day of the last shipped year."""
    from datetime import date

    return date(shipped().years[-1], 1, 1)


def channel_table() -> str:
    """Return how the day of receipt and the day of a reply are fixed."""
    rows = [
        [
            rule.label,
            str(since),
            counting.counts.label,
            counting.basis,
            told(verified=counting.verified),
        ]
        for rule in receipt.channels().values()
        for since, counting in sorted(rule.values.items())
    ]
    head = ["渠道", "自何日起", "以何日为收到之日", "依据", "核实"]
    names = {"signed": "申请人签收之日", "posted": "交邮之日", "sent": "发出之日"}
    served = [
        [rule.label, names[rule.counts], rule.basis, told(verified=rule.verified)]
        for rule in receipt.services().values()
    ]
    return (
        f"## 收到之日和答复之日\n\n{table(head, rows)}\n"
        f"{table(['送达方式', '以何日为答复之日', '依据', '核实'], served)}"
    )


def told(*, verified: bool) -> str:
    """Return whether a source was read."""
    return "" if verified else "待核实"


def reply_table() -> str:
    """Return every kind of reply."""
    names = {RemedyCode.FIRST: "F 先复议", RemedyCode.DIRECT: "D 可直接起诉"}
    rows = [
        [
            f"`{key}`",
            kind.label,
            kind.rows["2021"],
            kind.cited or "年度报告格式表三",
            kind.document,
            "；".join(content.label for content in kind.must_state),
            names[replies.remedy_code(key, shipped_day())],
            kind.note,
        ]
        for key, kind in replies.kinds().items()
    ]
    common = "、".join(content.label for content in replies.common())
    head = ["名称", "答复", "表三行（2021）", "依据", "文书", "应当写明", "救济", "说明"]
    return f"## 答复种类\n\n各种答复都应当写明：{common}。\n\n{table(head, rows)}"


def ground_table() -> str:
    """Return the grounds for withholding."""
    force = {"must": "应当不公开", "may": "可以不公开"}
    rows = [
        [f"`{key}`", each.label, force[each.force], "、".join(each.kinds.values()), each.basis]
        for key, each in grounds.grounds().items()
    ]
    return f"## 不予公开的情形\n\n{table(['名称', '情形', '效力', '种类', '依据'], rows)}"


def checklist_table() -> str:
    """Return every checklist."""
    rows = [
        [f"`{key}`", each.title, "、".join(each.items.values()), each.basis]
        for key, each in checklists.checklists().items()
    ]
    return f"## 法定项目\n\n{table(['名称', '事项', '项目', '依据'], rows)}"


def term_table() -> str:
    """Return the terms of publishing."""
    trust = {
        "law": "法律法规",
        "document": "国务院文件",
        "report": "县级制度",
        "page": "公开网页摘录",
        "unverified": "待核实",
    }
    rows = [
        [
            f"`{key}`",
            term.label,
            term.start,
            str(since),
            value.label,
            value.basis,
            trust[term.trust],
            ("可设定。" if term.setting else "") + term.note,
        ]
        for key, term in terms.terms().items()
        for since, value in sorted(term.values.items())
    ]
    head = ["名称", "事项", "起算", "自何日起", "期限", "依据", "来源", "说明"]
    return f"## 公开及相关工作期限\n\n{table(head, rows)}"


def article_table() -> str:
    """Return the articles and what the software does about each."""
    rows = [
        [each.cited, each.about, each.summary, each.duty] for each in articles.articles().values()
    ]
    acts = [
        [act.short, act.title, act.number, str(act.in_force or ""), str(act.until or "")]
        for act in articles.acts().values()
    ]
    return (
        f"## 条款\n\n{table(['条款', '事项', '概要', '软件怎么做'], rows)}\n"
        f"{table(['简称', '全称', '文号', '施行', '失效'], acts)}"
    )


def calendar_table() -> str:
    """Return the loaded years with their notices."""
    rows = [
        [
            str(year.year),
            "；".join(notice.title for notice in year.notices),
            "；".join(notice.number or "文号待查" for notice in year.notices),
            year.checked_against,
        ]
        for number in shipped().years
        if (year := shipped().year(number))
    ]
    return f"## 工作日日历\n\n{table(['年份', '通知', '文号', '核对'], rows)}"


def main() -> int:
    """Write the page, or with ``--check`` say whether it is current."""
    text = page()
    if "--check" in sys.argv[1:]:
        current = PAGE.exists() and PAGE.read_text("utf-8") == text
        print("current" if current else "out of date: run python docs/generate_law.py")
        return 0 if current else 1
    PAGE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

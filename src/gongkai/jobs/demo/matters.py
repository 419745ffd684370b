"""Texts of the county's regular matters (经常性信息): accounts, projects, figures, meetings, gazette."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from gongkai.jobs.demo.county import DemoBody, Notice, Subject
from gongkai.jobs.demo.texts import Values, catalogue, day, paragraphs, table

FEES = ("不动产登记费", "城市道路占用挖掘费", "城镇垃圾处理费", "水土保持补偿费", "普通高中学费")


def money(value: int) -> str:
    """Return hundredths of 万元 as a decimal string."""
    return f"{value / 100:.2f}"


def accounts(
    facts: DemoBody, *, kind: str, year: int, approved: date, level: str, total: int
) -> Values:
    """Return a budget or final accounts; ``total`` in hundredths of 万元."""
    word = "预算" if kind == "budget" else "决算"
    owner = "青禾县" if level == "government" else facts.name
    scope = f"{year}年{'政府' if level == 'government' else '部门'}{word}"
    spent = total if kind == "budget" else total * 97 // 100
    three = total // (400 if level == "government" else 60)
    shares = ((42, "基本支出"), (47, "项目支出"), (11, "其他支出"))
    rows = [(name, money(spent * share // 100), f"{share}%") for share, name in shares]
    column = "A20-07-government" if level == "government" else "A20-07-departments"
    title = f"{owner}{scope}及“三公”经费{word}"
    lines = [
        f"{owner}{scope}已经{'县人民代表大会批准' if level == 'government' else '县财政局批复'}，现予公开。",
        f"收入总计{money(total)}万元，支出总计{money(spent)}万元，“三公”经费合计{money(three)}万元。",
        "“三公”经费按照厉行节约的要求安排，其中公务接待费、公务用车运行维护费均不高于上年。",
    ]
    summary = f"公开{owner}{scope}收支总表和“三公”经费情况。"
    return catalogue(
        title,
        summary,
        theme="04-01",
        keywords=[word, "财政", "三公经费"],
        column=column,
        on=approved,
    ) | {
        "text": paragraphs(lines)
        + table(f"{scope}支出构成（万元）", ("类别", "金额", "比重"), rows),
        "own": {
            "year": year,
            "level": level,
            "approved_on": approved.isoformat(),
            "revenue": money(total),
            "expenditure": money(spent),
            "three_expenses": money(three),
        },
    }


PROJECTS = (
    ("青河县城段防洪提升工程", "县水务局", "城关镇", 1286000),
    ("县第三幼儿园新建工程", "县教育局", "城关镇文昌路", 324000),
    ("白石水厂扩建工程", "县水务局", "白石镇", 875000),
    ("县道青白线大修工程", "县交通运输局", "城关镇至白石镇", 642000),
    ("县人民医院门诊综合楼", "县人民医院", "城关镇东环路", 2130000),
    ("老城区燃气管道更新改造", "县住房城乡建设局", "城关镇", 518000),
    ("三河乡高标准农田建设", "县农业农村局", "三河乡", 296000),
    ("乡村物流中心二期", "县发展改革局", "双桥镇", 431000),
)


STAGES = (
    ("approval", "可行性研究报告获得批复"),
    ("land", "取得建设用地规划许可"),
    ("tender", "完成施工和监理招标，中标结果已公示"),
    ("construction", "主体工程开工，按进度推进"),
    ("quality", "质量安全监督抽查合格"),
    ("completion", "通过竣工验收"),
)


def project(serial: int, *, on: date, stages: int) -> Values:
    """Return a key project (重大建设项目) that has come through some stages."""
    name, owner, place, cost = PROJECTS[serial % len(PROJECTS)]
    first = on - timedelta(days=90 * (stages - 1))
    reached = [
        {
            "stage": stage,
            "reached_on": (first + timedelta(days=90 * number)).isoformat(),
            "note": note,
        }
        for number, (stage, note) in enumerate(STAGES[:stages])
    ]
    summary = f"公布{name}的批准和实施情况。"
    return catalogue(
        f"{name}批准和实施信息",
        summary,
        theme="03-06",
        keywords=["重大项目", owner],
        column="A20-10",
        on=on,
    ) | {
        "own": {
            "project_code": f"{on.year}-990121-48-01-{100000 + serial * 731}",
            "project_name": name,
            "owner": owner,
            "location": f"青禾县{place}",
            "investment": money(cost),
            "stages": reached,
        }
    }


def statistics(*, year: int, quarter: int, on: date, growth: int) -> Values:
    """Return quarterly statistics; ``growth`` in tenths of a percent."""
    period = f"{year}年{('第一季度', '上半年', '前三季度', '全年')[quarter - 1]}"
    base = 21400 * quarter + (year - 2023) * 1300
    names = (("地区生产总值", 1.0), ("社会消费品零售总额", 0.38), ("一般公共预算收入", 0.06))
    figures = [
        {
            "name": name,
            "value": f"{base * share:.0f}",
            "unit": "万元",
            "change": f"{(growth + 3 * number) / 10:.1f}%",
        }
        for number, (name, share) in enumerate(names)
    ]
    rows = [(row["name"], row["value"], row["unit"], row["change"]) for row in figures]
    title = f"青禾县{period}主要经济指标"
    summary = f"发布{period}地区生产总值等主要指标。"
    text = paragraphs(["根据统计结果核算，主要指标完成情况如下。增长速度按可比价格计算。"])
    return catalogue(
        title, summary, theme="03-03", keywords=["统计", "经济指标"], column="A20-04", on=on
    ) | {
        "text": text + table(f"{period}主要指标", ("指标", "数值", "单位", "同比"), rows),
        "own": {"period": period, "figures": figures},
    }


def service_statistics(*, on: date) -> Values:
    """Return how many matters the service hall handled in the quarter (办事统计)."""
    rows = (
        ("受理事项", f"{18200 + on.month * 137}", "件"),
        ("按时办结", f"{18100 + on.month * 137}", "件"),
        ("网上办理", f"{9600 + on.month * 91}", "件"),
        ("帮办代办", f"{730 + on.month * 11}", "件"),
    )
    title = f"{on.year}年{on.month}月县政务服务大厅办事统计"
    summary = "公布政务服务大厅受理、办结、网上办理和帮办代办的件数。"
    text = paragraphs(["以下为最近三个月的办理情况，不含乡镇便民服务中心。"])
    return catalogue(
        title,
        summary,
        theme="02-01",
        keywords=["政务服务", "办事统计"],
        column="A20-05-statistics",
        on=on,
    ) | {
        "item": "A20-05",
        "text": text + table("办理情况", ("指标", "数值", "单位"), rows),
        "own": {
            "period": f"{on.year}年{on.month}月前三个月",
            "figures": [{"name": name, "value": value, "unit": unit} for name, value, unit in rows],
        },
    }


def recruitment(*, on: date) -> Values:
    """Return an announcement of recruiting (公务员招考录用)."""
    title = f"青禾县{on.year}年度县级机关公开招录公务员公告"
    lines = [
        "本次共招录公务员二十六名，职位、名额、报考条件见省级统一公布的职位表。",
        "报名、笔试、资格复审和面试的时间由省级主管部门统一安排，本县不另设报名点。",
        "录用结果公示五个工作日，公示期间接受社会监督。",
    ]
    summary = "公布本年度县级机关招录公务员的名额、报考办法和公示安排。"
    return catalogue(
        title, summary, theme="15-03", keywords=["公务员", "招录"], column="A20-14", on=on
    ) | {"text": paragraphs(lines), "own": {"contact": "0890-5551033"}}


def notice(told: Notice, *, on: date) -> Values:
    """Return an announcement that is written out in full."""
    return catalogue(
        told.title.format(year=on.year),
        told.summary,
        theme=told.theme,
        keywords=told.keywords,
        column=told.column,
        on=on,
    ) | {"text": paragraphs(told.lines), "own": {"contact": "0890-5550233"}}


def fees(*, on: date) -> Values:
    """Return the list of administrative fees (行政事业性收费目录清单)."""
    rows = [
        {
            "code": f"SF-{number:02d}",
            "name": name,
            "type": "行政事业性收费",
            "basis": "上级统一公布的收费项目和标准",
            "office": "非税收入股",
        }
        for number, name in enumerate(FEES, start=1)
    ]
    title = f"青禾县{on.year}年行政事业性收费目录清单"
    summary = f"公布本县执行的{len(rows)}项行政事业性收费的名称、依据和执收单位。"
    return catalogue(
        title, summary, theme="04-01", keywords=["收费", "目录清单"], column="A20-08", on=on
    ) | {"own": {"year": on.year, "duties": rows}}


def tasks(subjects: Sequence[Subject], *, on: date, bodies: dict[str, str]) -> Values:
    """Return the month's progress of the government's tasks (政府工作任务进展)."""
    rows = [
        {
            "task": f"推进{subject.name}",
            "lead_body": bodies[subject.body],
            "progress": subject.event,
            "percent": min(100, on.month * 8 + number),
        }
        for number, subject in enumerate(subjects)
    ]
    title = f"{on.year}年{on.month}月政府工作报告重点任务进展"
    summary = f"公布{len(rows)}项重点任务到{on.month}月底的进展。"
    return catalogue(
        title, summary, theme="02-02", keywords=["重点任务", "督查"], column="A20-15-tasks", on=on
    ) | {"own": {"year": on.year, "month": on.month, "tasks": rows}}


def meeting(serial: int, subjects: Sequence[Subject], *, on: date) -> Values:
    """Return an executive meeting (政府常务会议)."""
    session = f"第十八届县政府第{serial}次常务会议"
    topics = [
        {"title": f"审议{subject.name}有关工作", "outcome": f"会议要求，{subject.measures[0]}"}
        for subject in subjects
    ]
    lines = [f"{day(on)}，县政府召开{session}。", *[row["outcome"] for row in topics]]
    summary = f"公布{session}的议题、议定事项和列席代表情况。"
    return catalogue(
        f"县政府召开{session}",
        summary,
        theme="02-01",
        keywords=["常务会议"],
        column="A20-15-meetings",
        on=on,
    ) | {
        "text": paragraphs(lines),
        "own": {
            "session": session,
            "held_on": on.isoformat(),
            "chaired_by": "县长",
            "topics": topics,
            "attendance": [
                {"capacity": "人大代表", "count": 2},
                {"capacity": "政协委员", "count": 2},
                {"capacity": "群众代表", "count": 3},
            ],
            "open_to_public": True,
        },
    }


def gazette(
    *, year: int, issue: int, total: int, on: date, contents: list[dict[str, Any]]
) -> Values:
    """Return a gazette issue (政府公报) with its contents."""
    title = f"青禾县人民政府公报{year}年第{issue}期（总第{total}期）"
    summary = f"本期刊登{len(contents)}篇，电子版与纸质版内容一致。"
    lines = [f"【{row['section']}】{row['title']}" for row in contents]
    return catalogue(
        title, summary, theme="02-01", keywords=["政府公报"], column="gazette", on=on
    ) | {
        "text": paragraphs(lines),
        "channels": ["website", "gazette", "print", "reading_point"],
        "own": {
            "year": year,
            "issue": issue,
            "total_issue": total,
            "issued_on": on.isoformat(),
            "sponsor": "青禾县人民政府办公室",
            "contents": contents,
        },
    }

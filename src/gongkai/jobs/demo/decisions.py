"""Texts of decisions (行政许可、行政处罚): what was decided about invented firms."""

from __future__ import annotations

from datetime import date, timedelta

from gongkai.jobs.demo.county import DemoBody
from gongkai.jobs.demo.texts import Values, catalogue, day

LICENCES = (
    ("取水许可", "同意在双溪上游取用地表水，年取水量不超过二十万立方米。"),
    ("食品经营许可", "准予从事热食类、冷食类食品制售。"),
    ("道路旅客运输经营许可", "准予经营县内包车客运，车辆十二辆。"),
    ("建筑工程施工许可", "准予综合楼工程开工，建筑面积四千六百平方米。"),
    ("民办幼儿园办学许可", "准予设立，办学规模六个班。"),
)


PENALTIES = (
    ("未按规定公示收费标准", "《价格违法行为行政处罚规定》", "责令改正，罚款人民币三千元。"),
    ("未如实记录食品进货查验情况", "《中华人民共和国食品安全法》", "警告，责令限期改正。"),
    ("向河道倾倒建筑垃圾", "《中华人民共和国水法》", "责令清除，罚款人民币一万元。"),
    (
        "未经批准占用道路施工",
        "《中华人民共和国公路法》",
        "责令停止施工，恢复原状，罚款人民币五千元。",
    ),
)


FIRMS = (
    "青禾竹业有限公司",
    "双溪食品有限公司",
    "禾丰农机专业合作社",
    "白石民宿经营部",
    "南山砂石有限公司",
)


def licence(facts: DemoBody, *, number: str, on: date, serial: int) -> Values:
    """Return a licensing decision (行政许可决定)."""
    matter, content = LICENCES[serial % len(LICENCES)]
    firm = FIRMS[serial % len(FIRMS)]
    title = f"{facts.name}关于准予{firm}{matter}的决定"
    summary = f"{facts.short_name}准予{firm}的{matter}申请。"
    return catalogue(
        title,
        summary,
        theme=facts.theme,
        keywords=["行政许可", matter],
        column="A20-05-decisions",
        on=on,
    ) | {
        "document_number": number,
        "own": {
            "counterpart": firm,
            "matter": matter,
            "decided_on": on.isoformat(),
            "valid_until": date(on.year + 3, on.month, min(on.day, 28)).isoformat(),
            "content": content,
        },
    }


def penalty(facts: DemoBody, *, number: str, on: date, serial: int) -> Values:
    """Return a penalty decision (行政处罚决定)."""
    what, basis, conclusion = PENALTIES[serial % len(PENALTIES)]
    firm = FIRMS[(serial + 2) % len(FIRMS)]
    title = f"{facts.name}关于{firm}{what}的行政处罚决定"
    summary = f"{facts.short_name}对{firm}{what}作出处罚。"
    return catalogue(
        title,
        summary,
        theme=facts.theme,
        keywords=["行政处罚", facts.short_name],
        column="A20-06",
        on=on,
    ) | {
        "document_number": number,
        "own": {
            "counterpart": firm,
            "type": "penalty",
            "decided_on": on.isoformat(),
            "facts": f"{day(on - timedelta(days=20))}检查发现，{firm}{what}。",
            "grounds": basis,
            "conclusion": conclusion,
        },
    }

"""Sentences that sound reports hold, and sentences that must be noticed, put into a whole report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.core.audit.engine import audit
from gongkai.core.kernel.findings import Finding, Level
from tests.core.audit.audit_cases import build_report

FILE = Path(__file__).resolve().parents[2] / "examples" / "audit_sentences.yaml"
YEAR = 2022
HEADS = {
    1: "一、总体情况",
    2: "二、主动公开政府信息情况\n[表二]",
    3: "三、收到和处理政府信息公开申请情况\n[表三]",
    4: "四、政府信息公开行政复议、行政诉讼情况\n[表四]",
    5: "五、存在的主要问题及改进情况",
    6: "六、其他需要报告的事项",
}
SOUND = {
    1: "2022年，认真贯彻落实《条例》，扎实推进政府信息公开工作。",
    5: "公开内容还不够全面，下一步将丰富解读形式，提升公开质量和水平。",
    6: "本年度未收取信息处理费。",
}


def _sentences(kind: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load(FILE.read_text("utf-8"))[kind])


def _findings(example: dict[str, Any]) -> tuple[Finding, ...]:
    body, text = example.get("body", "青禾县教育局"), example["text"]
    parts = [f"{body}{YEAR}年政府信息公开工作年度报告"]
    if example["section"] == 0:
        parts.append(text)
    for number, head in HEADS.items():
        here = number == example["section"]
        usual = [SOUND[number]] if number in SOUND and not (here and example.get("alone")) else []
        parts += [head, *usual, *([text] if here else [])]
    parts += [body, f"{YEAR + 1}年1月20日"]
    rows = {}
    if "申请9件" in text or "受理9件" in text:
        nine = [9, 0, 0, 0, 0, 0, 9]
        names = ("received", "granted", "concluded")
        rows = {f"applications.{name}": nine for name in names}
    report = build_report({"body": body, "year": YEAR, "text": "\n".join(parts), "rows": rows})
    return audit([report]).findings


@pytest.mark.parametrize("example", _sentences("sound"), ids=lambda example: example["text"][:24])
def test_sound_sentence_raises_nothing(example: dict[str, Any]) -> None:
    loud = [f for f in _findings(example) if f.level is not Level.NOTE]
    assert [(f.rule, f.message) for f in loud] == []


@pytest.mark.parametrize("example", _sentences("faulty"), ids=lambda example: example["text"][:24])
def test_faulty_sentence_is_noticed(example: dict[str, Any]) -> None:
    assert example["rule"] in [finding.rule for finding in _findings(example)]

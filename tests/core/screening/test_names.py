"""Protected names: one character off is found, the name itself and its variants are not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.screening import names
from gongkai.core.screening.gate import screen

ON = date(2026, 11, 22)
NAMES = [listed.name for listed in names.names()]


def found(text: str) -> list[str]:
    return [alarm.proposal for alarm in names.find(text)]


@given(st.sampled_from(NAMES), st.data())
def test_a_wrong_character_inside_a_name_is_found(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(name) - 2))
    wrong = f"{name[:at]}鑫{name[at + 1 :]}"
    # A name inside a longer one may be the one that is named.
    assert any(hit in name for hit in found(f"为推进{wrong}工作，"))


@given(st.sampled_from([name for name in NAMES if len(name) >= 6]), st.data())
def test_a_missing_character_inside_a_long_name_is_found(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(name) - 2))
    shorter = name[:at] + name[at + 1 :]
    listed = next(n for n in names.names() if n.name == name)
    if shorter in listed.variants or name[at] in names.CONNECTIVES or shorter in NAMES:
        return
    assert any(hit in name for hit in found(f"为推进{shorter}工作，"))


@pytest.mark.parametrize("name", NAMES)
def test_the_name_itself_is_right(name: str) -> None:
    assert found(f"为推进{name}工作，") == []


@pytest.mark.parametrize(
    "text",
    [
        "政府信息的主动公开",
        "县发展改革委员会",
        "人力资源社会保障局",
        "住房城乡建设局",
        "重大的行政决策",
        "市场的监督管理",
        "公共资源的交易平台",
        "中国共产党员的先锋模范作用",
        "依法公开政府信息",
        "乡村振兴",
        "生态环境",
        "国务院办公厅关于",
        "全国人大代表",
    ],
)
def test_ways_of_speaking_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_state_name_blocks() -> None:
    alarms = [alarm for alarm in screen("坚持中华人民共河国宪法", on=ON) if alarm.rule == "N-01"]
    assert [alarm.gate for alarm in alarms] == ["block"]

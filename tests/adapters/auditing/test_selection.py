import pytest

from gongkai.adapters.auditing.selection import UnknownRulesError, select
from gongkai.core.audit.engine import rules_of
from gongkai.core.audit.profiles import profile


def codes(chosen):
    return {rule.code for rule in rules_of(chosen)}


def test_不选时与方案一致():
    assert codes(select(profile())) == codes(profile())


def test_按类别和编号选择():
    chosen = codes(select(profile(), only=("T3",)))
    assert "T3-02" in chosen
    assert {code.split("-")[0] for code in chosen} == {"T3"}
    assert codes(select(profile(), only=("T3-02",))) == {"T3-02"}


def test_按编号能选默认不运行的规则_按类别不能():
    assert "T3-09" not in codes(select(profile(), only=("T3",)))
    assert codes(select(profile(), only=("T3-09",))) == {"T3-09"}


def test_略过优先于选择():
    assert "T3-02" not in codes(select(profile(), only=("T3",), skip=("T3-02",)))
    assert codes(select(profile(), skip=("T3",))) == {
        code for code in codes(profile()) if not code.startswith("T3-")
    }


def test_不认识的编号一次全部指出():
    with pytest.raises(UnknownRulesError, match="T3-99、ZZ") as caught:
        select(profile(), only=("T3-99",), skip=("ZZ",))
    assert caught.value.names == ("T3-99", "ZZ")

import pytest

from gongkai.adapters.auditing.selection import UnknownRulesError, select
from gongkai.core.audit.engine import rules_of
from gongkai.core.audit.profiles import profile


def codes(chosen):
    return {rule.code for rule in rules_of(chosen)}


def test_without_a_choice_the_profile_stands():
    assert codes(select(profile())) == codes(profile())


def test_choose_by_family_and_by_number():
    chosen = codes(select(profile(), only=("T3",)))
    assert "T3-02" in chosen
    assert {code.split("-")[0] for code in chosen} == {"T3"}
    assert codes(select(profile(), only=("T3-02",))) == {"T3-02"}


def test_a_number_switches_on_what_a_family_does_not():
    assert "T3-09" not in codes(select(profile(), only=("T3",)))
    assert codes(select(profile(), only=("T3-09",))) == {"T3-09"}


def test_skipping_wins_over_choosing():
    assert "T3-02" not in codes(select(profile(), only=("T3",), skip=("T3-02",)))
    assert codes(select(profile(), skip=("T3",))) == {
        code for code in codes(profile()) if not code.startswith("T3-")
    }


def test_every_unknown_name_is_told_at_once():
    with pytest.raises(UnknownRulesError, match="T3-99、ZZ") as caught:
        select(profile(), only=("T3-99",), skip=("ZZ",))
    assert caught.value.names == ("T3-99", "ZZ")

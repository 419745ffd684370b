"""The second factor at the floor of the apps: codes, recovery, pauses, resets."""

from __future__ import annotations

from base64 import b32decode, b32encode
from datetime import timedelta

import pytest
from django_otp.oath import TOTP

from gongkai.apps.accounts import actions, queries
from gongkai.apps.accounts.models import RecoveryCode, SecondFactor
from gongkai.apps.trail.models import Entry
from gongkai.core.kernel.refusals import Refused
from tests.apps.factories import AT, a_user

KEY = b32encode(b"twenty bytes of test").decode()


def code_at(moment) -> str:
    clock = TOTP(b32decode(KEY))
    clock.time = moment.timestamp()
    return f"{clock.token():06d}"


def switched_on(person) -> list[str]:
    return actions.confirm_second_factor(user=person, key=KEY, code=code_at(AT), at=AT)


def verify(person, code, at=AT + timedelta(minutes=2)):
    return actions.verify_second_factor(user=person, code=code, at=at)


def codes_of(caught) -> list[str]:
    return [reason.code for reason in caught.value.reasons]


def test_a_first_code_switches_it_on_and_the_key_is_not_readable(county):
    codes = switched_on(county["drafter"])
    assert len(set(codes)) == 10
    assert queries.has_second_factor(county["drafter"])
    assert KEY not in SecondFactor.objects.get().sealed_key
    assert not set(codes) & set(RecoveryCode.objects.values_list("digest", flat=True))


def test_a_wrong_first_code_switches_nothing_on(county):
    wrong = code_at(AT - timedelta(minutes=10))
    with pytest.raises(Refused, match="验证码不对"):
        actions.confirm_second_factor(user=county["drafter"], key=KEY, code=wrong, at=AT)
    assert not SecondFactor.objects.exists()


def test_the_device_opens_and_no_code_opens_twice(county):
    person = county["drafter"]
    switched_on(person)
    later = AT + timedelta(minutes=2)
    assert verify(person, code_at(later)) == "device"
    with pytest.raises(Refused, match="已经用过"):
        verify(person, code_at(later))


@pytest.mark.parametrize("typed", ["{}", " {} ", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}"])
def test_a_code_is_taken_however_it_is_spaced(county, typed):
    person = county["drafter"]
    switched_on(person)
    assert verify(person, typed.format(code_at(AT + timedelta(minutes=2)))) == "device"


def test_a_recovery_code_opens_once_and_leaves_a_trace(county):
    person = county["drafter"]
    code = switched_on(person)[0]
    assert verify(person, code.lower()) == "recovery"
    assert queries.recovery_codes_left(person) == 9
    assert Entry.objects.filter(action="accounts.recovery_code.used").count() == 1
    with pytest.raises(Refused):
        verify(person, code)


def test_new_recovery_codes_void_the_old_ones(county):
    person = county["drafter"]
    old = switched_on(person)[0]
    new = actions.renew_recovery_codes(user=person, at=AT)[0]
    with pytest.raises(Refused):
        verify(person, old)
    assert verify(person, new) == "recovery"


def test_wrong_codes_lead_to_a_pause_that_even_the_right_code_waits_out(county):
    person = county["drafter"]
    switched_on(person)
    soon = AT + timedelta(minutes=2)
    for _ in range(5):
        with pytest.raises(Refused):
            verify(person, "000000", soon)
    with pytest.raises(Refused) as caught:
        verify(person, code_at(soon), soon)
    assert codes_of(caught) == ["accounts.second_factor_blocked"]
    after = soon + timedelta(minutes=6)
    assert verify(person, code_at(after), after) == "device"


def test_an_administrator_resets_a_lost_device_with_a_reason(county):
    person = county["drafter"]
    switched_on(person)
    with pytest.raises(Refused, match="没有写明重置的理由"):
        actions.reset_second_factor(user=person, reason=" ", by=county["administrator"], at=AT)
    actions.reset_second_factor(
        user=person, reason="手机遗失，已当面核对", by=county["administrator"], at=AT
    )
    assert not queries.has_second_factor(person)
    assert not RecoveryCode.objects.exists()


@pytest.mark.parametrize("who", ["drafter", "ogi_office", "supervisor"])
def test_nobody_but_an_administrator_resets(county, who):
    person = county["first_reviewer"]
    switched_on(person)
    with pytest.raises(Refused, match="系统管理员办理"):
        actions.reset_second_factor(user=person, reason="手机遗失", by=county[who], at=AT)
    assert queries.has_second_factor(person)


def test_an_administrator_does_not_reset_their_own(county):
    person = county["administrator"]
    switched_on(person)
    with pytest.raises(Refused, match="不能重置自己的双因素"):
        actions.reset_second_factor(user=person, reason="换手机", by=person, at=AT)


def test_the_county_chooses_which_roles_need_it(county, settings):
    settings.COUNTY_SETTINGS = {}
    reviewer = county["final_reviewer"]
    assert queries.needs_second_factor(county["administrator"], on=AT.date())
    assert not queries.needs_second_factor(reviewer, on=AT.date())
    top = a_user("top", county.government, "administrator")
    actions.change_setting(
        key="second_factor.final_reviewer", given="true", reason="等保整改", by=top, at=AT
    )
    assert queries.needs_second_factor(reviewer, on=AT.date())

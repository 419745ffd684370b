"""Sealing, opening, searching and changing keys, without a database."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.adapters.encryption import cipher, keyring, search_hash
from gongkai.adapters.encryption.cipher import KeyMissingError, UnreadableError
from gongkai.adapters.encryption.keyring import KeyringError
from gongkai.core.text.identifiers import Identifier

# A busy machine is no fault of the code.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

KEYS = keyring.fresh()
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(TEXT, TEXT)
@PATIENT
def test_what_is_sealed_for_a_place_opens_there(plain, context):
    token = cipher.seal(plain, context=context, keyring=KEYS)
    assert cipher.unseal(token, context=context, keyring=KEYS) == plain
    assert cipher.key_of(token) == "k1"


@given(TEXT, TEXT, TEXT)
@PATIENT
def test_it_opens_nowhere_else(plain, context, other):
    token = cipher.seal(plain, context=context, keyring=KEYS)
    if other != context:
        with pytest.raises(UnreadableError, match="打不开"):
            cipher.unseal(token, context=other, keyring=KEYS)


@given(TEXT, st.data())
@PATIENT
def test_any_changed_sign_is_noticed(plain, data):
    token = cipher.seal(plain, context="a", keyring=KEYS)
    at = data.draw(st.integers(0, len(token) - 1))
    sign = data.draw(st.sampled_from("AaZz09_-:"))
    altered = token[:at] + sign + token[at + 1 :]
    # The last sign of unpadded base64 may carry bits that mean nothing.
    if altered != token and "=" not in token:
        with pytest.raises(UnreadableError):
            cipher.unseal(altered, context="a", keyring=KEYS)


def test_equal_texts_are_sealed_differently():
    made = {cipher.seal("张三", context="a", keyring=KEYS) for _ in range(20)}
    assert len(made) == 20


@given(st.binary(max_size=200))
@PATIENT
def test_files_are_sealed_likewise(content):
    sealed = cipher.seal_bytes(content, context="paper/1", keyring=KEYS)
    assert cipher.open_bytes(sealed, context="paper/1", keyring=KEYS) == content
    assert cipher.key_of_bytes(sealed) == "k1"
    with pytest.raises(UnreadableError):
        cipher.open_bytes(sealed, context="paper/2", keyring=KEYS)
    with pytest.raises(UnreadableError):
        cipher.open_bytes(content, context="paper/1", keyring=KEYS)


def test_after_a_change_of_keys_old_values_open_and_new_ones_use_the_new_key():
    renewed = KEYS.renewed()
    old = cipher.seal("张三", context="a", keyring=KEYS)
    assert cipher.unseal(old, context="a", keyring=renewed) == "张三"
    assert cipher.key_of(cipher.seal("李四", context="a", keyring=renewed)) == "k2"
    with pytest.raises(KeyMissingError, match="密钥 k1"):
        cipher.unseal(old, context="a", keyring=renewed.retired())


def test_another_instances_keys_open_nothing():
    token = cipher.seal("张三", context="a", keyring=KEYS)
    with pytest.raises(UnreadableError, match="密钥不对"):
        cipher.unseal(token, context="a", keyring=keyring.fresh())


@pytest.mark.parametrize("text", ["", "张三", "gk1:k1:@@", "gk1:k1:AA", "gk1:k9:" + "A" * 40])
def test_what_is_not_sealed_is_never_taken_for_sealed(text):
    with pytest.raises(UnreadableError):
        cipher.unseal(text, context="a", keyring=KEYS)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (Identifier.NAME, "张 三", "张三"),
        (Identifier.NAME, "阿依·古丽", "阿依•古丽"),
        (Identifier.ID_NUMBER, "11010119900307123x", "\uff11\uff110101 19900307 123X"),
        (Identifier.PHONE, "+86 138-1234-1234", "13812341234"),
        (Identifier.EMAIL, "Zhang@QQ.com ", "zhang@qq.com"),
    ],
)
def test_spellings_of_one_value_are_found_by_one_hash(kind, one, other):
    found = search_hash.keyed_hash(kind, one, keyring=KEYS)
    assert found == search_hash.keyed_hash(kind, other, keyring=KEYS)
    assert found.startswith("s1:")
    assert one not in found


def test_the_hash_depends_on_kind_and_key_and_is_none_for_nothing():
    number = "13812341234"
    as_phone = search_hash.keyed_hash(Identifier.PHONE, number, keyring=KEYS)
    assert as_phone != search_hash.keyed_hash(Identifier.TEXT, number, keyring=KEYS)
    assert as_phone != search_hash.keyed_hash(Identifier.PHONE, number, keyring=keyring.fresh())
    assert search_hash.keyed_hash(Identifier.PHONE, " - ", keyring=KEYS) == ""
    both = search_hash.every_hash(Identifier.PHONE, number, keyring=KEYS.renewed())
    assert len(both) == 2
    assert as_phone in both


def test_the_key_file_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    path = tmp_path / "keys" / "personal-data.json"
    made = keyring.make_file(path)
    assert keyring.make_file(path) == made
    assert path.stat().st_mode & 0o077 == 0
    keyring.replace_file(path, made.renewed())
    assert keyring.read_file(path).encryption.current == "k2"
    assert [each.name for each in path.parent.iterdir()] == ["personal-data.json"]


def test_keys_never_show_in_repr():
    shown = repr(KEYS)
    assert "k1" in shown
    for keys in (KEYS.encryption, KEYS.search):
        assert repr(keys.keys[keys.current]) not in shown


@pytest.mark.parametrize(
    "damage",
    [
        lambda read: read.pop("search"),
        lambda read: read["encryption"].update(current="k7"),
        lambda read: read["encryption"]["keys"].update(k1="AAAA"),
        lambda read: read.update(format="other/9"),
    ],
)
def test_a_damaged_key_file_is_one_clear_sentence(damage):
    read = json.loads(keyring.text_of(KEYS))
    damage(read)
    with pytest.raises(KeyringError, match=r"here\.json："):
        keyring.parse(json.dumps(read), source="here.json")


def test_a_missing_key_file_says_where_it_was_looked_for(tmp_path):
    with pytest.raises(KeyringError, match="GONGKAI_DATA_KEY_FILE"):
        keyring.read_file(tmp_path / "none.json")

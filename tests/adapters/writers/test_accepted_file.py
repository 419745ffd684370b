import multiprocessing
from datetime import date

import pytest

from gongkai.adapters.writers.accepted_file import AlreadyAcceptedError, accept, read_accepted
from gongkai.core.audit.accepted import Acceptance
from gongkai.core.kernel.data import DataError

ENTRY = Acceptance("0123456789abcdef", "理由：已核实 # 无误", date(2026, 11, 22), "张三")
OTHER = Acceptance(
    "f" * 16, "另一项", date(2026, 1, 1), "李四", until=date(2026, 12, 31), year=2020
)


def test_what_was_written_is_read_back(tmp_path):
    path = tmp_path / "已接受.yaml"
    accept(path, ENTRY)
    accept(path, OTHER)
    assert read_accepted(path) == (ENTRY, OTHER)
    assert path.read_text("utf-8").startswith("# 已接受的问题")


def test_comments_and_layout_stay(tmp_path):
    path = tmp_path / "accepted.yaml"
    by_hand = (
        "# 我的备注\n- fingerprint: ffffffffffffffff\n  reason: 手写\n  on: 2026-01-01\n  by: 李四"
    )
    path.write_text(by_hand, "utf-8")
    accept(path, ENTRY)
    assert path.read_text("utf-8").startswith(by_hand)
    assert [entry.by for entry in read_accepted(path)] == ["李四", "张三"]


@pytest.mark.parametrize("empty", ["", "[]\n", "# 只有注释\n"])
def test_an_empty_file_is_filled(tmp_path, empty):
    path = tmp_path / "accepted.yaml"
    path.write_text(empty, "utf-8")
    accept(path, ENTRY)
    assert read_accepted(path) == (ENTRY,)


def test_a_fingerprint_is_accepted_once(tmp_path):
    path = tmp_path / "accepted.yaml"
    accept(path, ENTRY)
    before = path.read_bytes()
    with pytest.raises(AlreadyAcceptedError, match="已于 2026-11-22 由 张三 接受"):
        accept(path, ENTRY)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("- reason: 缺编号\n  when: 2026\n", ["fingerprint is missing", "unknown when"]),
        ("fingerprint: x\n", ["expected a list"]),
        ("- [", ["not YAML"]),
        ("- 1\n", ["expected keys of Acceptance"]),
    ],
)
def test_a_file_that_does_not_fit_is_named_in_full_and_left_alone(tmp_path, text, named):
    path = tmp_path / "accepted.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError) as caught:
        accept(path, ENTRY)
    assert all(any(word in mistake for mistake in caught.value.mistakes) for word in named)
    assert path.read_text("utf-8") == text


def test_another_encoding_is_named(tmp_path):
    path = tmp_path / "accepted.yaml"
    path.write_bytes("- reason: 理由".encode("gb18030"))
    with pytest.raises(DataError, match="save it as UTF-8"):
        read_accepted(path)


def test_an_indented_list_is_refused_rather_than_broken(tmp_path):
    path = tmp_path / "accepted.yaml"
    path.write_text(
        "  - {fingerprint: ffffffffffffffff, reason: 手写, 'on': 2026-01-01, by: 李四}\n", "utf-8"
    )
    before = path.read_bytes()
    with pytest.raises(DataError):
        accept(path, ENTRY)
    assert path.read_bytes() == before
    assert [child.name for child in tmp_path.iterdir()] == ["accepted.yaml"]


def _accept_many(path, first):
    for number in range(first, first + 10):
        accept(path, Acceptance(f"{number:016x}", "同时写入", date(2026, 1, 1), "某人"))


def test_two_people_adding_at_once_lose_nothing(tmp_path):
    path = tmp_path / "accepted.yaml"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_accept_many, args=(path, first)) for first in (0, 100)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert len(read_accepted(path)) == 20

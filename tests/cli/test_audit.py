"""The audit command from outside: formats, exit codes, bad input, accepted findings, any --jobs."""

from __future__ import annotations

import io
import json
import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from gongkai.adapters.writers import findings_json
from gongkai.adapters.writers.report_text import write_text
from gongkai.cli.main import main
from gongkai.core.audit.case import RULES
from gongkai.core.audit.rules import register_all
from gongkai.core.reporting.specimens import sound_report, years_of_one_body
from tests.damage.prose_defects import half_a_person
from tests.damage.table_defects import row_total_wrong

COMMAND = [sys.executable, "-m", "gongkai.cli.main", "audit"]


def put(path: Path, *papers) -> Path:
    path.write_text(write_text(papers), "utf-8")
    return path


@pytest.fixture(scope="module")
def faulty(tmp_path_factory) -> Path:
    specimen = sound_report(21, year=2023)
    path = tmp_path_factory.mktemp("faulty") / "有误.txt"
    return put(path, row_total_wrong(specimen, random.Random(1)))


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    return put(tmp_path_factory.mktemp("sound") / "无误.txt", sound_report(22, year=2023).paper)


@pytest.fixture(scope="module")
def batch(tmp_path_factory) -> Path:
    """Years of several bodies, one of them faulty: enough files for worker processes."""
    folder = tmp_path_factory.mktemp("batch")
    for seed in range(5):
        for specimen in years_of_one_body(seed, (2021, 2022, 2023)):
            paper = half_a_person(specimen, random.Random(seed)) if seed == 3 else specimen.paper
            put(folder / f"{seed}-{specimen.year}.txt", paper)
    (folder / "图片.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    return folder


def audit(capsys, *arguments) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["audit", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def audit_json(capsys, tmp_path):
    """Return a function that runs the command and returns its exit code and its JSON."""

    def run(*arguments) -> tuple[int, dict]:
        output = tmp_path / "结果.json"
        code, _, told = audit(capsys, *arguments, "--format", "json", "--output", output)
        assert told == ""
        return code, json.loads(output.read_text("utf-8"))

    return run


def test_a_sound_report_is_checked_and_quiet(sound, audit_json):
    code, result = audit_json(sound)
    assert code == 0
    assert not [f for f in result["findings"] if f["level"] in ("error", "warning")]
    assert result["summary"]["passed"] > 20


def test_an_error_is_found_and_exit_code_says_so(faulty, audit_json):
    code, result = audit_json(faulty)
    assert code == 1
    found = next(f for f in result["findings"] if f["rule"] == "T3-02")
    assert found["level"] == "error"
    assert found["body"]
    assert found["year"] == 2023
    place = found["places"][0]
    assert place["path"] == str(faulty)
    assert place["line"] > 1
    marked = place["quote"][slice(*place["mark"])]
    assert marked in (found["actual"], found["expected"])


def test_the_terminal_shows_the_row_with_a_mark_under_the_figure(faulty):
    run = subprocess.run([*COMMAND, str(faulty)], capture_output=True, text=True)
    lines = run.stdout.splitlines()
    assert run.returncode == 1
    assert any(re.fullmatch(r" *~*\^( +~*\^)*", line) for line in lines)
    assert re.search(r"核查了 1 份报告：错误 [1-9]", run.stdout)
    assert "\x1b" not in run.stdout
    assert run.stderr == ""


@pytest.mark.parametrize("name", ["html", "sarif", "xlsx"])
def test_every_format_is_written_whole_to_a_file(faulty, tmp_path, name, capsys):
    output = tmp_path / f"结果.{name}"
    code, shown, _ = audit(capsys, faulty, "--format", name, "--output", output)
    assert code == 1
    assert shown == ""
    if name == "html":
        assert output.read_text("utf-8").rstrip().endswith("</html>")
    elif name == "sarif":
        results = json.loads(output.read_text("utf-8"))["runs"][0]["results"]
        assert "T3-02" in {result["ruleId"] for result in results}
    else:
        book = openpyxl.load_workbook(io.BytesIO(output.read_bytes()))
        assert "T3-02" in {row[1] for row in book["问题"].iter_rows(values_only=True)}
    assert [child.name for child in tmp_path.iterdir()] == [output.name]


@pytest.mark.parametrize("name", ["json", "html"])
def test_the_output_is_the_same_for_any_number_of_jobs(batch, tmp_path, name, capsys):
    outputs = []
    for jobs in (1, 2):
        output = tmp_path / f"{jobs}"
        audit(capsys, batch, "--format", name, "--jobs", jobs, "--output", output)
        outputs.append(output.read_bytes())
    assert outputs[0] == outputs[1]


def test_a_batch_names_what_it_could_not_read_and_goes_on(batch, audit_json):
    code, result = audit_json(batch, "--jobs", 2)
    assert result["summary"]["reports"] == 15
    unread = [document for document in result["documents"] if document["problems"]]
    assert [Path(document["path"]).name for document in unread] == ["图片.txt"]
    faults = [f for f in result["findings"] if f["rule"] == "A-07"]
    assert {Path(f["places"][0]["path"]).name[0] for f in faults} == {"3"}
    assert code == (1 if any(f["level"] == "error" for f in result["findings"]) else 0)


def test_rules_are_chosen_and_skipped(faulty, audit_json):
    _, only = audit_json(faulty, "--rules", "t3-02")
    assert set(only["summary"]["by_rule"]) == {"T3-02"}
    _, without = audit_json(faulty, "--skip", "T3,A,P")
    families = {code.split("-")[0] for code in without["summary"]["by_rule"]}
    assert not families & {"T3", "A", "P"}
    assert families


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "请给出要核查的文件或文件夹"),
        (("没有这个文件.txt",), "没有读出任何年度报告，未作核查。"),
        (
            ("X", "--profile", "随便"),
            "没有核查方案“随便”，可用的有：research、self-check、superior",
        ),
        (("X", "--rules", "Q-99"), "没有这样的规则：Q-99。"),
        (("X", "--accepted", "没有.yaml"), "没有.yaml"),
        (("X", "--roster", "没有.txt"), "没有.txt"),
        (("X", "--output", "."), "是文件夹，不能作为输出文件"),
        (("X", "--output", "没有/这里.html"), "写入失败"),
    ],
)
def test_wrong_usage_is_one_clear_line_and_exit_code_2(sound, capsys, arguments, said):
    given = [str(sound) if argument == "X" else argument for argument in arguments]
    code, shown, told = audit(capsys, *given)
    assert code == 2
    assert shown == ""
    assert said in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--jobs", "0"), "进程数应为正整数"),
        (("--until", "明年"), "日期应写成 2027-03-31"),
        (("--format", "doc"), "doc"),
    ],
)
def test_options_that_cannot_be_understood(sound, capsys, arguments, said):
    with pytest.raises(SystemExit) as caught:
        main(["audit", str(sound), *arguments])
    assert caught.value.code == 2
    assert said in capsys.readouterr().err


def test_an_empty_folder_and_an_empty_file_are_named(tmp_path, capsys):
    (tmp_path / "空.txt").touch()
    folder = tmp_path / "空文件夹"
    folder.mkdir()
    code, _, told = audit(capsys, tmp_path / "空.txt", folder)
    assert code == 2
    assert "空.txt" in told
    assert "空文件夹" in told


def test_a_full_disk_leaves_nothing_behind(faulty, capsys):
    if not Path("/dev/full").exists():
        pytest.fail("this test needs /dev/full")
    code, _, told = audit(capsys, faulty, "--format", "json", "--output", "/dev/full")
    assert code == 2
    assert "/dev/full：写入失败" in told


def test_a_reader_that_goes_away_is_no_fault(batch):
    run = subprocess.Popen([*COMMAND, str(batch)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    run.stdout.close()
    told = run.stderr.read().decode()
    run.stderr.close()
    run.wait()
    assert told == ""


def test_interruption_is_told_in_one_line_and_leaves_nothing(sound, tmp_path, capsys, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(findings_json, "write", interrupted)
    code, shown, told = audit(capsys, sound, "--format", "json", "--output", tmp_path / "结果.json")
    assert (code, shown, told) == (130, "", "已中断。\n")
    assert list(tmp_path.iterdir()) == []


def test_an_accepted_finding_is_counted_and_no_longer_listed(faulty, tmp_path, capsys, audit_json):
    accepted = tmp_path / "已接受.yaml"
    _, before = audit_json(faulty)
    fingerprint = next(f["fingerprint"] for f in before["findings"] if f["rule"] == "T3-02")
    given = ("--accept", fingerprint, "--reason", "已与业务科核实", "--by", "张三")
    code, said, _ = audit(capsys, faulty, *given, "--accepted", accepted)
    assert code == 0
    assert fingerprint in said
    assert "rule: T3-02" in accepted.read_text("utf-8")
    _, after = audit_json(faulty, "--accepted", accepted)
    assert fingerprint not in {f["fingerprint"] for f in after["findings"]}
    (kept,) = after["accepted"]
    assert kept["acceptance"]["reason"] == "已与业务科核实"
    assert after["summary"]["suppressed"] == 1
    code, _, told = audit(capsys, faulty, *given, "--accepted", accepted)
    assert code == 2
    assert "由 张三 接受" in told


def test_accepting_says_everything_that_is_missing(capsys):
    code, _, told = audit(capsys, "--accept", "T3-02")
    assert code == 2
    assert len(told.splitlines()) == 4
    for word in ("不是问题的编号", "--reason", "--by", "--accepted"):
        assert word in told


def test_a_mistyped_fingerprint_is_not_recorded(sound, tmp_path, capsys):
    accepted = tmp_path / "accepted.yaml"
    given = ("--accept", "0" * 16, "--reason", "x", "--by", "y", "--accepted", accepted)
    code, _, told = audit(capsys, sound, *given)
    assert code == 2
    assert "没有编号为 0000000000000000 的问题" in told
    assert not accepted.exists()


def test_a_broken_file_of_accepted_findings_is_named(sound, tmp_path, capsys):
    accepted = tmp_path / "accepted.yaml"
    accepted.write_text("- reason: 缺编号\n", "utf-8")
    code, _, told = audit(capsys, sound, "--accepted", accepted)
    assert code == 2
    assert "fingerprint is missing" in told


def test_a_roster_names_the_bodies_that_did_not_report(sound, tmp_path, audit_json):
    roster = tmp_path / "名单.txt"
    roster.write_text("# 应报单位\n某某县从未报过局\n", "utf-8")
    _, result = audit_json(sound, "--roster", roster)
    assert result["summary"]["by_rule"]


def test_a_fault_of_a_rule_is_told_once(sound, faulty, capsys, monkeypatch):
    def broken(case):
        raise ZeroDivisionError("planted")

    register_all()
    monkeypatch.setitem(RULES._rules, "T3-02", replace(RULES.get("T3-02"), check=broken))
    code, shown, told = audit(capsys, sound, faulty, "--rules", "T3-02")
    assert code == 0
    assert "无法判断 2" in shown
    (line,) = told.splitlines()
    assert line.startswith("规则运行中断 2 次，按无法判断计")
    assert "T3-02: ZeroDivisionError: planted" in line

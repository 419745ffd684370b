import csv
import io
import json
import os
import signal
import subprocess
import sys
import time

import pyarrow.parquet
import pytest

from gongkai.adapters.writers.report_html import write_html
from gongkai.adapters.writers.report_text import write_text
from gongkai.cli.main import main
from gongkai.core.law.forms import cells
from gongkai.core.reporting.specimens.reports import sound_report

COMMAND = [sys.executable, "-m", "gongkai.cli.main", "read"]
SPECIMEN = sound_report(7, year=2023)
OLDER = sound_report(8, year=2020)


@pytest.fixture
def folder(tmp_path):
    """A folder with one report of each form."""
    place = tmp_path / "年报"
    place.mkdir()
    (place / "a.txt").write_text(write_text([SPECIMEN.paper]), "utf-8")
    (place / "b.html").write_text(write_html([OLDER.paper]), "utf-8")
    return place


def run(*arguments: object, **options: object) -> subprocess.CompletedProcess:
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, **options)


def test_the_text_for_people(folder, capsysbinary):
    assert main(["read", str(folder)]) == 0
    shown = capsysbinary.readouterr().out.decode()
    assert f"{SPECIMEN.body.name}  2023 年  2021 年格式" in shown
    assert f"{OLDER.body.name}  2020 年  2019 年格式" in shown
    assert "一、本年新收政府信息公开申请数量" in shown
    assert shown.count("说明：") == 1


def test_columns_stand_under_each_other(folder, capsysbinary):
    main(["read", str(folder / "a.txt")])
    shown = capsysbinary.readouterr().out.decode().splitlines()
    rows = [line for line in shown if line.startswith(("  一、本年新收", "  四、结转"))]
    widths = {sum(2 if character > "\u2e7f" else 1 for character in row) for row in rows}
    assert len(rows) == 2
    assert len(widths) == 1


def test_json_keeps_the_order_of_the_files(folder, capsysbinary):
    assert main(["read", str(folder), "--format", "json"]) == 0
    documents = json.loads(capsysbinary.readouterr().out)["documents"]
    assert [document["kind"] for document in documents] == ["text", "html"]
    assert [d["reports"][0]["year"] for d in documents] == [2023, 2020]


def test_csv_is_one_row_a_cell(folder, capsysbinary):
    assert main(["read", str(folder), "--format", "csv"]) == 0
    text = capsysbinary.readouterr().out.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(cells("2021")) + len(cells("2019"))
    found = {row["cell"]: row["value"] for row in rows if row["form"] == "2021"}
    assert found == {name: format(value, "f") for name, value in SPECIMEN.figures.items()}
    assert {row["restored"] for row in rows} == {"false"}


def test_parquet_holds_the_same(folder, tmp_path):
    target = tmp_path / "表.parquet"
    assert main(["read", str(folder), "--format", "parquet", "--output", str(target)]) == 0
    table = pyarrow.parquet.read_table(target)
    rows = [row for row in table.to_pylist() if row["form"] == "2021"]
    assert {row["cell"]: row["value"] for row in rows} == {
        name: float(value) for name, value in SPECIMEN.figures.items()
    }
    assert rows[0]["body"] == SPECIMEN.body.name
    assert rows[0]["year"] == 2023
    assert rows[0]["line"] > 0


def test_csv_does_not_run_in_a_spreadsheet(folder, capsysbinary):
    path = folder / "=cmd.txt"
    (folder / "a.txt").rename(path)
    os.chdir(folder)
    main(["read", "=cmd.txt", "--format", "csv"])
    text = capsysbinary.readouterr().out.decode("utf-8-sig")
    assert {row["path"] for row in csv.DictReader(io.StringIO(text))} == {"'=cmd.txt"}


def test_bad_files_are_named_and_the_rest_is_printed(folder, tmp_path):
    (folder / "图.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (folder / "空.txt").write_bytes(b"")
    done = run(folder, tmp_path / "没有", "--format", "json")
    assert done.returncode == 1
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 3
    assert lines[0].startswith(f"{folder}/图.txt：这是图片（PNG）")
    assert lines[1].startswith(f"{folder}/空.txt：文件是空的")
    assert lines[2].startswith(f"{tmp_path}/没有：没有这个文件或文件夹")
    documents = json.loads(done.stdout)["documents"]
    assert [len(document["reports"]) for document in documents] == [1, 1, 0, 0, 0]


def test_a_folder_without_files(tmp_path, capsys):
    assert main(["read", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        f"{tmp_path}：文件夹里没有可以读取的文件。请核对路径。（R-04）\n"
    )


def test_a_file_that_is_no_report(tmp_path, capsys):
    path = tmp_path / "通知.txt"
    path.write_text("关于召开会议的通知\n定于明天上午开会。\n", "utf-8")
    assert main(["read", str(path)]) == 1
    assert str(path) in capsys.readouterr().err


def test_a_row_that_was_not_taken_makes_the_reading_incomplete(folder, capsys):
    text = (folder / "a.txt").read_text("utf-8")
    lines = text.splitlines()
    at = next(i for i, line in enumerate(lines) if "1.属于国家秘密" in line)
    lines[at] = lines[at].replace("0", "O?", 1)
    (folder / "a.txt").write_text("\n".join(lines), "utf-8")
    assert main(["read", str(folder / "a.txt")]) == 1
    complaint = capsys.readouterr().err
    assert complaint.startswith(f"{folder / 'a.txt'}：")
    assert "属于国家秘密" in complaint


def test_wrong_usage(capsys):
    for arguments in (["read"], ["read", "x", "--format", "xml"], ["read", "x", "--jobs", "0"]):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == 2
    assert "不是大于 0 的整数" in capsys.readouterr().err


def test_an_output_file_appears_whole_and_keeps_its_rights(folder, tmp_path):
    target = tmp_path / "结果.json"
    target.write_text("旧")
    target.chmod(0o640)
    assert main(["read", str(folder), "--format", "json", "--output", str(target)]) == 0
    assert len(json.loads(target.read_text("utf-8"))["documents"]) == 2
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_new_output_file_has_the_usual_rights(folder, tmp_path):
    target = tmp_path / "结果.json"
    main(["read", str(folder), "--format", "json", "--output", str(target)])
    mask = os.umask(0)
    os.umask(mask)
    assert target.stat().st_mode & 0o777 == 0o666 & ~mask


@pytest.mark.parametrize("name", ["没有/结果.json", "."])
def test_an_output_that_cannot_be_written_is_one_line(name, folder, tmp_path, capsys):
    assert main(["read", str(folder), "--output", str(tmp_path / name)]) == 2
    complaint = capsys.readouterr().err
    assert complaint.count("\n") == 1
    assert complaint.startswith(str(tmp_path / name))


def test_a_full_disk_leaves_nothing_behind(folder, tmp_path, monkeypatch, capsys):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    target = tmp_path / "结果.json"
    target.write_text("旧")
    monkeypatch.setattr(os, "fsync", full)
    assert main(["read", str(folder), "--output", str(target)]) == 2
    assert "写入失败（No space left on device）" in capsys.readouterr().err
    assert target.read_text() == "旧"
    assert {path.name for path in tmp_path.iterdir()} == {"年报", "结果.json"}


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_disk_behind_standard_output(folder):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, str(folder)], stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "标准输出写入失败（No space left on device）。请检查磁盘空间。\n"
    )


def test_the_other_end_of_a_pipe_may_close(folder):
    for number in range(30):
        (folder / f"{number}.txt").write_text(write_text([SPECIMEN.paper]), "utf-8")
    reading = subprocess.Popen(
        [*COMMAND, str(folder), "--format", "json", "--jobs", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert reading.stdout is not None
    reading.stdout.read(10)
    reading.stdout.close()
    assert reading.wait() == 0
    assert reading.stderr is not None
    assert reading.stderr.read() == b""
    reading.stderr.close()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_is_clean(jobs, folder, tmp_path):
    text = write_text([SPECIMEN.paper])
    for number in range(3000):  # so many that reading is not over when the signal comes
        (folder / f"{number}.txt").write_text(text, "utf-8")
    target = tmp_path / "结果.json"
    reading = subprocess.Popen(
        [*COMMAND, str(folder), "--jobs", jobs, "--format", "json", "--output", str(target)],
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while not any(path.name.startswith(".gongkai-") for path in tmp_path.iterdir()):
        time.sleep(0.01)
    os.killpg(reading.pid, signal.SIGINT)
    _, complaint = reading.communicate()
    assert reading.returncode == 130
    assert complaint.decode() == "已中断。\n"
    assert [path.name for path in tmp_path.iterdir()] == ["年报"]


def test_names_that_are_not_utf8(folder):
    path = os.fsencode(folder) + b"/\xc4\xea\xb1\xa8.txt"
    os.rename(folder / "a.txt", path)
    done = subprocess.run([*COMMAND, path, "--format", "json"], capture_output=True)
    (document,) = json.loads(done.stdout)["documents"]
    assert os.fsencode(document["path"]) == path


def test_a_narrow_locale_still_prints(folder):
    done = run(folder, "没有", env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 1
    assert SPECIMEN.body.name in done.stdout.decode("utf-8")
    assert done.stderr.startswith(b"\\u6ca1\\u6709")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_named(folder):
    (folder / "a.txt").chmod(0)
    done = run(folder)
    assert done.returncode == 1
    assert "没有读取权限" in done.stderr.decode()

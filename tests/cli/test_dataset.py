"""``gongkai dataset`` as a person uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.adapters.writers.report_text import TextStyle, write_text
from gongkai.cli.main import main
from gongkai.core.reporting.specimens import sound_report


def test_folder_becomes_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(write_text([sound_report(1).paper], TextStyle()), "utf-8")
    out = tmp_path / "out"
    assert main(["dataset", str(tmp_path / "a.txt"), "--output", str(out), "--format", "csv"]) == 0
    assert "报告 1 行" in capsys.readouterr().out
    assert {path.name for path in out.iterdir()} == {
        "documents.csv",
        "reports.csv",
        "cells.csv",
        "sentences.csv",
        "findings.csv",
        "codebook.md",
        "dataset.json",
    }


def test_nothing_read_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "news.txt").write_text("一条新闻。", "utf-8")
    code = main(["dataset", str(tmp_path / "news.txt"), "--output", str(tmp_path / "out")])
    assert code == 1
    assert "没有读出任何年度报告" in capsys.readouterr().err


def test_output_that_is_a_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "news.txt").write_text("一条新闻。", "utf-8")
    (tmp_path / "out").write_text("", "utf-8")
    code = main(["dataset", str(tmp_path / "news.txt"), "--output", str(tmp_path / "out")])
    assert code == 2
    assert str(tmp_path / "out") in capsys.readouterr().err

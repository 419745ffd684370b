"""From printed lines and grids to reports with cells (读取年度报告). Reading never repairs what it reads."""

from gongkai.core.reporting.reading.documents import read_reports

__all__ = ["read_reports"]

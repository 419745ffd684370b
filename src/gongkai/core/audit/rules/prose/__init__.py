"""Rules that hold the prose against the tables (正文与表格, P-01 to P-09)."""

"""Reading cases (查询)."""

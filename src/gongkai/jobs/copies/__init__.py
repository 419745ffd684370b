"""Copies of an instance (备份与导出): everything sealed for the operator, everything open for anybody."""

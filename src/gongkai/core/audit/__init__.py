"""The audit of annual reports (年度报告核查): rules over what was read. An auditor never repairs."""

"""Applying for information (依申请公开) as a citizen does it: form, receipt, status; no account."""

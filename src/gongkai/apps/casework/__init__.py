"""Disclosure on request (依申请公开): cases from the application to the archive."""

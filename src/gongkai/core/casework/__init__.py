"""Disclosure on request (依申请公开): the life of a case, its clock, its row in the report."""

"""The word lists, as data: each entry with its level, kind, source and days of validity."""

"""The pure domain: facts in, answers out. No Django, no files, no network, no clock."""

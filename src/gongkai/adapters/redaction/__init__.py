"""Redaction (遮盖): papers released without what must stay back, nothing left underneath."""

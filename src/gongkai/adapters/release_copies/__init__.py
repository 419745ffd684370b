"""Copies of files for release (公开件): the same content without hidden properties."""

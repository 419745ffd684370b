"""Sentences of specimen reports, by section, in our own words."""

"""Benchmarks: what ``make bench`` runs, and what it is compared with."""

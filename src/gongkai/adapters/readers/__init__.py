"""Readers: the bytes of one file into printed lines and grids, each with its place."""

"""Searching what is public (检索): what is asked, what is indexed, what of it is shown."""

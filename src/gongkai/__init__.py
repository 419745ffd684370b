"""Gongkai (公开): the system with which a county runs its open-government-information work."""

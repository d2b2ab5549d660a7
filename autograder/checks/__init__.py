"""Checks as data: what to ask, what to expect, and how many points it is worth."""

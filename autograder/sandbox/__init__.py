"""Processes that run a student's code, and what came of them."""

"""Revisions: a newer table held against the plan in force, and accepted row by row."""

"""Intake: a file becomes a draft that a person puts right, and then the plan in force."""

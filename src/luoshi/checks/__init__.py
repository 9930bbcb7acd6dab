"""Checks: one question a file, does what is written follow from what else is written.

A check never reports a true statement: figures are intervals, as wide as rounding and cutting
off allow. docs/checks.md states each with an example that a test runs.
"""

from luoshi.checks.plan import CHECKS, CODES, check_plan, check_statement, check_task, judge_plan

__all__ = ["CHECKS", "CODES", "check_plan", "check_statement", "check_task", "judge_plan"]

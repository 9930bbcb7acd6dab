"""A Document → a Plan, and what could not be read."""

from luoshi.tasktable.assemble import plan_of

__all__ = ["plan_of"]

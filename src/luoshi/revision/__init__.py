"""Revisions: what a newer file of a plan says differently, task by task.

`compare(old, new)` matches the tasks of two plans by wording and number, so that a report
stays with its task when an office renumbers, moves and rewords at once, and says of each
what is different. Nothing is decided here: a person accepts or refuses each change.
"""

from luoshi.revision.changes import Change, ChangeKind, Diff, compare
from luoshi.revision.readings import TargetChange
from luoshi.revision.wording import Edit, edits

__all__ = ["Change", "ChangeKind", "Diff", "Edit", "TargetChange", "compare", "edits"]

"""Workbooks: a unit's reports of a cycle as xlsx, down and up again."""

"""Columns whose meaning a person has told: they come before what headings and cells say."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from luoshi.documents import Table
from luoshi.tasktable.columns import Layout
from luoshi.tasktable.headings import compact

Meanings: TypeAlias = Mapping[tuple[int, int], str]
"""(table, index), both from 1 as in Plan.columns → role: a field of Column, or "responsible"."""

_ONCE = ("no", "chapter", "objective", "text", "leader", "due", "responsible", "lead", "cooperating")


def as_told(layout: Layout, meanings: Meanings) -> Layout:
    """Return the layout with the roles that a person told.

    A role that only one column can have is taken from the column that had it, which is kept as extra.
    """
    told = {index: role for index in range(layout.width) if (role := meanings.get((layout.table, index + 1)))}
    if not told:
        return layout
    taken = {role for role in told.values() if role in _ONCE}
    roles = tuple(told.get(index, "extra" if role in taken else role) for index, role in enumerate(layout.roles))
    guessed = tuple(guess and index not in told for index, guess in enumerate(layout.guessed))
    return replace(layout, roles=roles, guessed=guessed)


def told_layout(table: Table, meanings: Meanings) -> Layout | None:
    """Return the layout of a table whose header was not found, from what a person told of its columns alone."""
    number = table.place.table or 0
    told = {index: role for (of, index), role in meanings.items() if of == number and index <= table.width}
    if "text" not in told.values():
        return None
    roles = tuple(told.get(index, "extra") for index in range(1, table.width + 1))
    headings = _headings(table, roles.index("text")) or ("",) * table.width
    return Layout(headings, roles, (False,) * table.width, number)


def _headings(table: Table, text: int) -> tuple[str, ...] | None:
    """Return the first row's words where they are headings: short ones, over longer ones with a figure or an end."""
    if len(table.rows) < 2 or any(len(row.cells) <= text for row in table.rows[:2]):
        return None
    first, second = (row.cells[text].text.strip() for row in table.rows[:2])
    if len(first) > 12 or len(first) >= len(second) or any(mark in first for mark in "。；0123456789"):
        return None
    words = [compact(cell.text) for cell in table.rows[0].cells]
    return (*words, *[""] * (table.width - len(words)))

"""Corrections as JSON, to be kept beside the reading that they correct, and back."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from types import MappingProxyType
from typing import Any

from luoshi.contract import target_as_dict, target_from_dict
from luoshi.corrections.kinds import (
    CellText,
    ColumnMeaning,
    Correction,
    DoubtSettled,
    FigureChosen,
    PlanYear,
    RowRole,
    TargetRemoved,
    TargetSet,
    TaskAdded,
    TasksJoined,
    TaskSplit,
    UnitAlias,
)
from luoshi.place import Place, Span
from luoshi.plan import Basis, Target

_KINDS: Mapping[str, type[Any]] = {
    "cell": CellText,
    "column": ColumnMeaning,
    "target": TargetSet,
    "no-target": TargetRemoved,
    "figure": FigureChosen,
    "unit": UnitAlias,
    "row": RowRole,
    "task": TaskAdded,
    "split": TaskSplit,
    "joined": TasksJoined,
    "year": PlanYear,
    "settled": DoubtSettled,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def correction_as_dict(correction: Correction) -> dict[str, Any]:
    """Return a correction as JSON values, with its kind; its figures are written exactly by `contract.dump`."""
    written: dict[str, Any] = {"kind": _NAMES[type(correction)]}
    for part in fields(correction):
        value = getattr(correction, part.name)
        if isinstance(value, Place):
            value = value.as_dict()
        elif isinstance(value, Target):
            value = target_as_dict(value)
        elif isinstance(value, Mapping):
            value = dict(value)
        elif isinstance(value, date):
            value = value.isoformat()
        written[part.name] = value
    return written


def correction_from_dict(written: Mapping[str, Any]) -> Correction:
    """Build a correction from what `correction_as_dict` wrote, read with figures as Decimal.

    Raises:
        KeyError, TypeError, ValueError: the values are no correction.
    """
    kind = _KINDS[written["kind"]]
    values = {name: value for name, value in written.items() if name != "kind"}
    if values.get("place") is not None:
        values["place"] = Place(**values["place"])
    if kind is FigureChosen:
        values |= _figure(values)
    elif "target" in values:
        values["target"] = target_from_dict(values["target"])
    if "cells" in values:
        values["cells"] = MappingProxyType(dict(values["cells"]))
    built: Correction = kind(**values)
    return built


def _figure(written: Mapping[str, Any]) -> dict[str, Any]:
    figure, on = written["figure"], written["on"]
    return {
        "target": Span(*written["target"]),
        "basis": Basis(written["basis"]),
        "figure": Span(*figure) if figure is not None else None,
        "on": date.fromisoformat(on) if on is not None else None,
    }

"""Corrections: what a person puts right in a reading, and the plan with it.

    apply(plan, [CellText("13", "lead", "组织部(人才办)"), UnitAlias("人社局", "人力社保局")])

A reading is never written over: corrections stand beside it in their order, and the plan
is made from both, so that every one of them can be taken back.
"""

from luoshi.corrections.apply import apply, needs_document, reading_of
from luoshi.corrections.cells import cell_of, is_numbered
from luoshi.corrections.doubts import is_settled, towards_known, units_unheard
from luoshi.corrections.kinds import (
    PERSON,
    CellText,
    ColumnMeaning,
    Correction,
    CorrectionRefused,
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
from luoshi.corrections.targets import target_in
from luoshi.corrections.written import correction_as_dict, correction_from_dict

__all__ = [
    "PERSON",
    "CellText",
    "ColumnMeaning",
    "Correction",
    "CorrectionRefused",
    "DoubtSettled",
    "FigureChosen",
    "PlanYear",
    "RowRole",
    "TargetRemoved",
    "TargetSet",
    "TaskAdded",
    "TaskSplit",
    "TasksJoined",
    "UnitAlias",
    "apply",
    "cell_of",
    "correction_as_dict",
    "correction_from_dict",
    "is_numbered",
    "is_settled",
    "needs_document",
    "reading_of",
    "target_in",
    "towards_known",
    "units_unheard",
]

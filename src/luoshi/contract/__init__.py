"""The contract: a plan as the public JSON that `luoshi read FILE --format json` prints.

`schema/plan.schema.json` describes it. Fields may be added, none is ever renamed or
dropped. Spans are [start, end) in code points of the text or statement beside them,
values are in the base of their measure (4万人 is 40000 人), days are ISO dates, periods
are 2025-06, 2025-Q1, 2025-01/2025-06, 2025 or, of whole years, 2021/2025.

Figures that were read are exact in the JSON, digit for digit, however many they have.
"""

from luoshi.contract.building import (
    candidate_from_dict,
    confirmation_from_dict,
    finding_from_dict,
    plan_from_dict,
    target_from_dict,
    task_from_dict,
)
from luoshi.contract.packing import packed, unpacked
from luoshi.contract.writing import (
    assessment_as_dict,
    candidate_as_dict,
    column_as_dict,
    confirmation_as_dict,
    dump,
    finding_as_dict,
    milestone_as_dict,
    observation_as_dict,
    plan_as_dict,
    plan_as_json,
    reading_as_dict,
    schema,
    step_as_dict,
    target_as_dict,
    task_as_dict,
)

__all__ = [
    "assessment_as_dict",
    "candidate_as_dict",
    "candidate_from_dict",
    "column_as_dict",
    "confirmation_as_dict",
    "confirmation_from_dict",
    "dump",
    "finding_as_dict",
    "finding_from_dict",
    "milestone_as_dict",
    "observation_as_dict",
    "packed",
    "plan_as_dict",
    "plan_as_json",
    "plan_from_dict",
    "reading_as_dict",
    "schema",
    "step_as_dict",
    "target_as_dict",
    "target_from_dict",
    "task_as_dict",
    "task_from_dict",
    "unpacked",
]

"""Pacing (研判): where a target stands, by rules with a name and a version.

`assess_plan` judges; rules.py holds every number; docs/pacing.md says each rule with an example.
"""

from luoshi.pacing.assess import WORST_FIRST, assess_plan
from luoshi.pacing.explained import Answered, answer_in_a_batch, answered, answers_in_words, statement_as_dict
from luoshi.pacing.forecast import Forecast, forecast
from luoshi.pacing.matching import figure_of, proof_of
from luoshi.pacing.proof import Passed, Proof
from luoshi.pacing.rules import HOUSE_V1, RULE_SETS, Bands, RuleSet
from luoshi.pacing.seasonality import Shape, shape_of

__all__ = [
    "HOUSE_V1",
    "RULE_SETS",
    "WORST_FIRST",
    "Answered",
    "Bands",
    "Forecast",
    "Passed",
    "Proof",
    "RuleSet",
    "Shape",
    "answer_in_a_batch",
    "answered",
    "answers_in_words",
    "assess_plan",
    "figure_of",
    "forecast",
    "proof_of",
    "shape_of",
    "statement_as_dict",
]

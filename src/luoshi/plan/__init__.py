"""The plan: what was promised, who owes it, and what is said of it.

Values only: frozen, without behaviour that needs a clock, a network or a database. Every
room above speaks in these. Amounts are Decimal in the base of their measure (4万人 is
40000 人, 300亿元 is 30000000000 元, 5.6% is 5.6 %); spans are code points of the text or
statement that they were read in. `luoshi.contract` writes a plan as the public JSON.
"""

from luoshi.plan.judgement import Assessment, Candidate, Confirmation, Settlement
from luoshi.plan.kinds import Aspect, Basis, Claim, Comparator, Level, Light, MilestoneKind, Settler, Stage, State
from luoshi.plan.readings import Milestone, Observation, Relation, Target
from luoshi.plan.tasks import Column, Finding, Plan, Report, Source, Step, Task, UnitMention

__all__ = [
    "Aspect",
    "Assessment",
    "Basis",
    "Candidate",
    "Claim",
    "Column",
    "Comparator",
    "Confirmation",
    "Finding",
    "Level",
    "Light",
    "Milestone",
    "MilestoneKind",
    "Observation",
    "Plan",
    "Relation",
    "Report",
    "Settlement",
    "Settler",
    "Source",
    "Stage",
    "State",
    "Step",
    "Target",
    "Task",
    "UnitMention",
]

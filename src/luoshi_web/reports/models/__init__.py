"""What is asked and what was answered: cycles, reports, their versions, and the figures read in them.

A version never changes once it is written. Where a report may go stands in luoshi.report.
Columns and constraints only.
"""

from luoshi_web.reports.models.contributions import Contribution, ContributionVersion
from luoshi_web.reports.models.cycles import Cycle, CycleStatus, Exemption
from luoshi_web.reports.models.evidence import (
    ContributionEvidence,
    Evidence,
    KeptFile,
    SealedSheet,
    SheetVersion,
    VersionEvidence,
)
from luoshi_web.reports.models.phrasings import Phrasing, SavedPhrase
from luoshi_web.reports.models.reports import UNANSWERED, Draft, Presence, Report, ReportState
from luoshi_web.reports.models.versions import (
    FigureAnswer,
    Lack,
    MilestoneAnswer,
    Observation,
    Relation,
    ReportVersion,
    Settlement,
    Stage,
)

__all__ = [
    "UNANSWERED",
    "Contribution",
    "ContributionEvidence",
    "ContributionVersion",
    "Cycle",
    "CycleStatus",
    "Draft",
    "Evidence",
    "Exemption",
    "FigureAnswer",
    "KeptFile",
    "Lack",
    "MilestoneAnswer",
    "Observation",
    "Phrasing",
    "Presence",
    "Relation",
    "Report",
    "ReportState",
    "ReportVersion",
    "SavedPhrase",
    "SealedSheet",
    "Settlement",
    "SheetVersion",
    "Stage",
    "VersionEvidence",
]

"""Drafting (起草): a government's work report → the draft of the year's decomposition of tasks (任务分解).

    decomposition = draft_report(read_document(data, "报告.docx"))
    [task.text for task in decomposition.tasks]

The report is cut and never rewritten: what a task says is spans of the report, joined in their order.
"""

from luoshi.drafting.assemble import draft_report
from luoshi.drafting.decomposition import Aside, Decomposition, DraftTask, Fate, Head, LeftOut, Reason
from luoshi.drafting.report import Line, ReportText

__all__ = [
    "Aside",
    "Decomposition",
    "DraftTask",
    "Fate",
    "Head",
    "LeftOut",
    "Line",
    "Reason",
    "ReportText",
    "draft_report",
]

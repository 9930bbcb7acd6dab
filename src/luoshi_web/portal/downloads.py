"""A plan as a file is handed out: titled as its office would title it, and no more than the page's filter shows."""

from dataclasses import replace

from django.utils.translation import gettext as _

from luoshi import plan as core
from luoshi_web.pages.lamps import in_english
from luoshi_web.plans.models import Plan
from luoshi_web.supervision.board import Board
from luoshi_web.supervision.filters import Filter


def handed_out(board: Board, asked: Filter, kind: str) -> core.Plan:
    """Return the plan that a file of some kind is made of.

    A part says in its title that it is one. What other programs read keeps the title that was read in the document.
    """
    plan = board.plan
    rows = board.filtered(asked)
    titled = kind in ("xlsx", "docx")
    title = plan.title or (title_of(board.judged.row) if titled else plan.title)
    if not asked.asks:
        return replace(plan, title=title)
    tasks = tuple(row.task for row in rows)
    keys = {task.key for task in tasks}
    findings = tuple(one for one in plan.findings if one.task is None or one.task in keys)
    if titled:
        part = _("（选出的%(n)s项，共%(all)s项）") % {"n": len(tasks), "all": len(board.rows)}
        title = f"{title}{part}"
    return replace(plan, title=title, tasks=tasks, findings=findings)


def title_of(row: Plan) -> str:
    """Call a plan whose document had no title: 杭州高新区（滨江）2025年任务分解表."""
    name = row.jurisdiction.name
    if in_english() and row.jurisdiction.name_en:
        name = row.jurisdiction.name_en
    return _("%(name)s%(year)s年任务分解表") % {"name": name, "year": row.year}

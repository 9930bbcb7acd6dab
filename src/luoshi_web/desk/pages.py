"""What the desk's pages show, gathered from the rooms below."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from luoshi import plan as core
from luoshi.place import Place
from luoshi.report import STATE_NAMES, State
from luoshi_web.people.rights import Right, Viewer, concerning
from luoshi_web.plans.models import Plan, Wording
from luoshi_web.portal.marks import Mark, marked
from luoshi_web.portal.marks import statement as marked_statement
from luoshi_web.reports import worklists
from luoshi_web.reports.answering import open_report
from luoshi_web.reports.asking import Asked, asked_of, previous_statement, read, wording_of
from luoshi_web.reports.contributing import open_contribution
from luoshi_web.reports.models import Contribution, Lack, Report, ReportState

DAYS = "一二三四五六日"


def when(at: Any) -> str:
    """Say a moment: 10月15日（周三）18:00."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    if get_language() == "en":
        return f"{local:%a %d %b %H:%M}"
    return f"{local.month}月{local.day}日（周{DAYS[local.weekday()]}）{local:%H:%M}"


def state_word(row: Report | Contribution) -> str:
    return STATE_NAMES[State(row.state)][1 if get_language() == "en" else 0]


def lack_words() -> dict[str, str]:
    return {
        Lack.NOT_RELEASED: _("还没有出数"),
        Lack.NOT_DUE: _("还没到时间"),
        Lack.NOT_APPLICABLE: _("不适用"),
        Lack.CANNOT: _("报不了"),
    }


def in_words(chinese: str, english: str) -> str:
    return english if get_language() == "en" and english else chinese


TOOLS: dict[str, Any] = {"when": when, "state_word": state_word, "lack_words": lack_words, "in_words": in_words}


def home_of(user: Viewer) -> dict[str, Any]:
    """A unit's one list, and the plans whose cycles somebody of the office may open."""
    units = list(worklists.units_of(user))
    owed, added = list(worklists.owed_by(units)), list(worklists.asked_by_others(units))
    handed_in = list(worklists.handed_in_by(units)[:200])
    texts = worklists.texts_of([*owed, *handed_in, *(row.report for row in added)])
    plans = Plan.objects.filter(concerning(user, Right.REVIEW, "jurisdiction"), in_force__isnull=False)
    return {
        "units": units,
        "owed": owed,
        "added": added,
        "handed_in": handed_in,
        "texts": texts,
        "late": {row.pk for row in owed if row.due_at and row.due_at < timezone.now()},
        "plans": list(plans.select_related("jurisdiction").order_by("-year", "jurisdiction__name")),
    }


def promised(wording: Wording) -> Markup:
    """Return the task's sentence with its targets and milestones marked."""
    marks = [
        Mark(
            row.span_start,
            row.span_end,
            "t",
            None if row.value_start is None or row.value_end is None else (row.value_start, row.value_end),
        )
        for row in wording.targets.filter(replaced_by=None)
    ]
    marks += [Mark(row.span_start, row.span_end, "m") for row in wording.milestones.filter(replaced_by=None)]
    return marked(wording.text, tuple(marks))


def reading_of(report: Report, statement: str) -> dict[str, Any]:
    """How a statement is read: its figures marked, and what does not add up, as unit and office both see it."""
    wording = wording_of(report)
    reading = read(report, wording, statement)
    task = core.Task(
        key=report.task.key, no="", chapter="", objective="", text=wording.text, lead=(), cooperating=(),
        statement=statement, claim=reading.claim, place=Place(), observations=reading.observations,
    )  # fmt: skip
    findings = [finding for finding in reading.findings if finding.level is not core.Level.NOTE]
    return {
        "read_as": marked_statement(task, findings) if statement.strip() else "",
        "findings": [in_words(finding.message, finding.message_en) for finding in findings],
    }


def looked_at(report: Report, user: Viewer) -> None:
    """Note the first look of the unit that owes a report, and of the units that were asked to add to it."""
    mine = {unit.pk for unit in worklists.units_of(user)}
    if report.owner_id in mine and report.opened_at is None:
        open_report(report)
    for row in report.contributions.filter(unit__in=mine, opened_at=None):
        open_contribution(row)


def _typed(report: Report, sent: dict[str, str] | None) -> dict[str, Any]:
    """What stands in the form: what was just sent, else the draft, else the newest version."""
    if sent is not None and "statement" in sent:
        return sent
    draft = getattr(report, "draft", None)
    if draft is not None:
        answer = {name: getattr(draft, name) for name in ("statement", "problems", "next_step", "unchanged")}
        for figure in draft.figures:
            answer[f"value.{figure['target']}"] = figure["value"]
            answer[f"lack.{figure['target']}"] = figure["lack"]
        return answer
    version = report.current
    if version is None:
        return {}
    answer = {"statement": version.statement, "problems": version.problems or "", "next_step": version.next_step or ""}
    for row in version.answers.all():
        answer[f"value.{row.target_id}"] = row.value_text
        answer[f"lack.{row.target_id}"] = row.lack
    return answer


def _named(wording: Wording, asked: Asked) -> str:
    """Call a figure by the words of its own sentence: 续建公园 and 新建公园 are two."""
    target = asked.target
    words = wording.text[target.span_start : target.value_start] if target.value_start is not None else ""
    return f"{words}（{target.metric}）" if words and target.metric not in words else words or target.metric


def report_page(report: Report, user: Viewer, sent: dict[str, str] | None) -> dict[str, Any]:
    """One report, for its unit, for those who add to it, and for readers."""
    units = list(worklists.units_of(user))
    mine = {unit.pk for unit in units}
    owed = list(worklists.owed_by(units))
    wording = wording_of(report)
    typed = _typed(report, sent)
    contributions = list(report.contributions.select_related("unit", "current"))
    own = next((row for row in contributions if row.unit_id in mine), None)
    owns = report.owner_id in mine
    draft = getattr(report, "draft", None)
    return {
        "report": report,
        "cycle": report.cycle,
        "plan": report.cycle.plan,
        "wording": wording,
        "promise_marked": promised(wording),
        "asked": [(one, _named(wording, one)) for one in asked_of(report, wording)],
        "owed": owed,
        "texts": worklists.texts_of(owed),
        "typed": typed,
        "seen": draft.number if draft else 0,
        "draft": draft,
        "previous": previous_statement(report),
        "contributions": contributions,
        "own": own,
        "owns": owns,
        "writes": owns and report.state in (ReportState.DUE, ReportState.DRAFT, ReportState.RETURNED),
        "can_withdraw": owns and report.state in (ReportState.SUBMITTED, ReportState.SIGNED),
        "can_sign": owns and report.cycle.signed_first and report.state == ReportState.SUBMITTED,
        "can_correct": owns and report.state == ReportState.ACCEPTED,
        "partners": [duty.unit for duty in wording.duties.select_related("unit") if duty.unit_id != report.owner_id],
        "adds": own is not None and own.state in (ReportState.DUE, ReportState.DRAFT, ReportState.RETURNED),
        "soon": report.due_at is not None and report.due_at - timezone.now() < timedelta(days=1),
        **reading_of(report, str(typed.get("statement", ""))),
    }

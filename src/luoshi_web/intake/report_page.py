"""A work report as it was cut: each piece with its fate, so that what became no task is seen where it stands."""

import json
import zlib
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from luoshi.drafting.writing import PROPOSED, WHY
from luoshi.place import Place
from luoshi.plan import Task
from luoshi.publishing import MEDIA_TYPES, publish
from luoshi_web.intake import queries
from luoshi_web.intake.models import IntakeReading, IntakeState
from luoshi_web.intake.opinion_rows import MARK, draft_named, mark_of
from luoshi_web.intake.pages import page_of
from luoshi_web.intake.preview import Preview, PreviewLine, preview_of
from luoshi_web.intake.sent_round import with_answer_columns
from luoshi_web.intake.suggested import Offered, suggested_for
from luoshi_web.pages.answers import attachment

_SENT_ROUND = ("docx", "xlsx")


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of the report: its words, what became of it, and the row of its task, if it is one."""

    words: str
    fate: str
    anchor: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class CutReport:
    """The report's lines, each as its pieces; how many letters each fate has; what was left out whole."""

    lines: tuple[tuple[Cut, ...], ...]
    letters: dict[str, int]
    left_out: tuple[dict[str, Any], ...]


@never_cache
@login_required
@require_safe
def report(request: HttpRequest, jurisdiction: str, number: int) -> HttpResponse:
    """The whole report, piece by piece; of a file that is none there is only its draft."""
    intake = queries.intake_for(request.user, jurisdiction, number)
    packed = IntakeReading.objects.filter(intake=intake).values_list("cut", flat=True).first()
    if not packed:
        return redirect("intake:draft", jurisdiction, number)
    preview = preview_of(queries.draft_shown(intake))
    shown = cut_report(json.loads(zlib.decompress(bytes(packed))), preview)
    return page_of(request, "report", intake.jurisdiction, intake=intake, cut=shown, preview=preview)


@never_cache
@login_required
@require_safe
def table(request: HttpRequest, jurisdiction: str, number: int, kind: str) -> HttpResponse:
    """The draft as it stands, in the office's form, to be sent round; with who is proposed where nobody leads yet."""
    intake = queries.intake_for(request.user, jurisdiction, number)
    if intake.state != IntakeState.READ or kind not in _SENT_ROUND:
        raise Http404
    preview = preview_of(queries.draft_shown(intake))
    suggested = suggested_for(intake, preview)
    english = get_language() == "en"
    offered = {one.line.position: one.offered for one in suggested.suggestions}
    tasks = tuple(_with_proposal(line, offered.get(line.position, ()), english=english) for line in preview.lines)
    asks = kind == "xlsx" and intake.drafted
    if asks:
        draft = draft_named(intake.source.sha256, intake.number)
        tasks = tuple(_marked(task, draft) for task in tasks)
    plan = replace(preview.draft.plan, tasks=tasks)
    data = publish(plan, kind, language="en" if english else "zh")
    if asks and tasks:
        data = with_answer_columns(data)
    response = HttpResponse(data, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = attachment(f"{plan.title or intake.source.name}.{kind}")
    response["Cache-Control"] = "private, no-store"
    return response


def _marked(task: Task, draft: str) -> Task:
    """A task with its mark in a column of its own, the last, so that answers to it find it again."""
    return replace(task, extra=MappingProxyType(dict(task.extra) | {MARK: mark_of(draft, task.place, task.text)}))


def _with_proposal(line: PreviewLine, offered: tuple[Offered, ...], *, english: bool) -> Task:
    """A task with its number, and who is proposed in columns of its own; nothing is assigned."""
    extra = dict(line.task.extra)
    if offered:
        extra |= {
            PROPOSED: "、".join(one.lead for one in offered),
            WHY: offered[0].why_en if english else offered[0].why,
        }
    no = line.task.no if line.number else line.position
    return replace(line.task, no=no, extra=MappingProxyType(extra))


def cut_report(draft: dict[str, Any], preview: Preview) -> CutReport:
    """Arrange a packed draft by the lines of its report; a task that was joined to another stands in that one's row."""
    rows = {line.task.place: line for line in preview.lines}
    text: str = draft["report"]
    marks: list[tuple[int, int, str, Place | None]] = []
    for task in draft["tasks"]:
        for span in task["spans"]:
            marks.append((span["start"], span["end"], task["fate"], Place(**task["place"])))
    marks += [(one["start"], one["end"], one["reason"], None) for one in draft["aside"]]
    left = [(one["start"], one["end"], one["kind"], None) for one in draft["left_out"] if "start" in one]
    pieces: list[Cut] = []
    at = 0
    letters: dict[str, int] = {}
    for start, end, fate, place in sorted([*marks, *left], key=lambda mark: (mark[0], -mark[1])):
        if end <= at:
            continue  # a head that several tasks share was shown with the first of them
        start = max(start, at)
        if text[at:start]:
            pieces.append(Cut(text[at:start], ""))
        row = rows.get(place) if place is not None else None
        pieces.append(Cut(text[start:end], fate, row.anchor if row else "", preview.page_of(row) if row else 1))
        letters[fate] = letters.get(fate, 0) + end - start
        at = end
    pieces.append(Cut(text[at:], ""))
    return CutReport(tuple(_by_lines(pieces)), letters, tuple(draft["left_out"]))


def _by_lines(pieces: list[Cut]) -> list[tuple[Cut, ...]]:
    lines: list[list[Cut]] = [[]]
    for piece in pieces:
        first, *others = piece.words.split("\n")
        if first:
            lines[-1].append(Cut(first, piece.fate, piece.anchor, piece.page))
        for words in others:
            lines.append([Cut(words, piece.fate, piece.anchor, piece.page)] if words else [])
    return [tuple(line) for line in lines if line]

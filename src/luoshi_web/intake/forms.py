"""What a person sends: corrections out of forms, with the sentence where one cannot be made."""

import json
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.utils import timezone

from luoshi.corrections import (
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
    cell_of,
    target_in,
)
from luoshi.place import Place
from luoshi.plan import Basis, Comparator, MilestoneKind, State, Task
from luoshi_web.intake.preview import Preview

Sent = Mapping[str, str]
Word = TypeVar("Word", Basis, Comparator, MilestoneKind)

ROLES = (
    "no", "chapter", "objective", "text", "lead", "responsible", "cooperating", "leader", "due", "report",
    "problems", "next_step", "extra",
)  # fmt: skip
YEARS = range(1949, 3000)
_CELL = "cell."


def corrections_sent(sent: Sent, preview: Preview | None) -> list[Correction]:
    """Return the corrections that a form asks for; empty where it changes nothing.

    Args:
        sent: a form's fields; `kind` says which form.
        preview: the draft as it is; None where the last reading failed, when only columns and year can be told.

    Raises:
        CorrectionRefused: what was sent cannot be made a correction; the sentence says why.
    """
    kind = sent.get("kind", "")
    if kind == "columns":
        return _columns(sent, preview)
    if kind == "year":
        return [PlanYear(year_sent(sent.get("year", "")))]
    if kind == "unit":
        return [UnitAlias(_needed(sent, "name"), _needed(sent, "same_as"), same=sent.get("same") != "0")]
    if preview is None:
        raise _not_understood()
    if kind == "units":
        return _same_units(sent, preview)
    if kind == "leads":
        return _leads(sent, preview)
    if kind == "settled":
        return [_settled(sent, preview)]
    task = task_meant(sent, preview)
    if kind == "cells":
        return _cells(sent, task)
    if kind == "target":
        return [_target(sent, task)]
    if kind == "no-target":
        return [TargetRemoved(task.key, _index(sent), task.place)]
    if kind == "lead":
        return [CellText(task.key, "lead", _needed(sent, "unit"), task.place)]
    if kind == "split":
        return [TaskSplit(task.key, _number(sent, "at"), task.place)]
    if kind == "joined":
        return [TasksJoined(task.key, task.place)]
    if kind == "figure":
        return [_figure(sent, task)]
    if kind == "row":
        return [RowRole(task.place, is_task=False, task=task.key)]
    if kind == "task":
        said = {name.removeprefix(_CELL): text for name, text in sent.items() if name.startswith(_CELL)}
        return [TaskAdded(task.key, {name: text for name, text in said.items() if text.strip()})]
    raise _not_understood()


def _same_units(sent: Sent, preview: Preview) -> list[Correction]:
    """Return that each pair of names that was shown, and is asked about still, is one unit."""
    shown = set(sent.get("pairs", "").splitlines())
    asked = dict.fromkeys(doubt.names for doubt in preview.doubts if doubt.names)
    told: list[Correction] = [UnitAlias(*names, same=True) for names in asked if "=".join(names) in shown]
    if not told:
        raise _not_understood()
    return told


def _leads(sent: Sent, preview: Preview) -> list[Correction]:
    """Return who leads each task that was shown with a proposal, and still has nobody."""
    told: list[Correction] = []
    for shown in sent.get("leads", "").splitlines():
        key, _, unit = shown.strip().partition("=")
        line = preview.line(key)
        if line is not None and unit and not line.task.lead:
            told.append(CellText(key, "lead", unit, line.task.place))
    if not told:
        raise _not_understood()
    return told


def year_sent(text: str) -> int:
    """Read a year.

    Raises:
        CorrectionRefused: it is none.
    """
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 5 and int(text) in YEARS):
        raise CorrectionRefused("年份请写四位数字，比如2026。", "Please write the year in four digits, such as 2026.")
    return int(text)


def task_meant(sent: Sent, preview: Preview) -> Task:
    """Return the task that a form is about: by its key, and where numbers have changed since, by its place."""
    line = preview.line(sent.get("key", ""))
    place = place_sent(sent.get("place", ""))
    if place is not None and (line is None or line.task.place != place):
        there = [other for other in preview.lines if other.task.place == place]
        line = there[0] if len(there) == 1 else None
    if line is None:
        raise CorrectionRefused("这一项已经不在草稿里了。", "This task is no longer in the draft.")
    return line.task


def place_sent(text: str) -> Place | None:
    try:
        return Place(**json.loads(text)) if text else None
    except (ValueError, TypeError):
        return None


def _columns(sent: Sent, preview: Preview | None) -> list[Correction]:
    now = {(c.table, c.index): c.field for c in preview.draft.plan.columns} if preview else {}
    for hidden, columns in preview.hidden.items() if preview else ():
        for place in columns:
            now.pop((hidden, place), None)  # it stands there empty, and is not read yet
    told: list[Correction] = []
    for name, role in sent.items():
        prefix, _, rest = name.partition("-")
        table, _, index = rest.partition("-")
        if prefix != "column" or not (table.isdecimal() and index.isdecimal() and len(rest) < 12) or not role:
            continue
        if role not in ROLES and role != now.get((int(table), int(index))):
            raise _not_understood()
        if role != now.get((int(table), int(index))):
            told.append(ColumnMeaning(int(table), int(index), role))
    return told


def _cells(sent: Sent, task: Task) -> list[Correction]:
    """Only the cells that say something else now; the line breaks of a form are those of a text."""
    changed: list[Correction] = []
    for name, text in sent.items():
        if name.startswith(_CELL):
            cell, text = name.removeprefix(_CELL), text.replace("\r\n", "\n").strip()
            if text != cell_of(task, cell):
                changed.append(CellText(task.key, cell, text, task.place))
    # the number last: it changes the key by which the others name their task
    return sorted(changed, key=lambda correction: isinstance(correction, CellText) and correction.field == "no")


def _target(sent: Sent, task: Task) -> Correction:
    index = _index(sent) if sent.get("index") else None
    if index is not None and index >= len(task.targets):
        raise CorrectionRefused("这个目标已经不在了。", "This target is no longer there.")
    target = target_in(
        task.text,
        sent.get("words", ""),
        metric=sent.get("metric", ""),
        basis=_word(Basis, sent.get("basis", "")),
        comparator=_word(Comparator, sent.get("comparator", "")),
        value_text=sent.get("value", ""),
        milestone=_word(MilestoneKind, sent.get("milestone", "")),
        reference=sent.get("reference", ""),
        due=_day(sent.get("due", "")),
        near=task.targets[index].span if index is not None else None,
    )
    return TargetSet(task.key, target, index, task.place)


def _figure(sent: Sent, task: Task) -> Correction:
    """Return which figure of the sentence was chosen, of those that the page offers."""
    index = _index(sent)
    judged = task.targets[index].assessment if index < len(task.targets) else None
    if judged is None or judged.state is not State.UNCLEAR:
        raise CorrectionRefused("这个目标现在没有要选的。", "There is nothing to choose for this target now.")
    chosen = {f"{one.span.start}-{one.span.end}": one for one in judged.candidates}
    pressed = sent.get("figure", "")
    if pressed != "none" and pressed not in chosen:
        raise _not_understood()
    one, target = chosen.get(pressed), task.targets[index]
    return FigureChosen(
        task.key, target.span, target.basis, target.span.of(task.text), one.span if one else None,
        one.value_text if one else "", task.statement, timezone.localdate(), task.place,
    )  # fmt: skip


def _word(kind: type[Word], text: str) -> Word | None:
    try:
        return kind(text) if text else None
    except ValueError:
        raise _not_understood() from None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise CorrectionRefused("日期请写成2026-09-30这样。", "Please write the date like 2026-09-30.") from None


def _index(sent: Sent) -> int:
    return _number(sent, "index")


def _number(sent: Sent, name: str) -> int:
    text = sent.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise _not_understood()
    return int(text)


def _settled(sent: Sent, preview: Preview) -> Correction:
    doubts = {doubt.anchor: doubt for doubt in (*preview.doubts, *preview.remarks)}
    doubt = doubts.get(sent.get("doubt", ""))
    if doubt is None or doubt.finding.code != sent.get("code"):
        raise CorrectionRefused("这一处已经不在了。", "This point is no longer there.")
    finding = doubt.finding
    return DoubtSettled(finding.code, finding.task, finding.written, finding.place, finding.message)


def _needed(sent: Sent, name: str) -> str:
    text = sent.get(name, "").strip()
    if not text:
        raise _not_understood()
    return text


def _not_understood() -> CorrectionRefused:
    return CorrectionRefused("没有看懂这一处改动，请再试一次。", "This change was not understood; please try again.")

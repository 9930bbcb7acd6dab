"""Opinions of units on a draft: recorded from a file that came back, taken, left, opened again."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from luoshi.confined import Bounds, read_apart
from luoshi.corrections import CellText, Correction, CorrectionRefused, RowRole
from luoshi.errors import LuoshiError, UnreadableFile
from luoshi.place import Place
from luoshi_web.intake import actions
from luoshi_web.intake.models import OPINIONS, Intake, IntakeState, Opinion, OpinionKind, OpinionState
from luoshi_web.intake.opinion_rows import (
    BY_PERSON,
    BY_UNIT,
    OPINION,
    REASON,
    UNIT,
    WORDING,
    AnswerLine,
    draft_named,
    hash_of,
)
from luoshi_web.intake.preview import Preview, PreviewLine
from luoshi_web.people.models import User
from luoshi_web.plans.models import SourceFile
from luoshi_web.trail.actions import record

BOUNDS = Bounds(memory=1_000_000_000, seconds=60)
_LONGEST = {BY_UNIT: 200, BY_PERSON: 100, UNIT: 500, WORDING: 5000, REASON: 5000}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an answer was not taken, and where it stands; the first thing only."""

    sheet: str
    cell: str
    chinese: str
    english: str


@dataclass(slots=True)
class Recorded:
    """What became of a file: answers that are new, answers that were there already, and those not taken."""

    name: str
    new: int = 0
    known: int = 0
    changed: int = 0
    troubles: list[Trouble] = field(default_factory=list)


class Unclear(LuoshiError):
    """What is wrong with an answer, and in which column."""

    def __init__(self, heading: str, chinese: str, english: str) -> None:
        super().__init__(chinese, english)
        self.heading = heading


def read_confined(data: bytes, name: str) -> list[AnswerLine]:
    """Read the answers of an uploaded file in the core's confined child, as every uploaded file is.

    Raises:
        LuoshiError: no workbook that was sent round, over a limit, or more memory or time than it can need.
    """
    answer = read_apart("luoshi_web.intake.opinions_child", {"name": name}, data, BOUNDS)
    if refused := answer.said.get("refused"):
        raise UnreadableFile(refused["chinese"], refused["english"])
    return [AnswerLine(**row) for row in json.loads(answer.left)]


def line_for(preview: Preview, place: Place, words: str) -> PreviewLine | None:
    """Return the row of a task that was sent round: by its place; of one that was joined since, the row with its words.

    None where it is gone, or where two could be meant.
    """
    there = [line for line in preview.lines if line.task.place == place]
    if len(there) != 1:
        said = "".join(words.split())
        among = there or preview.lines
        there = [line for line in among if said and said.strip("，；。") in "".join(line.task.text.split())]
    return there[0] if len(there) == 1 else None


def record_answers(
    intake: Intake,
    lines: Iterable[AnswerLine],
    data: bytes,
    name: str,
    *,
    preview: Preview,
    by: User,
    at: datetime | None = None,
) -> Recorded:
    """Keep the answers of a file that are new, and say of the others why they were not taken.

    The same answer twice changes nothing; a unit's newer answer to a task takes the place of its older open one.

    Raises:
        MovedMeanwhile: the draft is no longer open.
    """
    at = at or timezone.now()
    done = Recorded(name)
    lines = list(lines)
    units = {line.text(BY_UNIT) for line in lines if line.text(BY_UNIT)}
    of_all = units.pop() if len(units) == 1 else ""
    meant = []
    for line in lines:
        try:
            meant.append((_opinion(intake, line, preview, of_all), line))
        except Unclear as error:
            cell = line.cells.get(error.heading, f"第{line.row}行")
            done.troubles.append(Trouble(line.sheet, cell, error.chinese, error.english))
    with transaction.atomic():
        row = Intake.objects.select_for_update().get(pk=intake.pk)
        if row.state != IntakeState.READ:
            raise actions.IntakeMoved
        known = set(Opinion.objects.filter(intake=intake).values_list("fingerprint", flat=True))
        new = {one.fingerprint: (one, line) for one, line in reversed(meant) if one.fingerprint not in known}
        done.new, done.known = len(new), len({one.fingerprint for one, _ in meant} & known)
        if new:
            source = actions.kept_file(data, name, intake.jurisdiction, by, at)
            made = _keep(intake, [new[key] for key in reversed(new)], source, by, at)
            done.changed = sum(1 for one in made if _changed_since(one, preview))
            objects = {"intake": intake.number, "opinions": len(made)}
            record("opinion.recorded", intake.jurisdiction_id, by=by, at=at, objects=objects)
    return done


def _keep(
    intake: Intake, new: list[tuple[Opinion, AnswerLine]], source: SourceFile, by: User, at: datetime
) -> list[Opinion]:
    last = Opinion.objects.filter(intake=intake).aggregate(last=Max("number"))["last"] or 0
    older = Opinion.objects.filter(intake=intake, state=OpinionState.OPEN).exclude(source=source)
    now = {(_spot(one), one.unit) for one, _ in new}
    replaced = [one.pk for one in older if (_spot(one), one.unit) in now]
    Opinion.objects.filter(pk__in=replaced).update(state=OpinionState.REPLACED, decided_by=by, decided_at=at)
    for number, (one, line) in enumerate(new, last + 1):
        one.number, one.source, one.recorded_by, one.recorded_at = number, source, by, at
        one.cell = f"{line.sheet} {line.cells.get(OPINION, '')}".strip()[-100:]
    return Opinion.objects.bulk_create([one for one, _ in new])


def _spot(one: Opinion) -> str:
    return json.dumps(one.place, sort_keys=True)


def _changed_since(one: Opinion, preview: Preview) -> bool:
    line = line_for(preview, Place(**one.place), one.words)
    return line is None or hash_of(line.task.text) != one.words_hash


def _opinion(intake: Intake, line: AnswerLine, preview: Preview, of_all: str) -> Opinion:
    """Return what a row answers, not kept yet.

    Raises:
        Unclear: it is about no task of this draft, or says nothing that can be taken.
    """
    kind, proposed = _said(line, of_all)
    if line.draft is None:
        raise Unclear(
            OPINION,
            "这一行的行标记没有了，不知道说的是哪一项；请填在原来的行里。",
            "This row has lost its mark, so its task is not known; please answer in the row as it was sent.",
        )
    if line.draft != draft_named(intake.source.sha256, intake.number):
        raise Unclear(
            OPINION,
            "这一行是另一份草案的，请到那份草案的意见页上传。",
            "This row is of another draft; please upload it at that draft's opinions.",
        )
    place = Place(**line.place)  # type: ignore[arg-type]
    words = line.words
    there = line_for(preview, place, "" if line.words_were_changed else words)
    if there is None:
        raise Unclear(
            OPINION, "这一行的任务已经不在草案里了，没有收下。", "This row's task is no longer in the draft; not taken."
        )
    if line.words_were_changed:
        words = there.task.text if hash_of(there.task.text) == line.hash else ""
    unit, reason = line.text(BY_UNIT) or of_all, line.text(REASON)
    said = json.dumps([line.place, line.hash, unit, kind, proposed, reason], sort_keys=True, ensure_ascii=False)
    return Opinion(
        jurisdiction_id=intake.jurisdiction_id, intake=intake, place=line.place, words=words, words_hash=line.hash,
        unit=unit, person=line.text(BY_PERSON), kind=kind, proposed=proposed, reason=reason,
        fingerprint=hashlib.sha256(said.encode()).hexdigest(),
    )  # fmt: skip


def _said(line: AnswerLine, of_all: str) -> tuple[OpinionKind, str]:
    """Return what kind of answer a row gives, and what it proposes."""
    chosen = "".join(line.text(OPINION).split())
    if not line.is_answer:
        raise Unclear(
            OPINION,
            "“内容及要求”一栏被改过，“意见”是空的；请选“改表述”，把新的写在“建议表述”里。",
            "The task's own words were changed and 意见 is empty; "
            "please choose 改表述 and write the new ones under 建议表述.",
        )
    kind = OPINIONS.get(chosen)
    if kind is None:
        listed = "、".join(OPINIONS)
        raise Unclear(
            OPINION,
            f"意见写的是“{chosen[:20]}”，只能是{listed}。" if chosen else f"没有选意见，请选{listed}。",
            f"意见 says {chosen[:20]!r}; it can only be {listed}." if chosen else f"意见 is empty; choose {listed}.",
        )
    for heading, longest in _LONGEST.items():
        if len(line.text(heading)) > longest:
            raise Unclear(heading, f"“{heading}”超过{longest}个字。", f"{heading} has more than {longest} characters.")
    if not (line.text(BY_UNIT) or of_all):
        raise Unclear(BY_UNIT, "没有写填写单位。", "The unit that answers (填写单位) is missing.")
    needed = {OpinionKind.UNIT: UNIT, OpinionKind.WORDING: WORDING, OpinionKind.TARGET: WORDING}.get(kind)
    if needed and not line.text(needed):
        raise Unclear(needed, f"选了{chosen}，请写“{needed}”。", f"With {chosen}, please write {needed}.")
    for heading in (UNIT, WORDING):
        if line.text(heading) and heading != needed:
            raise Unclear(
                heading, f"选了{chosen}，又写了“{heading}”，不知道以哪个为准。", f"{chosen} does not go with {heading}."
            )
    if kind is not OpinionKind.AGREE and not line.text(REASON):
        raise Unclear(REASON, f"选了{chosen}，请写理由。", f"With {chosen}, please give a reason (理由).")
    return kind, line.text(needed) if needed else ""


def take(
    intake: Intake,
    opinion: Opinion,
    line: PreviewLine,
    *,
    wording: str,
    by: User,
    seen: int,
    at: datetime | None = None,
) -> None:
    """Make the correction that an opinion stands for, in one act; taking that back opens the opinion again.

    Args:
        line: its row in the draft as it is.
        wording: the whole text, where the office fitted in what is proposed; else empty.

    Raises:
        MovedMeanwhile: somebody was faster.
        CorrectionRefused: it cannot be made.
    """
    at = at or timezone.now()
    correction = _correction(opinion, line, wording)
    with transaction.atomic():
        act = actions.correct(intake, [correction], by=by, seen=seen, at=at)
        _decide(opinion, OpinionState.OPEN, state=OpinionState.TAKEN, act=act, decided_by=by, decided_at=at)
        _note("opinion.taken", opinion, by, at)


def needs_fitting(opinion: Opinion, line: PreviewLine) -> bool:
    """Tell whether what is proposed is only a figure, which the office fits into the task's words by hand."""
    return opinion.kind == OpinionKind.TARGET and 2 * len(opinion.proposed) < len(line.task.text)


def _correction(opinion: Opinion, line: PreviewLine, wording: str) -> Correction:
    task = line.task
    match opinion.kind:
        case OpinionKind.UNIT:
            return CellText(task.key, "lead", opinion.proposed, task.place)
        case OpinionKind.DROP:
            return RowRole(task.place, is_task=False, task=task.key)
        case OpinionKind.WORDING | OpinionKind.TARGET:
            text = " ".join((wording or ("" if needs_fitting(opinion, line) else opinion.proposed)).split())
            if not text or (wording and text == task.text):
                raise CorrectionRefused(
                    "请先把建议写进这一项的内容，再采用。", "Please write what is proposed into the task's words first."
                )
            return CellText(task.key, "text", text, task.place)
    raise CorrectionRefused("同意的意见不用采用。", "An opinion that agrees needs no act.")


def leave(opinion: Opinion, *, why: str, by: User, at: datetime | None = None) -> None:
    """Leave an opinion, and keep why.

    Raises:
        MovedMeanwhile: somebody has decided already.
    """
    at = at or timezone.now()
    with transaction.atomic():
        why = why.strip()[:5000]
        _decide(opinion, OpinionState.OPEN, state=OpinionState.LEFT, decided_why=why, decided_by=by, decided_at=at)
        _note("opinion.left", opinion, by, at)


def reopen(opinion: Opinion, *, by: User, at: datetime | None = None) -> None:
    """Open an opinion again that was left.

    Raises:
        MovedMeanwhile: it is not one that was left.
    """
    at = at or timezone.now()
    with transaction.atomic():
        _decide(opinion, OpinionState.LEFT, state=OpinionState.OPEN, decided_why="", decided_by=None, decided_at=None)
        _note("opinion.reopened", opinion, by, at)


def _decide(opinion: Opinion, was: OpinionState, **now: object) -> None:
    """Change an opinion in the state that was seen, of a draft that is open."""
    Intake.objects.select_for_update().get(pk=opinion.intake_id)
    open_still = Opinion.objects.filter(pk=opinion.pk, state=was, intake__state=IntakeState.READ)
    if not open_still.exclude(kind=OpinionKind.AGREE).update(**now):
        raise actions.IntakeMoved


def _note(what: str, opinion: Opinion, by: User, at: datetime) -> None:
    objects = {"intake": opinion.intake.number, "opinion": opinion.number}
    record(what, opinion.jurisdiction_id, by=by, at=at, objects=objects)

"""How a sentence was read, for a person (`luoshi explain TEXT`) and line by line for a program."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from luoshi.contract import dump, reading_as_dict
from luoshi.grammar.grammar import Grammar, default_grammar
from luoshi.grammar.reading import Reading
from luoshi.plan import Basis, Milestone, MilestoneKind, Observation, Target

KINDS = ("target", "progress")


def explain_batch(lines: Iterable[str], *, grammar: Grammar | None = None) -> Iterator[str]:
    """Read JSON lines {"id", "kind", "text", "year", "as_of"}, and give one JSON line for each.

    `kind` is "target" or "progress". A line that cannot be read gives {"id", "error"}, a
    sentence, and never stops the rest; an empty line gives nothing.
    """
    grammar = grammar or default_grammar()
    for line in lines:
        if line.strip():
            yield dump(_answer(line, grammar))


def _answer(line: str, grammar: Grammar) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except ValueError:
        return {"id": None, "error": "这一行不是 JSON。"}
    if not isinstance(asked, dict):
        return {"id": None, "error": "这一行不是 JSON 对象。"}
    answer: dict[str, Any] = {"id": asked.get("id")}
    text, kind, year, as_of = asked.get("text"), asked.get("kind", "target"), asked.get("year"), asked.get("as_of")
    if not isinstance(text, str):
        return answer | {"error": "缺少 text，或 text 不是文字。"}
    if kind not in KINDS:
        return answer | {"error": "kind 应为 target（任务）或 progress（完成情况）。"}
    if year is not None and (isinstance(year, bool) or not isinstance(year, int) or not 1 < year < 9999):
        return answer | {"error": "year 应为四位年份。"}
    try:
        on = date.fromisoformat(as_of) if as_of is not None else None
    except (ValueError, TypeError):
        return answer | {"error": "as_of 应为日期，如 2025-06-30。"}
    reading = _read(grammar, text, kind, year, on)
    return answer | reading_as_dict(reading.targets, reading.milestones, reading.observations, reading.claim)


def _read(grammar: Grammar, text: str, kind: str, year: int | None, as_of: date | None) -> Reading:
    if kind == "target":
        return grammar.read_promise(text, year=year, as_of=as_of)
    return grammar.read_statement(text, year=year, as_of=as_of)


_BASES = {
    Basis.LEVEL: ("数量", "level"),
    Basis.GROWTH: ("变化", "growth"),
    Basis.SHARE: ("占比", "share"),
    Basis.RANK: ("位次", "rank"),
    Basis.PER_CAPITA: ("人均", "per head"),
    Basis.PARITY: ("同步", "parity"),
    Basis.TREND: ("趋势", "trend"),
    Basis.BREAKTHROUGH: ("突破", "breakthrough"),
}

_PHASES = {
    MilestoneKind.START: ("开工", "start"),
    MilestoneKind.CONTINUE: ("续建", "continue"),
    MilestoneKind.NEW: ("新建", "new"),
    MilestoneKind.COMPLETE: ("建成", "complete"),
    MilestoneKind.COMMISSION: ("投用", "commission"),
    MilestoneKind.PILOT: ("试点", "pilot"),
    MilestoneKind.WIN: ("创建", "win"),
    MilestoneKind.ISSUE: ("出台", "issue"),
    MilestoneKind.HOLD: ("举办", "hold"),
    MilestoneKind.LAND: ("落地", "land"),
}


def explain(
    text: str,
    kind: str = "target",
    year: int | None = None,
    as_of: date | None = None,
    *,
    grammar: Grammar | None = None,
    language: str = "zh",
) -> str:
    """Return the tree of a reading: each figure, the rule that made it, and the text that each step took.

    Args:
        language: of the labels, "zh" or "en"; what was taken from the text stays as it is.

    Raises:
        ValueError: `kind` is neither "target" nor "progress".
    """
    if kind not in KINDS:
        raise ValueError(f"kind: {kind!r}")
    reading = _read(grammar or default_grammar(), text, kind, year, as_of)
    second = language == "en"
    branches = [_figure(text, target, second) for target in reading.targets]
    branches += [_figure(text, observation, second) for observation in reading.observations]
    branches += [_milestone(text, milestone, second) for milestone in reading.milestones]
    branches += [
        [f"{step.rule}  {step.span.of(text)}" + (f" → {step.makes}" if step.makes else "")] for step in reading.trace
    ]
    if kind == "progress":
        branches.append([f"{('自评', 'claim')[second]}  {reading.claim}"])
    if not branches:
        branches.append([("没有读到目标值或节点。", "No target and no milestone was read.")[second]])
    return "\n".join([text, *_drawn(branches)])


def _drawn(branches: Sequence[Sequence[str]]) -> Iterator[str]:
    for index, (first, *rest) in enumerate(branches):
        last = index == len(branches) - 1
        yield ("└─ " if last else "├─ ") + first
        yield from (("     " if last else "│    ") + line for line in rest)


def _figure(text: str, figure: Target | Observation, second: bool) -> list[str]:
    target = isinstance(figure, Target)
    name = ("目标值", "target") if target else ("数据", "figure")
    took = figure.value_text or figure.span.of(text)
    value = (
        ""
        if figure.value is None
        else f" → {figure.comparator or '='} {figure.value.normalize():f} {figure.measure or ''}"
    )
    lines = [
        f"{name[second]}  {figure.span.of(text)}",
        f"{figure.rule} ({_BASES[figure.basis][second]})  {took}{value}".rstrip(),
        f"{('指标', 'metric')[second]}  {figure.metric or ('（没有写明）', '(not said)')[second]}",
    ]
    if isinstance(figure, Target):
        phase = _PHASES[figure.milestone] if figure.milestone else None
        lines += _said(
            second,
            (("节点", "milestone"), phase and f"{phase[0]} {phase[1]}"),
            (("动作", "action"), figure.action),
            (("语气", "hedge"), figure.hedge),
            (("参照", "reference"), figure.reference),
            (("时限", "due"), figure.due),
        )
    else:
        lines += _said(
            second,
            (("时期", "period"), figure.period),
            (("去年基数", "base"), ("是", "yes")[second] if figure.base else None),
            (("预计", "estimated"), ("是", "yes")[second] if figure.estimated else None),
            (("属于", "part of"), figure.part_of),
        )
    return lines + _said(second, (("范围", "among"), figure.scope), (("占什么", "of"), figure.of))


def _milestone(text: str, milestone: Milestone, second: bool) -> list[str]:
    chinese, english = _PHASES[milestone.kind]
    lines = [
        f"{('节点', 'milestone')[second]}  {milestone.span.of(text)}",
        f"{milestone.rule} ({chinese} {english})  {milestone.object}",
    ]
    return lines + _said(second, (("语气", "hedge"), milestone.hedge), (("时限", "due"), milestone.due))


def _said(second: bool, *parts: tuple[tuple[str, str], object]) -> list[str]:
    return [f"{names[second]}  {value}" for names, value in parts if value]

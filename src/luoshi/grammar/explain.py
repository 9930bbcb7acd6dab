"""How a sentence was read, for a person (`luoshi explain TEXT`) and line by line for a program."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi.grammar.grammar import Grammar, default_grammar
from luoshi.grammar.reading import Reading
from luoshi.plan import Milestone, Observation, Target

KINDS = ("target", "progress")


def explain_batch(lines: Iterable[str], *, grammar: Grammar | None = None) -> Iterator[str]:
    """Read JSON lines {"id", "kind", "text", "year", "as_of"}, and give one JSON line for each.

    `kind` is "target" or "progress". A line that cannot be read gives {"id", "error"}, a
    sentence, and never stops the rest; an empty line gives nothing.
    """
    grammar = grammar or default_grammar()
    for line in lines:
        if line.strip():
            yield json.dumps(_answer(line, grammar), ensure_ascii=False)


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
    return answer | reading_as_dict(_read(grammar, text, kind, year, on))


def _read(grammar: Grammar, text: str, kind: str, year: int | None, as_of: date | None) -> Reading:
    if kind == "target":
        return grammar.read_promise(text, year=year, as_of=as_of)
    return grammar.read_statement(text, year=year, as_of=as_of)


def reading_as_dict(reading: Reading) -> dict[str, Any]:
    """Return a reading in the contract's names."""
    return {
        "targets": [_target(target) for target in reading.targets],
        "milestones": [_milestone(milestone) for milestone in reading.milestones],
        "observations": [_observation(observation) for observation in reading.observations],
        "claim": str(reading.claim),
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _target(target: Target) -> dict[str, Any]:
    return {
        "metric": target.metric,
        "basis": str(target.basis),
        "comparator": str(target.comparator) if target.comparator else None,
        "value": _number(target.value),
        "measure": target.measure,
        "value_text": target.value_text,
        "hedge": target.hedge,
        "milestone": str(target.milestone) if target.milestone else None,
        "reference": target.reference,
        "scope": target.scope,
        "of": target.of,
        "due": target.due.isoformat() if target.due else None,
        "span": list(target.span),
        "value_span": list(target.value_span) if target.value_span else None,
        "rule": target.rule,
    }


def _milestone(milestone: Milestone) -> dict[str, Any]:
    return {
        "kind": str(milestone.kind),
        "object": milestone.object,
        "hedge": milestone.hedge,
        "due": milestone.due.isoformat() if milestone.due else None,
        "span": list(milestone.span),
        "rule": milestone.rule,
    }


def _observation(observation: Observation) -> dict[str, Any]:
    return {
        "metric": observation.metric,
        "period": str(observation.period) if observation.period else None,
        "basis": str(observation.basis),
        "value": _number(observation.value),
        "measure": observation.measure,
        "value_text": observation.value_text,
        "comparator": str(observation.comparator) if observation.comparator else None,
        "of": observation.of,
        "scope": observation.scope,
        "base": observation.base,
        "estimated": observation.estimated,
        "approximate": observation.approximate,
        "part_of": observation.part_of,
        "span": list(observation.span),
        "value_span": list(observation.value_span),
        "rule": observation.rule,
    }


_ZH = {"level": "数量", "growth": "变化", "share": "占比", "rank": "位次", "per_capita": "人均", "parity": "同步", "trend": "趋势", "breakthrough": "突破"}  # fmt: skip


def explain(
    text: str, kind: str = "target", year: int | None = None, as_of: date | None = None, *, grammar: Grammar | None = None
) -> str:
    """Return the tree of a reading: each figure, the rule that made it, and the text that each step took.

    Raises:
        ValueError: `kind` is neither "target" nor "progress".
    """
    if kind not in KINDS:
        raise ValueError(f"kind: {kind!r}")
    reading = _read(grammar or default_grammar(), text, kind, year, as_of)
    lines = [text]
    for target in reading.targets:
        lines += _tree("目标值", text, target)
    for observation in reading.observations:
        lines += _tree("数据", text, observation)
    for milestone in reading.milestones:
        lines.append(f"├─ 节点 {milestone.kind}  {milestone.span.of(text)}")
        lines.append(f"│    规则 {milestone.rule}；对象 {milestone.object}" + (f"；{milestone.hedge}" if milestone.hedge else ""))
    for step in reading.trace:
        lines.append(f"├─ {step.rule}  {step.span.of(text)}{'  ' + step.makes if step.makes else ''}")
    if kind == "progress":
        lines.append(f"└─ 自评 {reading.claim}")
    elif len(lines) == 1:
        lines.append("└─ 没有读到目标值或节点。")
    return "\n".join(lines)


def _tree(name: str, text: str, figure: Target | Observation) -> list[str]:
    lines = [f"├─ {name}  {figure.span.of(text)}"]
    value = "" if figure.value is None else f"{_number(figure.value)} {figure.measure}"
    comparator = f"{figure.comparator} " if figure.comparator else ""
    lines.append(f"│    指标 {figure.metric or '（未写明）'}；{_ZH[figure.basis]}；{comparator}{value}".rstrip("；"))
    lines.append(f"│    规则 {figure.rule}" + (f"，取自“{figure.value_text}”" if figure.value_text else ""))
    return lines

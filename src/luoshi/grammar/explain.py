"""How a sentence was read, for a person: `luoshi explain TEXT` prints this tree."""

from collections.abc import Iterator, Sequence
from datetime import date

from luoshi.grammar.batch import KINDS
from luoshi.grammar.grammar import Grammar, default_grammar
from luoshi.grammar.reading import Step
from luoshi.grammar.rules import rule_in_chinese
from luoshi.place import Span
from luoshi.plan import Basis, Milestone, MilestoneKind, Observation, Target
from luoshi.quantity.measures import MEASURES

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
    grammar = grammar or default_grammar()
    read = grammar.read_promise if kind == "target" else grammar.read_statement
    reading = read(text, year=year, as_of=as_of, traced=True)
    second = language == "en"
    words = _by_number(reading.trace)
    branches: list[list[str]] = []
    figures: tuple[Target | Observation, ...] = (*reading.targets, *reading.observations)
    for figure in figures:
        branches.append(_figure(text, figure, second) + _words(text, figure, words, second))
    branches += [_milestone(text, milestone, second) for milestone in reading.milestones]
    branches += [[_step(text, step, second)] for step in reading.trace if step.depth == 0]
    if kind == "progress":
        branches.append([f"{('自评', 'claim')[second]}  {reading.claim}"])
    if not branches:
        branches.append([("没有读到目标值或节点。", "No target and no milestone was read.")[second]])
    return "\n".join([text, *_drawn(branches)])


def _by_number(trace: Sequence[Step]) -> dict[Span, list[Step]]:
    """The inner steps of each number, by where it stands."""
    groups: dict[Span, list[Step]] = {}
    current: list[Step] = []
    for step in trace:
        if step.depth == 1:
            current = []
            groups.setdefault(step.span, current)
        elif step.depth == 2:
            current.append(step)
    return groups


def _words(text: str, figure: Target | Observation, groups: dict[Span, list[Step]], second: bool) -> list[str]:
    """Which words stood beside the number, and whence a metric or a hedge was inherited."""
    number = figure.value_span or figure.span
    inner = groups.get(number) or next(
        (steps for span, steps in groups.items() if span.start <= number.start and number.end <= span.end), []
    )
    return [f"  · {_step(text, step, second)}" for step in inner]


def _rule(name: str, second: bool) -> str:
    return name if second else rule_in_chinese(name)


def _step(text: str, step: Step, second: bool) -> str:
    line = f"{_rule(step.rule, second)}  {step.span.of(text)}" + (f" → {step.makes}" if step.makes else "")
    return line if step.source is None else f"{line}  ← {step.source.of(text)}"


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
        f"{_rule(figure.rule, second)} ({_BASES[figure.basis][second]})  {took}{value}".rstrip(),
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
    either = MEASURES.get(figure.measure or "")
    both = f"{either.dimension} / {either.also}" if either is not None and either.also else None
    return lines + _said(
        second,
        (("范围", "among"), figure.scope),
        (("占什么", "of"), figure.of),
        (("两种读法", "either"), both and (both if second else "面积或体积")),
    )


def _milestone(text: str, milestone: Milestone, second: bool) -> list[str]:
    chinese, english = _PHASES[milestone.kind]
    lines = [
        f"{('节点', 'milestone')[second]}  {milestone.span.of(text)}",
        f"{_rule(milestone.rule, second)} ({chinese} {english})  {milestone.object}",
    ]
    return lines + _said(second, (("语气", "hedge"), milestone.hedge), (("时限", "due"), milestone.due))


def _said(second: bool, *parts: tuple[tuple[str, str], object]) -> list[str]:
    return [f"{names[second]}  {value}" for names, value in parts if value]

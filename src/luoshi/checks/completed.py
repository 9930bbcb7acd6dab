"""Is a claim of completion borne out by the figures, and by what is settled?

    目标60家；已完成年度任务，新认定研发载体45家          45 is less than 60
    目标60家；全部完成，新认定40家、新认定45家            nobody knows which of them is meant
    目标25个；已完成年度任务，25个公园均已签约            a contract is no park

It is an error only where nothing else can be claimed: the year's task as a whole, or the target by its name. A
half-year's task (完成上半年任务), a part (过半, 除2个外), a hope (力争年底前全部完成) and a count that is complete in
itself (41家已全部完成) claim something else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from luoshi.checks import completion
from luoshi.checks.case import Answer, Stated
from luoshi.checks.rounding import is_vague, meant
from luoshi.expressions import expression
from luoshi.pacing.amounts import CEILING, FLOW, STOCK
from luoshi.pacing.comparison import shares_its_metric
from luoshi.pacing.likeness import content
from luoshi.pacing.milestone_counts import COUNT
from luoshi.pacing.parity import PARITY
from luoshi.pacing.proof import Passed, Proof
from luoshi.pacing.stages import Progress, level, progress_in
from luoshi.pacing.weighed import STAGES
from luoshi.place import Span
from luoshi.plan import Aspect, Basis, Claim, Comparator, Level, Observation, State, Target
from luoshi.words import CLAIMS

_CLAUSE = expression(r"[^,;。!?:\n]+")
_SEGMENT_END = ";。!?\n"
_HOW = r"(?:超额|提前|如期|按期|顺利|圆满|全面|全部|已经|已|均)*"
_OF_THE_YEAR = r"(?:20\d\d年度?|年度|全年|本年度?|今年|各项|预期|既定|目标|任务|计划|工作|指标)*"
_COMPLETE = expression(
    rf"{_HOW}(?:完成|达成|实现)了?{_OF_THE_YEAR}(?:任务|目标|计划|指标)(?:任务|数|值)?"
    rf"|{_OF_THE_YEAR}(?:任务|目标|计划|指标)(?:数|值)?(?:超额|提前|如期|按期|顺利|圆满|全面|全部|已经|已|均|都)+(?:完成|达成|实现)"
    rf"|(?:全部|全面|均|都){_HOW}(?:完成|完工|建成|办结|竣工|投用|交付)|^{_HOW}(?:完成|办结|销号)"
)
# without any of these words nothing is claimed, as in most statements
_ANY = expression("完成|达成|实现|完工|建成|办结|竣工|投用|交付|销号")
# the year's task itself, which names no thing
_WHOLE = expression(r"20\d\d年度?|本?年度|全年|今年|[各该本此]项|既定|预期|目标|任务|计划|指标|工作")
_ONE_WORK = expression(r"项目|工程")
_REST = expression(r"^(?P<rate>的?[1-9]\d\d(?:\.\d+)?%)?(?:情况|量|工作|要求)?\)?$")
# the plan of a part of the year, of another body, or not all of it
_PART = expression(
    r"上半年|季度|阶段|月度|时序|序时|前期|节点|本月|当月|\d月份?(?:目标|任务|计划|工作|指标)|下达|上级|考核|国家|省定|市定|部分|基本|除|外$|大部|多数|个别|陆续|逐步|半"
)
_HOPED = expression(
    r"预计|预期将|有望|力争|争取|确保|力保|(?<![名大干部主武中])将|拟|即将|准备|下一?步|下阶段|年底前|后续|届时|待|可望|未|尚|没有"
    r"|计划(?=于|在|\d|年底|下|全部)"
)
_DATE = expression(r"20\d\d年?|\d{1,2}(?:[-—至]\d{1,2})?月底?份?|\d{1,2}日")
_SHORT = (State.BEHIND, State.OVERDUE)
_REACHED = (State.DONE, State.DONE_EARLY)
# what a ceiling leaves unused, or another row's figure, contradicts no claim
_OTHER_RULES = (CEILING[0], PARITY[0])
_AMOUNTS = (FLOW[0], STOCK[0], COUNT[0])
_ELSEWHERE = (Aspect.METRIC, Aspect.MEASURE)
# from here on "about" reaches a target: 约98家 of 100
_NEARLY = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class Claimed:
    """Words that claim completion.

    Args:
        of: what they say is complete, without verbs and fillers; empty for the task as a whole.
        by_rate: they say it by a rate, 完成年度任务的100%.
    """

    span: Span
    of: str
    by_rate: bool = False


def check(stated: Stated) -> Iterator[Answer]:
    claims = claims_in(stated.text)
    if any(one.by_rate for one in claims) and any(map(_is_error, completion.check(stated))):
        claims = [one for one in claims if not one.by_rate]  # said of the rate already
    if not claims:
        return
    judged = stated.task.assessment
    if not stated.task.targets and judged is not None and judged.state is State.UNCLEAR:
        whole = next((one for one in claims if not one.of), None)
        if whole is not None:
            yield _answer(stated, whole, Level.ERROR, (judged.sentence, judged.sentence_en, judged.sentence))
    for target, proof in stated.proofs:
        heard = [(one, heavy) for one in claims if (heavy := _weight(stated, one, target, proof)) is not None]
        if heard and (said := _not_borne(stated, target, proof)) is not None:
            claimed, heavy = min(heard, key=lambda pair: list(Level).index(pair[1]))
            yield _answer(stated, claimed, heavy, said)


def _is_error(answer: Answer) -> bool:
    return answer.finding is not None and answer.finding.level is Level.ERROR


def claims_in(statement: str) -> list[Claimed]:
    """Return the words of a statement that claim the year's task, or a thing, to be complete."""
    if _ANY.search(statement) is None:
        return []
    found = []
    text = level(statement)
    for clause in _CLAUSE.finditer(text):
        words = clause[0].strip()
        start = clause.start() + clause[0].index(words)
        said = _COMPLETE.search(words)
        rest = _REST.match(words[said.end() :]) if said else None
        if said is None or rest is None:
            continue
        before = _DATE.sub("", words[: said.start()])
        sentence = max((text.rfind(stop, 0, start) for stop in _SEGMENT_END), default=-1) + 1
        hoped = _HOPED.search(text, sentence, start + said.start())
        step = progress_in(before)  # 设计方案全部完成 is a step of the work
        if hoped or _PART.search(words) or re.search(r"\d", before) or (step is not None and step < Progress.DONE):
            continue
        of = content(_WHOLE.sub("", before)) or "".join(_ONE_WORK.findall(before))
        found.append(Claimed(Span(start + said.start(), start + len(words)), of, bool(rest["rate"])))
    return found


def is_claimed(stated: Stated, target: Target, proof: Proof) -> bool:
    """Tell whether a statement claims completion of the very target: then more is said than that it is unclear."""
    return any(_weight(stated, one, target, proof) is not None for one in claims_in(stated.text))


def _weight(stated: Stated, claimed: Claimed, target: Target, proof: Proof) -> Level | None:
    """Tell how surely a claim is of a target: an error, a warning, or None where it is of something else."""
    if claimed.of:
        if shares_its_metric(stated.task, target):
            return None
        name = content(target.metric)
        same = claimed.of == name or (len(claimed.of) >= 2 and name.endswith(claimed.of))
        if same:
            return Level.ERROR
        return Level.WARNING if name and (name in claimed.of or claimed.of in name) else None
    start = max((level(stated.text).rfind(stop, 0, claimed.span.start) for stop in _SEGMENT_END), default=-1) + 1
    before = [one for one in stated.seen if one.answers is None and start <= one.value_span.start < claimed.span.start]
    if not before:
        return Level.ERROR
    nearest = max(before, key=lambda one: one.value_span.start).value_span
    if any(one is not None and one.value_span == nearest for one in (proof.figure, *proof.readings)):
        return Level.ERROR
    # 投用5所，已完成年度任务，续建1所: what was counted last is what is complete
    of_another = any(one.figure.value_span == nearest and one.aspect in _ELSEWHERE for one in proof.passed)
    if len(stated.task.targets) > 1:
        return None
    return Level.WARNING if of_another else Level.ERROR


def _not_borne(stated: Stated, target: Target, proof: Proof) -> tuple[str, str, str] | None:
    """Say why a claim of completion is not borne, in both languages, with the figure; None where it may be true."""
    judged = target.assessment
    if judged is None or judged.provisional:
        return None
    if judged.state is State.UNCLEAR:
        shown = "、".join(one.value_text for one in judged.candidates)
        return judged.sentence, judged.sentence_en, shown
    if judged.reached is not None:
        if judged.rule in _OTHER_RULES or not _is_short(stated, target, proof):
            return None
        return f"按数算：{judged.sentence}", f"by the figures: {judged.sentence_en}", judged.sentence
    for one in proof.passed:
        if proof.figure is None and one.figure.value == target.value and _is_not_done(one):
            shown = one.figure.value_text
            return f"可是{shown}{one.why}。", f"yet of {shown}, {one.why_en}.", shown
    return None


def _is_not_done(passed: Passed) -> bool:
    """Whether the task's own quantity is said not to be begun, or only prepared; what is planned may be more."""
    return passed.denied and passed.why in (STAGES[Progress.NOT_BEGUN][0], STAGES[Progress.PREPARED][0])


def _is_short(stated: Stated, target: Target, proof: Proof) -> bool:
    """Whether what was promised is, by its figure, not yet reached, however the figure was rounded."""
    judged = target.assessment
    if judged is None or judged.state in _REACHED:
        return False
    if judged.rule not in _AMOUNTS:
        return judged.state in _SHORT
    figures = [one for one in proof.readings or (proof.figure,) if one is not None]
    return bool(figures) and all(_falls_short(stated, target, one) for one in figures)


def _falls_short(stated: Stated, target: Target, figure: Observation) -> bool:
    whole = Decimal(100) if figure.basis is Basis.SHARE else target.value or Decimal(0)
    if target.comparator is Comparator.ABOUT or is_vague(figure, stated.text):
        return figure.value < _NEARLY * whole
    return (figure.value if figure.rule == "sum of parts" else meant(figure).high) < whole


def _answer(stated: Stated, claimed: Claimed, heavy: Level, said: tuple[str, str, str]) -> Answer:
    claim, claim_en = CLAIMS[Claim.COMPLETED]
    chinese, english, reckoned = said
    words = claimed.span.of(stated.text)
    is_all = stated.task.claim is Claim.COMPLETED
    return Answer(
        finding=stated.finding(
            "claim",
            heavy,
            f"自评是“{claim}”，{chinese}" if is_all else f"写的是“{words}”，{chinese}",
            f"The claim is {claim_en}; {english}" if is_all else f'It says "{words}"; {english}',
            span=claimed.span,
            written=words,
            reckoned=reckoned,
        )
    )

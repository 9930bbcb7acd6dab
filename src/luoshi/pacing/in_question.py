"""In question: a figure that lights a lamp, with the words around it that are to be accounted for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from luoshi.expressions import expression
from luoshi.grammar.same_words import in_one_word
from luoshi.pacing.around import Around
from luoshi.pacing.case import Case
from luoshi.pacing.left_out import leaves_out_what_was_promised
from luoshi.pacing.stages import level
from luoshi.plan import Aspect, Assessment, Basis, Comparator, Light, Observation, Task


@dataclass(frozen=True, slots=True)
class Unaccounted:
    """Words that no rule has placed, the figure that they are said of, and what they leave open."""

    words: str
    figure: Observation
    aspect: Aspect
    why: str
    why_en: str


_REBUILT = expression(r"改[、扩]*[)）]?建", needs="改")
_SENTENCE = expression(r"[。;!?\n]")
_LEANS = expression(r" *(?:占|完成(?:年度|全年|任务|计划|目标)|超|其中|增长|下降|同比|较|比|分别|均|已|总[数量])")

# rules that reckon with a distance: their words say of what
_RECKONED = ("beyond the plan", "difference", "distance", "multiple", "all but", "the rest", "so many of all")


@lru_cache(maxsize=256)
def _is_reckoned(rule: str) -> bool:
    return any(word in rule for word in _RECKONED)


def bearing(task: Task, figure: Observation) -> Iterator[Observation]:
    """The figures of the sentence that one was reckoned from: itself, or the parts of its sum."""
    span, before = figure.value_span, None
    for seen in task.observations:
        its = seen.value_span
        if seen.answers is not None or its.start >= its.end:
            continue
        if span.start <= its.start and its.end <= span.end:
            if before is not None and _LEANS_ON.fullmatch(level(task.statement)[before.value_span.end : its.start]):
                yield before
            yield seen
        before = seen


# 新增5200人，占年度任务的104%; 新增5200人（含外地数），完成任务的104%
_LEANS_ON = expression(
    r"[^,;。]{0,16},(?:已|共)?(?:占|为|达到?|完成|超)(?:了)?(?:全年|年度|年|省定|市定)*(?:任务|目标|计划)[^,;。\d]{0,6}"
)


@dataclass(frozen=True)
class InQuestion:
    """One figure of a light, and the light that it gives; what is told of it is reckoned once, for all that ask.

    Args:
        seen: the figure, or one of those from which the light's own was reckoned.
        again: judges the case anew by another figure.
    """

    case: Case
    judged: Assessment
    seen: Observation
    words: Around
    again: Callable[[Observation], Assessment]

    def found(self, words: str, aspect: Aspect, why: str, why_en: str) -> Unaccounted:
        return Unaccounted(words, self.seen, aspect, f"{why}“{words}”", f'{why_en} "{words}"')

    @cached_property
    def said(self) -> str:
        """The sentence up to the figure, with the figures before it, and with what it leans on."""
        text = level(self.case.task.statement)[: self.seen.value_span.start]
        return _SENTENCE.split(text)[-1]

    @cached_property
    def clause(self) -> str:
        """The clause up to the figure, and the one before it where it leans on that: 完成投资935亿元，占目标的130%."""
        *before, own = self.said.split(",")
        return f"{before[-1]},{own}" if before and _LEANS.match(own) else own

    @cached_property
    def promised(self) -> str:
        text = self.case.task.text
        both = "城镇农村居民" if "城乡" in text or "城乡" in self.case.task.statement else ""
        # 新（改）建 names what is rebuilt, which goes by 改造 and 提升 too
        rebuilt = "改造提升" if _REBUILT.search(text) is not None else ""
        return in_one_word(text) + text + both + rebuilt

    @cached_property
    def left_out(self) -> bool:
        """Whether its clause leaves out what the row says, so that all its words are placed."""
        return leaves_out_what_was_promised(self.case.task, self.case.target, self.seen, self.words)

    @property
    def amount(self) -> bool:
        return self.case.target.basis is Basis.LEVEL and self.seen.measure not in ("%", "‰", "个百分点", "")

    @cached_property
    def summed(self) -> bool:
        """Whether the light rests on parts that a rule has added up, and so has placed."""
        figure = self.case.proof.figure
        return figure is None or "sum" in figure.rule or len(list(bearing(self.case.task, figure))) > 1

    @property
    def reckoned(self) -> bool:
        """Whether the light rests on a distance, whose words say from what."""
        figure = self.case.proof.figure
        return figure is not None and _is_reckoned(figure.rule)

    @property
    def ceiling(self) -> bool:
        return self.judged.rule == "上限" or self.case.target.comparator in (Comparator.AT_MOST, Comparator.LESS)

    @property
    def at_least_so_much(self) -> bool:
        """Whether the light stands though the whole be more than the figure."""
        green = self.judged.light is Light.GREEN
        return self.amount and green is not self.ceiling

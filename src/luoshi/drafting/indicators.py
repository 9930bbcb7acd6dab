"""The paragraph of expected indicators (主要预期目标), one row an indicator."""

from collections.abc import Sequence

from luoshi.drafting.clauses import Clause
from luoshi.drafting.words import EXPECTED
from luoshi.expressions import expression
from luoshi.place import Span

_SAYS_WHAT = expression(
    r"\d|同步|持平|下降|降低|提高|增长|控制在|达到|完成[^，。；]{0,14}(?:目标|任务)|平衡|改善|好于|优于|以内|左右|以上"
)
_GOES_ON = expression(r"^(?:其中|力争|努力|并|在实际|实际|奋斗|确保|争取|且|同比|总量|达到|占|按(?:照)?)")
_FEWEST = 3


def is_expected(sentences: Sequence[Sequence[Clause]]) -> bool:
    """Tell whether a paragraph gives the year's expected indicators."""
    whole = "，".join(clause.words for sentence in sentences for clause in sentence)
    return any(_begins(sentence) is not None for sentence in sentences) and len(_SAYS_WHAT.findall(whole)) >= _FEWEST


def indicators_in(sentences: Sequence[Sequence[Clause]]) -> tuple[list[Span], list[Span]]:
    """Return the spans of the indicators, and of what stands around them."""
    rows: list[Span] = []
    beside: list[Span] = []
    begun = False
    for sentence in sentences:
        start = _begins(sentence)
        clauses = list(sentence[start or 0 :])
        if start:
            beside.append(Span(sentence[0].span.start, sentence[start - 1].span.end))
        begun = begun or start is not None
        if begun and any(_SAYS_WHAT.search(clause.words) for clause in clauses):
            rows += _rows(clauses)
        else:
            beside.append(Span(clauses[0].span.start, clauses[-1].span.end))
    return rows, beside


def _begins(sentence: Sequence[Clause]) -> int | None:
    """Return the clause of a sentence in which the indicators begin: behind 主要预期目标是："""
    for at, clause in enumerate(sentence):
        if EXPECTED.search(clause.words + "："):
            return at + 1 if not _SAYS_WHAT.search(EXPECTED.split(clause.words)[-1]) and at + 1 < len(sentence) else at
    return None


def _rows(clauses: Sequence[Clause]) -> list[Span]:
    rows: list[Span] = []
    for clause in clauses:
        if rows and (_GOES_ON.search(clause.words) or not _SAYS_WHAT.search(clause.words)):
            rows[-1] = Span(rows[-1].start, clause.span.end)
        else:
            rows.append(clause.span)
    return rows

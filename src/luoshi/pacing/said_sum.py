"""Said sum: a figure that is said to be what those before it come to, and is.

燃气管网48公里，供水管网52公里，三项合计100公里                 so many kinds together
东片五个乡镇4130户，西片六个乡镇5260户，全县累计9390户           so many places together
企业评价215人，院校评价68人，合计283人                          so many ways together

That the numbers add up shows that none of them holds another, whatever the members are called.
"""

from collections.abc import Sequence
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.pacing.comparison import conversion
from luoshi.pacing.stages import level
from luoshi.pacing.weighed import Weighed
from luoshi.pacing.wordings import surroundings
from luoshi.plan import Basis, Observation, Task
from luoshi.quantity.numbers import magnitude_of

_SO_MANY = r"(?:[两二三四五六七八九十\d]+(?:个|[项类种方处批期级])?)"
_SUM = expression(
    rf"(?:^|[,、])(?:其中)?(?:以上|上述|全[市县区省州镇乡]|我[市县区省州])?{_SO_MANY}?(?:[\u4e00-\u9fff]{{0,4}})"
    r"(?:合计|共计|总计|总共|累计|一共|合起来|加起来|(?<![公中])共(?!享|有|建))",
    needs="一共加合总累",
)
_SENTENCE = expression(r"[。!?\n]")
_ALL_ABOVE = expression(r"^(?:以上|上述)|^[两三四五六七八九十]项")
_HOPED = expression(r"预计|计划|力争|目标|任务|拟|将|其中|占")


def parts_of_sum(task: Task, seen: Observation) -> list[Observation]:
    """Return the figures right before one that is said to be their sum and is; nothing where there are none."""
    words = surroundings(task, seen)
    if seen.basis is not Basis.LEVEL or words.bracketed or _SUM.search(words.left) is None:
        return []
    text = level(task.statement)
    over = _ALL_ABOVE.match(words.left) is not None  # 1.…31公里。2.…22公里。以上共53公里
    before = [
        one
        for one in task.observations
        if one.answers is None
        and not (one.base or one.estimated)
        and one.basis is Basis.LEVEL
        and one.value_span.end <= seen.value_span.start
        and (one.measure == seen.measure or conversion(one.measure, seen.measure) not in (None, 1))
        and (over or not _SENTENCE.search(text, one.value_span.end, seen.value_span.start))
    ]
    before.sort(key=lambda one: one.value_span.start)
    total, parts = Decimal(0), list[Observation]()
    for one in reversed(before):
        its = surroundings(task, one)
        if its.bracketed or _HOPED.search(its.left):
            return []
        total += one.value * (conversion(one.measure, seen.measure) or 1)
        parts.insert(0, one)
        if len(parts) > 1 and _comes_to(total, seen):
            return parts
        if total > seen.value and not _comes_to(total, seen):
            return []
    return []


_DIGITS = expression(r"\d+(?:\.(?P<places>\d+))?(?P<size>[十百千万亿]+)")


def _comes_to(total: Decimal, seen: Observation) -> bool:
    """Whether parts come to what is said, rounded as it is written: 19020 to 1.9万."""
    if total == seen.value:
        return True
    written = _DIGITS.match(str(seen.value_text))
    if written is None:
        return False
    unit = Decimal(magnitude_of(written["size"])).scaleb(-len(written["places"] or ""))
    return abs(total - seen.value) * 2 <= unit


def without_what_is_summed(task: Task, settled: Sequence[Weighed]) -> list[Weighed]:
    """Return figures without those of which another is said to be the sum, and is: 3150部、1630部，共4780部."""
    spans = {one.figure.value_span for one in settled}
    for one in settled:
        parts = {part.value_span for part in parts_of_sum(task, one.figure)}
        if parts and parts <= spans:
            return [other for other in settled if other.figure.value_span not in parts]
    return list(settled)

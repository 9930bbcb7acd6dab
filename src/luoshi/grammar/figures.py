"""From a frame to its figures: basis, comparator, metric, hedge, and what is inherited.

Targets and observations are made of figures. What a rule finds in the words is put together
here, in the order in which one depends on the other.
"""

from dataclasses import replace

from luoshi.expressions import expression
from luoshi.grammar.basis import Found, basis_of, is_better_by_less
from luoshi.grammar.figure import Context, Figure
from luoshi.grammar.frames import Frame
from luoshi.grammar.implicit_values import Implied
from luoshi.grammar.left_context import Front, read_front
from luoshi.grammar.lists import go_on, listed_after, spread
from luoshi.grammar.naming import clean, name, own_part, take_part
from luoshi.grammar.number_context import Left, Sides
from luoshi.grammar.planned_values import told_again
from luoshi.grammar.words import PERSONS
from luoshi.plan import Basis, Comparator

_PERSON_BEHIND = expression(
    r"[^,;。:、]{0,6}(?:人|者|民|工|员|生)|[^,;。:、]{0,12}(?:群众|学生|儿女|居民|职工|老人|儿童|患者|人口|人民)"
)
_HOUSEHOLD_BEHIND = expression(r"[^,;。:、]{0,6}户")
_PERSON_BEFORE = expression(r"(?:人口|人数|人员|就业|游客|参保|人才|学生|职工)[^,;。]{0,4}$")
_MONEY_BEFORE = expression(
    r"(?:投资|产值|收入|税收|生产总值|GDP|资金|贷款|存款|营收|[销交成零][售易交]总?额|增加值|债务|债券|利润|融资|授信|进出口|进口|出口)"
    r"(?:总?额|总量|余额|规模|完成|实现|到位)*$"
)
_BOUND_BEFORE = expression(r"(至少|不少于|不低于|至多|不超过)[^,;。、]{1,8}$")
_SINCE_PER_HEAD = expression(r"[由从]每(?:[十百千万]{0,2})(?:人口?|名|户|亩)(?:拥有|有)?$")
_REDUCE = frozenset(["压缩", "精简", "压减", "减少", "降低", "缩短", "下调", "削减", "减免"])
_RAISE = frozenset(["提高", "提升", "增加", "扩大"])
_REDUCED = expression(r"(?:压减|压缩|精简|削减|减少|降低)[^率比]{2,}$")


def figures_of(frame: Frame, sides: Sides, context: Context, said: Implied | None = None) -> list[Figure]:
    """Read one frame into its figures and put them into `context`.

    Args:
        said: what the word says that stands instead of a number (首位, 全覆盖).
    """
    left = frame.words
    assert left is not None
    _turn(frame, context)
    again = _tell_again(frame, left)
    if start := _SINCE_PER_HEAD.search(left.rest):  # 从每千人5张增加到6张
        left.rest, left.since = left.rest[: start.start()], True
        left.links.add("人均")
    before = None if said else listed_after(frame, context)
    found = Found(said.basis, frame.token.detail) if said else _of_told(frame, context) or basis_of(frame, left)
    if found.metric_end is not None:
        head = sides.read_left(left.rest[: found.metric_end], False)
        left.links |= head.links
        left.rest = head.rest
    figure = _figure(frame, left, read_front(sides, own_part(frame, left.rest)), found)
    if said is not None:
        figure.comparator, figure.value, figure.measure = said.comparator, said.value, said.measure
        figure.scope, figure.reference = said.scope, said.reference
        if frame.trailing is not None and said.value is not None:  # 翻一番以上
            figure.comparator = frame.trailing
        figure.metric = said.metric or figure.metric
    if before is not None:
        go_on(figure, before, context)
    name(figure, found, context, before is not None)
    if (
        figure.front.action in _NAMED_BY_THEIR_VERB
        and not clean(figure.front.metric)
        and figure.metric_from is not None
    ):
        figure.metric, figure.metric_from = figure.front.action, None  # 综合治理3.4万亩、造林1.86万亩
    if figure.rule == "multiple" and _ends_a_change_of_ratio(figure, context):
        figure.basis, figure.rule = Basis.LEVEL, "ratio"
    rises = figure.basis is Basis.GROWTH and figure.value is not None and figure.value > 0
    if rises and figure.value is not None and is_better_by_less(left, figure.metric):
        figure.value = -figure.value
    _inherit_verb(figure, context)
    figure.carried, figure.told_again = context.carried, again
    take_part(figure, context)
    _hedge(figure, context)
    made = spread(figure, context)
    context.add(made)
    return made


_NAMED_BY_THEIR_VERB = ("造林", "绿化")


def _ends_a_change_of_ratio(figure: Figure, context: Context) -> bool:
    """Whether a multiple is where a ratio has come to: the second of 倍差从2.19倍缩小至2.05倍."""
    before = context.last
    return before is not None and before.base and before.rule == "ratio" and figure.metric_from is before.frame


def _tell_again(frame: Frame, left: Left) -> str | None:
    """A plan told again inside a result, 占年度计划60亿元的85%, has the metric of what stands before the plan."""
    again = told_again(frame.bracketed or frame.left, frame.following)
    if again is None:
        return None
    own = (frame.bracketed or frame.left)[: again.start()]
    left.rest, left.change, left.comparator = _SIGNS.split(own)[-1], None, None
    return again["of"] or frame.token.measure


_SIGNS = expression(r"[,;。:!?\n()]")


def _of_told(frame: Frame, context: Context) -> Found | None:
    """The share behind a plan that was told again: the 85% of 占年度计划60亿元的85%, with the metric of the plan."""
    before, left = context.last, frame.words
    if before is None or left is None or before.told_again is None or frame.token.measure not in ("%", "‰"):
        return None
    behind = frame.left.rstrip("约近超以上")
    if behind != "的" and not (behind.endswith(")的") and before.frame.depth > frame.depth):
        return None
    left.rest, left.change = before.left.rest, None
    return Found(Basis.SHARE, "share of the plan", before.told_again)


def _turn(frame: Frame, context: Context) -> None:
    """Forget at a new sentence, or at a ; what does not reach over it."""
    if frame.sentence != context.sentence:
        context.carried = frame.opening
        context.sentence, context.part = frame.sentence, frame.part
        context.hedge = context.hedge_from = None
        context.estimate = context.estimate if frame.opening else None
        context.whole = context.whole if frame.opening else None
    elif frame.part != context.part:
        context.part, context.hedge, context.hedge_from = frame.part, None, None


def _figure(frame: Frame, left: Left, front: Front, found: Found) -> Figure:
    token = frame.token
    measure = token.measure
    if token.kind == "quantity" and not measure:
        measure = _unsaid_measure(frame, left)
    found = _by_verb(found, front, measure, left)
    value = -token.value if found.sign < 0 < token.value else token.value
    comparator, trailing = _comparator(frame, left)
    return Figure(
        frame=frame,
        left=left,
        front=front,
        metric=front.metric,
        basis=found.basis,
        value=value,
        measure=measure,
        comparator=comparator,
        rule=found.rule,
        of=found.of,
        hedge=front.hedge or next((hedge for hedge in ("力争", "争取", "确保", "努力") if hedge in left.links), None),
        milestone=front.milestone,
        estimated=front.estimated or bool(left.links & {"预计", "预期"}),
        trailing=trailing,
        base=left.since,
        nested=front.nested,
    )


def _unsaid_measure(frame: Frame, left: Left) -> str:
    """10万贫困人口 counts persons, though no classifier says so; 投资210亿 is money; a bare index has no measure."""
    if 10_000 <= frame.token.value < 10**15 and frame.token.value % 100 == 0 and _MONEY_BEFORE.search(left.rest):
        return "元" if not frame.right[len(frame.after) :].strip() else ""
    noun = frame.right[len(frame.after) :].lstrip()
    if noun.startswith(PERSONS) or _PERSON_BEHIND.match(noun) or _PERSON_BEFORE.search(left.rest):
        return "人"
    return "户" if _HOUSEHOLD_BEHIND.match(noun) else ""


def _by_verb(found: Found, front: Front, measure: str, left: Left) -> Found:
    """压缩审批时限50%: the verb of change stands before its object."""
    if found.rule not in ("level", "fraction") or measure not in ("%", "个工作日", "天"):
        return found
    if left.comparator is not None and left.comparator.to:
        return found
    if front.action in _REDUCE or (measure == "%" and _REDUCED.search(front.metric)):
        return replace(found, basis=Basis.GROWTH, sign=-1, rule="change by its verb")
    if front.action in _RAISE:
        return replace(found, basis=Basis.GROWTH, rule="change by its verb")
    return found


def _comparator(frame: Frame, left: Left) -> tuple[Comparator, bool]:
    """What is written of the value, and whether it is written behind it."""
    if frame.trailing is not None:
        return frame.trailing, True
    before = left.comparator.comparator if left.comparator else None
    if before in (None, Comparator.EXACTLY):
        if bound := _BOUND_BEFORE.search(left.rest):
            return (Comparator.AT_MOST if bound[1] in ("至多", "不超过") else Comparator.AT_LEAST), False
        if frame.token.more:
            return Comparator.MORE, False
    return before or Comparator.EXACTLY, False


def _inherit_verb(figure: Figure, context: Context) -> None:
    """新建体育场地15片、健身苑点15处: the verb reaches over the list."""
    before, frame = context.last, figure.frame
    if before is None or frame.opened != "q" or figure.front.action is not None or before.frame.clause != frame.clause:
        return
    if figure.basis is Basis.LEVEL and figure.left.comparator is None and figure.left.change is None:
        figure.milestone = figure.milestone or before.milestone


def _hedge(figure: Figure, context: Context) -> None:
    """A hedge reaches over the later clauses of its sentence, 预计 over its parts in the next."""
    if figure.hedge:
        context.hedge, context.hedge_from = figure.hedge, figure.frame
    elif context.hedge and not figure.base:
        figure.hedge, figure.hedge_from = context.hedge, context.hedge_from
    _estimate(figure, context)


_REPORTED = expression(r"已|实际|目前|截至")


def _estimate(figure: Figure, context: Context) -> None:
    """预计 binds its own clause, and those behind it where it opens the sentence or they name no metric."""
    frame = figure.frame
    if figure.estimated:
        if context.estimate is None:
            before = context.last
            context.estimate_heads = figure.front.estimated and (
                before is None or before.frame.sentence != frame.sentence
            )
        context.estimate = frame
    elif context.estimate is not None:
        same_clause = frame.clause == context.estimate.clause
        own_period = frame.start != frame.origin or frame.gap is not None
        shares = context.estimate_heads or figure.metric_from is not None or figure.carried
        figure.estimated = same_clause or (shares and not own_period and _REPORTED.search(frame.left) is None)
        if not figure.estimated and not shares:
            context.estimate = None
    figure.estimated = figure.estimated and not figure.base

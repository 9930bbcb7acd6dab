"""Lists: 分别, 均, 各, ranges, and bare numbers that go on from the one before.

三次产业分别增长3.1%、6.4%、7.2%          three figures, each with its own metric
交易量和产品量均增长30%                    one number, two figures
分别增长8%、10%以上                        the comparator behind the list holds for all of it
"""

import re
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.grammar.figure import Context, Figure
from luoshi.grammar.frames import Frame
from luoshi.grammar.naming import CONNECTORS, DEEDS, FACETS, clean
from luoshi.grammar.sharing import SPLIT, members_before, split_into
from luoshi.grammar.tails import TAILS, with_tail
from luoshi.grammar.words import COUNTED
from luoshi.plan import Basis, Comparator
from luoshi.quantity.numbers import chinese

_EACH = frozenset(("均", "各", "都", "双双"))
_TWO_VERBS = expression(r"[^,;。:、()]{2,4}(?:和|与|、|及)[^,;。:、()]{2,}各$")
_EVERY = expression(r"每个|各县|各区|各乡|每县|每")
_VERB_BEHIND = expression(
    r"发展|提高|增加|增长|提升|扩大|上升|下降|降|减少|增至|分别|均|达|由|从|完成|占|压缩|缩短|升至|跃升"
)
_GOES_ON = expression(
    r"(?:以上|左右|以内|以下)?(?:\([^)]*\))?(?:、|和|及|与|以及|,)[^,;。、\d]{0,6}?(?:\d|第|[百千]分之|"
    r"[一二两三四五六七八九]成)"
)
_NEXT_VALUE = expression(r"(?:以上|左右|以内|以下)?(?:、|和|及|与|以及)[^,;。、\d]{0,8}?(?=\d|第|[百千]分之)")
# the verbs in front of the noun that 分别 gives to all
_NO_DEED = expression(rf"^(?:{DEEDS}|已|共|累计|约|近|各)+")


def listed_after(frame: Frame, context: Context) -> Figure | None:
    """Return the figure that a bare number goes on from, or None where it stands for itself."""
    last, words = context.last, frame.words
    if last is None or words is None or frame.opened != "q" or last.frame.sentence != frame.sentence:
        return None
    turned = words.change is not None and not last.shared  # 分别增长9.2%和下降1.4% is one list
    if words.rest.strip(CONNECTORS) or turned or frame.left.startswith("("):
        return None
    same_kind = frame.token.measure == last.frame.token.measure and frame.token.kind == last.frame.token.kind
    if last.base and last.listed and last.shared and words.comparator is not None and words.comparator.to:
        return None  # 由61个、6个发展到168个、24个: a list of its own
    if words.comparator and last.basis is Basis.GROWTH and not words.links and not last.shared:
        return None  # 增加29天、达到253天: the second says something else
    if not same_kind:
        each = last.shared or _names_as_many(last)
        return last if each and frame.token.kind == "quantity" else None
    noun = frame.right[len(frame.after) :].strip()
    if not noun or _VERB_BEHIND.match(noun) or noun.startswith(("和", "及", "与", "、")):
        return last
    return last if frame.token.measure in ("%", "倍", "元", "位") else None


_OF_POINTS = frozenset(("difference in points", "change of a rate"))


def go_on(figure: Figure, before: Figure, context: Context) -> None:
    """Take over from the number before what a bare number leaves unsaid."""
    comparator = figure.left.comparator
    same_verb = comparator is None and not figure.frame.verb
    figure.head, figure.position = before.head or before, before.position + 1
    if figure.basis in (Basis.LEVEL, Basis.SHARE, Basis.PER_CAPITA):
        figure.basis, figure.of = before.basis, before.of
        figure.rule = before.rule if before.rule.endswith("(list)") else f"{before.rule} (list)"
        if before.basis is Basis.GROWTH and before.value is not None and before.value < 0 and figure.value:
            figure.value = -abs(figure.value)
    elif same_verb and figure.rule in _OF_POINTS and before.of and figure.left.change is None and figure.value:
        # 分别低于目标0.7、1.4个百分点
        figure.of, figure.rule = before.of, before.rule
        figure.value = abs(figure.value) if (before.value or 0) > 0 else -abs(figure.value)
    figure.scope = before.scope
    if same_verb or (comparator is not None and not comparator.to):
        figure.anchor = before.anchor or before.frame
    figure.milestone = figure.milestone or before.milestone
    figure.nested, figure.part_of = before.nested, before.part_of
    figure.base = figure.base or (before.base and same_verb)
    opens = before.head or before
    if figure.comparator is Comparator.EXACTLY and opens.left.comparator is not None and not before.trailing:
        figure.comparator = before.comparator
    if figure.trailing:
        _close_list(figure, context)


def _close_list(figure: Figure, context: Context) -> None:
    """A comparator behind the last number of a list holds for the whole list."""
    for earlier in context.behind(figure.frame):
        if earlier.trailing or earlier.base:
            break
        if earlier.comparator is Comparator.EXACTLY or earlier.left.comparator is None:
            earlier.comparator = figure.comparator
        if not earlier.listed:
            break


def spread(figure: Figure, context: Context) -> list[Figure]:
    """Make several figures of one number: a range, or one that several metrics share."""
    if figure.frame.token.high is not None:
        return _range(figure)
    if figure.listed:
        _next_member(figure, context)
        return [figure]
    if _GOES_ON.match(figure.frame.following):
        _first_member(figure, context)
        if figure.shared:
            return [figure]
    elif figure.shared:
        return _each(figure, context)
    if figure.left.links & _EACH:
        return _each(figure, context)
    if figure.measure == "%" and figure.metric_from is None and _are_rates(members(figure.metric)):
        return _each(figure, context)  # 复工率、复岗率超过99%: rates have no sum
    if figure.basis in (Basis.PARITY, Basis.TREND) and len(members(figure.metric)) > 1:
        return _each(figure, context)
    return [figure]


def _range(figure: Figure) -> list[Figure]:
    token = figure.frame.token
    assert token.high is not None
    low, high = sorted((token.value, token.high))
    if figure.value is not None and figure.value < 0:
        low, high = -high, -low
    return [
        replace(figure, value=low, comparator=Comparator.AT_LEAST),
        replace(figure, value=high, comparator=Comparator.AT_MOST),
    ]


def _are_rates(names: list[str]) -> bool:
    return len(names) > 1 and all(len(name) > 2 and name.endswith(_RATE_NAMES) for name in names)


_RATE_NAMES = ("率", "满意度", "比例", "比重", "占比")


def _names_as_many(last: Figure) -> bool:
    """Whether a list names as many things as it has values: 零售总额、进出口总值达到256亿元、24.4亿美元."""
    first, count = last.head or last, _length(last.head or last)
    own = first.front.metric.strip(CONNECTORS)
    return first.metric_from is None and count > 1 and len(members(own, count)) == count


def members(metric: str, count: int = 0) -> list[str]:
    """Split 城市书房、智慧借阅点 into its members; quotations and brackets are not split.

    Args:
        count: how many values follow, by which it is told what joins names and what stands within one.
    """
    bare = re.sub(r"“[^”]*”|\([^)]*\)", lambda found: "口" * len(found[0]), metric)
    if count > 1 and (parts := split_into(bare, count)) and len(parts) == count:
        made, at = [], 0
        for part in parts:
            start = bare.index(part, at)
            at = start + len(part)
            made.append(metric[start:at])
        return made
    parts, at = [], 0
    for cut in SPLIT.finditer(bare):
        parts.append(metric[at : cut.start()])
        at = cut.end()
    parts.append(metric[at:])
    return [part.strip() for part in parts if part.strip()]


def _length(figure: Figure) -> int:
    """Count the values of a list by the text behind its first."""
    text = figure.frame.following + figure.frame.beyond
    return 1 + len(_NEXT_VALUE.findall(re.split(r"[,;。:]", text, maxsplit=1)[0]))


def _list_names(first: Figure, context: Context) -> list[str]:
    """The metrics of the values of a list: named in it, or the last so many named before."""
    count = _length(first)
    if first.shared and (own := all_of_the_promised(first, count, context)):
        return own
    if first.metric_from is None:
        named = with_tail(members(first.front.metric.strip(CONNECTORS), count))
        if len(named) == count or not first.shared:
            return named if len(named) == count else []
        whole = members_before(first.frame.left.rpartition("分别")[0], count)  # 贷款、存款余额: 贷款 is no verb here
        return with_tail([member.name for member in whole]) or named
    if (before := _list_before(first, context)) and len(before) == count:
        return before
    names = context.names(first)
    return names[-count:] if len(names) >= count > 1 else []


_ALL_OF_THEM = expression(
    r"(?:上述|以上|该|这|其)?(?:(?P<number>[两二三四五六七八]|\d)(?:大|个|项)?(?:经济|主要)?指标|指标|各项指标)"
)


def all_of_the_promised(first: Figure, count: int, context: Context) -> list[str]:
    """The promised metrics where a list names nothing but that it is all of them: 三项指标分别增长16%、12%、21%."""
    found = _ALL_OF_THEM.fullmatch(first.front.metric.strip(CONNECTORS)) if context.promised else None
    if found is None or first.metric_from is not None:
        return []
    alike = [one for one in context.promised if (one.basis, one.measure) == (first.basis, first.measure)]
    metrics = list(dict.fromkeys(one.metric for one in alike))
    said = found["number"]
    as_many = said is None or int(said if said.isdecimal() else chinese(said)) == count
    return metrics if as_many and len(metrics) == len(alike) == count > 1 else []


def _shared_out(figure: Figure, first: Figure) -> bool:
    """Give a value of a list that 分别 shares out its verb and the noun of all: 新建、改建公厕分别12座、8座."""
    before, given, deed = first.frame.left.rpartition("分别")
    if not given:
        before, deed = deed, ""
    members_ = members_before(before, _length(first)) if given or "、" in before or "和" in before else ()
    if not members_ or not (given or members_[0].verb):
        return False
    own = members_[figure.position]
    noun = _NO_DEED.sub("", clean(deed)) if "分别" in first.front.metric else ""
    if own.verb and len(own.noun) >= 2 and not noun:
        figure.metric, figure.front.action = clean(own.noun) or own.noun, own.verb
        figure.milestone = COUNTED.get(own.verb, figure.milestone)
        return True
    if len(noun) >= 2 and not own.verb:
        # 东城、西城分别建成公园8个、7个 counts 公园; 电子、化工分别实现产值5亿元、7亿元 is the 产值 of each
        each = noun.endswith(TAILS) and not any(_A_PLACE.search(member.name) for member in members_)
        figure.metric = own.name + noun if each else noun
        return True
    return False


_A_PLACE = expression(r"(?:[区县市镇乡村州旗盟省]|街道|片区|园区|新区|[东西南北中]城)$")


def _list_before(first: Figure, context: Context) -> list[str]:
    """The metrics of the list that a list without names follows: 城镇和农村收入分别达到5万元、2万元，增长4%、6%."""
    behind = [earlier for earlier in context.behind(first.frame) if earlier.frame.index < first.frame.index]
    last = behind[0] if behind else None
    if last is None or not last.listed:
        return []
    if (
        not last.shared
        and not _names_as_many(last)
        and not (first.shared and first.front.metric.strip(CONNECTORS) in _ALL_THERE_ARE)
    ):
        return []
    found = [earlier.metric for earlier in behind if earlier is last.head or earlier.head is last.head]
    return list(dict.fromkeys(reversed(found)))


# 新增甲、乙44家和301家，总数分别达到356家和3509家
_ALL_THERE_ARE = frozenset(("总数", "总量", "数量", "累计", "存量", "保有量", "总数量"))


def _first_member(figure: Figure, context: Context) -> None:
    if _shared_out(figure, figure):
        return
    names = _list_names(figure, context)
    if len(names) > 1:
        figure.metric = names[0]
        _by_its_name(figure)
        _not_by_the_last(figure, figure, 0, len(names))


def _next_member(figure: Figure, context: Context) -> None:
    first = figure.head or figure
    if _shared_out(figure, first):
        return
    names = _list_names(first, context)
    if figure.position < len(names) and len(names) > 1:
        figure.metric = names[figure.position]
        _by_its_name(figure)
        _not_by_the_last(figure, first, figure.position, len(names))


def _by_its_name(figure: Figure) -> None:
    """A member that is a rate is a level, one that is a proportion a share, whatever its list is."""
    if figure.basis in (Basis.LEVEL, Basis.SHARE) and figure.measure == "%":
        if figure.metric.endswith(("率", "强度", "满意度")):
            figure.basis = Basis.LEVEL
        elif figure.metric.endswith(("比例", "占比", "比重")):
            figure.basis = Basis.SHARE


def _not_by_the_last(figure: Figure, first: Figure, position: int, count: int) -> None:
    """失业率、价格涨幅分别控制在5.5%和3.5%以内: 涨幅 is the last member's, so a rate before it is a level."""
    change = first.left.change
    if change is None or change.text not in _GROWTH_NOUNS or figure.value is None:
        return
    if position + 1 == count:
        figure.basis, figure.rule, figure.value = Basis.GROWTH, "change of a rate", change.sign * abs(figure.value)
    elif figure.metric.endswith("率"):
        figure.basis, figure.rule, figure.value = Basis.LEVEL, "rate", abs(figure.value)


_GROWTH_NOUNS = frozenset(("涨幅", "增幅", "降幅", "升幅", "跌幅"))


def _renamed(figure: Figure, metric: str) -> Figure:
    figure = replace(figure, metric=metric)
    _by_its_name(figure)
    return figure


def _each(figure: Figure, context: Context) -> list[Figure]:
    """均, 各: one value for every member, or for every figure before whose metric its words end."""
    own = clean(figure.front.metric)
    if figure.metric_from is None:
        named = members(figure.metric)
        if len(named) > 1 and not _EVERY.search(figure.metric):
            return [_renamed(figure, metric) for metric in with_tail(named)]
        if len(named) == 1 and figure.front.verbs == 2 and _TWO_VERBS.match(figure.frame.left):
            return [figure, replace(figure)]  # 新建和改造公厕各20座
        ended = [metric for metric in context.names(figure) if metric.endswith(own) and metric != own]
        return [_renamed(figure, metric) for metric in ended] if len(ended) > 1 else [figure]
    chosen = _clause_names(figure, context, 0) or _clause_names(figure, context, 1)
    if len(chosen) < 2:
        chosen = context.names(figure)[-2:]
    if len(chosen) < 2:
        return [figure]
    suffix = own if own in FACETS else ""
    return [_renamed(figure, metric + suffix) for metric in chosen]


def _clause_names(figure: Figure, context: Context, back: int) -> list[str]:
    """The metrics named so many clauses before."""
    clause = figure.frame.clause - back
    named = [
        earlier.metric
        for earlier in context.behind(figure.frame)
        if earlier.frame.clause == clause and earlier.metric_from is None and earlier.metric
    ]
    return list(dict.fromkeys(reversed(named)))

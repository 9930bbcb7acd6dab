"""Figures: each number that counts, with its metric, basis, comparator and period.

Here the words of a frame become one or several figures: a shared list (分别, 均, 各) is
spread, a range is split, and what a clause leaves unsaid is inherited from the one before.
Targets and observations are made of these.
"""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from luoshi.grammar.basis import Found, basis_of
from luoshi.grammar.frames import Frame
from luoshi.grammar.implied import Implied
from luoshi.grammar.sides import Front, Left, Sides, read_front
from luoshi.grammar.words import PERSONS
from luoshi.plan import Basis, Comparator, MilestoneKind
from luoshi.quantity.measures import MEASURES

_CONNECTORS = " 、和及与以及至到或并且而又兼~,"
_SPLIT = re.compile(r"、|以及|和(?!谐|美|平|睦)|与(?!会)|及(?!时|以上|格)")
_PLACES = frozenset("全市 全省 全区 全县 全州 全国 我市 我省 我区 我县 我州 市区 区内 境内 县域 城区 全年 各县 各区 各地 全社会 共 其 数量 总数 累计 主城区 全域 市域 省内 市内 农村 城市 城镇".split())
_NOUN_END = re.compile(
    r"(?:已|主体|被|全部|均|入选|入围|列入|纳入|获|荣获|建成|投产|投用|开工|完成|实现|达到|通过|跻身|进入|成为|完工|竣工|启动|顺利|正式|加快|开展|落地|签约|提前|得到|开诊|晋|挂牌|开业|上市|由|在|有序|有力|稳步|相继|成功|转移就业)"
)
_FACETS = frozenset("数量 规模 总规模 总量 增速 增幅 均 总数 总量和增速 增量 综合排名 排名 排位 位次".split())

@dataclass(slots=True)
class Figure:
    """One figure, ready to become a target or an observation."""

    frame: Frame
    metric: str
    basis: Basis
    value: Decimal | None
    measure: str | None
    comparator: Comparator | None
    rule: str
    front: Front
    left: Left
    of: str | None = None
    scope: str | None = None
    hedge: str | None = None
    hedge_from: Frame | None = None
    milestone: MilestoneKind | None = None
    estimated: bool = False
    base: bool = False
    nested: str | None = None
    part_of: str | None = None
    metric_from: Frame | None = None
    reference: str | None = None
    anchor: Frame | None = None
    listed: bool = False
    trailing: bool = False

    nested_sentence: bool = False

    @property
    def start(self) -> int:
        return self.frame.start


@dataclass(slots=True)
class Context:
    """What was read before, in the same text."""

    figures: list[Figure] = field(default_factory=list)
    sentence: int = -1
    part: int = -1
    hedge: str | None = None
    hedge_from: Frame | None = None
    estimated: bool = False
    whole: str | None = None
    whole_measure: str | None = None
    carried: bool = False
    fallback: str | None = None

    def of_sentence(self, frame: Frame) -> list[Figure]:
        return [f for f in self.figures if f.frame.sentence == frame.sentence]

    @property
    def last(self) -> Figure | None:
        return self.figures[-1] if self.figures else None


def figures_of(frame: Frame, sides: Sides, context: Context, said: Implied | None = None) -> list[Figure]:
    """Read one frame into its figures and put them into `context`.

    Args:
        said: what the word says that stands instead of a number (首位, 全覆盖).
    """
    assert frame.words is not None
    left = frame.words
    _turn(frame, context)
    listed = None if said else _listed(frame, context)
    found = Found(said.basis, frame.token.detail) if said else basis_of(frame, left)
    if found.metric_end is not None:
        head = sides.read_left(left.rest[: found.metric_end], False)
        left.links |= head.links
        left.rest = head.rest
    front = read_front(sides, _own_part(frame, left.rest))
    figure = _figure(frame, left, front, found, context)
    if said is not None:
        _imply(figure, said)
    if listed is not None:
        _continue(figure, listed, context)
    _inherit_metric(figure, found, listed, context)
    _inherit_verb(figure, context)
    figure.nested_sentence = context.carried
    _part(figure, context)
    _hedge(figure, context)
    made = _spread(figure, context)
    context.figures.extend(made)
    return made


def _imply(figure: Figure, said: Implied) -> None:
    figure.comparator, figure.value, figure.measure = said.comparator, said.value, said.measure
    figure.scope, figure.reference = said.scope, said.reference


def _turn(frame: Frame, context: Context) -> None:
    """Forget at a new sentence, or at a ; what does not reach over it."""
    if frame.sentence != context.sentence:
        nested = re.match(r"[ ]*(?:其中|含)", frame.left) or frame.opening
        context.carried = bool(nested)
        context.sentence, context.part = frame.sentence, frame.part
        context.hedge = context.hedge_from = None
        context.estimated = context.estimated and bool(nested)
        context.whole = context.whole if nested else None
    elif frame.part != context.part:
        context.part, context.hedge, context.hedge_from = frame.part, None, None


def _own_part(frame: Frame, rest: str) -> str:
    """Drop the noun of the number before: in 3000个老旧小区、120个街区 the first noun is not the second's."""
    if frame.hole:
        rest = _HOLE.sub("", rest)
    if frame.opened != "q":
        return rest
    if rest and frame.left[: len(rest) + 2].rstrip().endswith(("、", "和", "及", "与")) and not rest.rstrip().endswith(("、",)):
        tail = frame.left[len(rest) :].strip()
        if tail[:1] in ("、",):
            return ""
    if re.search(r"(?:、|和|及|与|以及)$", rest.rstrip()):
        return ""
    cut = max(rest.rfind("、"), rest.rfind(";"))
    if cut > 0 and frame.before is not None and not _comes_before(frame.before):
        return rest[cut + 1 :]
    return rest


_HOLE = re.compile(r"\([^()]*\d[^()]*\)")


def _comes_before(frame: Frame) -> bool:
    """Whether the metric of a frame stands before its number."""
    return bool(frame.words and frame.words.rest.strip(_CONNECTORS)) and not frame.right[len(frame.after):].strip(" 、和及与")


def _listed(frame: Frame, context: Context) -> Figure | None:
    """Return the figure that this bare number goes on from: 分别增长8%、10%以上."""
    last = context.last
    if last is None or frame.opened != "q" or last.frame.sentence != frame.sentence or frame.left.startswith("("):
        return None
    words = frame.words
    assert words is not None
    if words.rest.strip(_CONNECTORS) or words.change:
        return None
    kind_same = frame.token.measure == last.frame.token.measure and frame.token.kind == last.frame.token.kind
    if words.comparator and last.basis is Basis.GROWTH and not words.links and "分别" not in _first_of(context, last).left.links:
        return None
    if frame.token.kind == "quantity" and not kind_same and _is_shared(_first_of(context, last)):
        return last
    noun = frame.right[len(frame.after) :].strip() if frame.right else ""
    if _VERB_BEHIND.match(noun):
        noun = ""
    if noun and frame.token.measure not in ("%", "倍", "元", "位") and not noun.startswith(tuple("和及与、")):
        return None
    return last if kind_same else None


_VERB_BEHIND = re.compile(r"(?:发展|提高|增加|增长|提升|扩大|上升|下降|降|减少|增至|分别|均|达|由|从|完成|占|压缩|缩短|升至|跃升)")


def _first_of(context: Context, last: Figure) -> Figure:
    """The figure that opened the list which `last` belongs to."""
    for earlier in reversed(context.figures[: context.figures.index(last) + 1]):
        last = earlier
        if not earlier.listed:
            break
    return last


def _is_shared(figure: Figure) -> bool:
    """Whether 分别 stands over the list that this figure opens."""
    return any(word.startswith("分别") or word.endswith("分别") for word in figure.left.links) or (
        figure.left.comparator is not None and figure.left.comparator.text == "分别为"
    )


def _figure(frame: Frame, left: Left, front: Front, found: Found, context: Context) -> Figure:
    token = frame.token
    value: Decimal | None = token.value
    measure: str | None = token.measure
    if measure == "" and token.kind == "quantity":
        noun = frame.right[len(frame.after) :].lstrip()
        if noun.startswith(PERSONS) or re.match(r"^[^,;。:、]{0,6}(?:人|者|民|工|员|生)", noun) or re.search(r"(?:人口|人数|人员|就业|游客|参保|人才|学生|职工)[^,;。]{0,4}$", left.rest):
            measure = "人"
        elif re.match(r"^[^,;。:、]{0,6}户", noun):
            measure = "户"
    if token.detail == "fraction" and left.change:
        measure = "%"
    found = _by_verb(found, front, measure, left)
    if found.sign < 0 and value is not None and value > 0:
        value = -value
    comparator, trailing = _comparator(frame, left)
    return Figure(
        frame=frame, metric=front.metric, basis=found.basis, value=value, measure=measure, comparator=comparator,
        rule=found.rule, front=front, left=left, of=found.of, hedge=front.hedge or _hedge_in_links(left),
        milestone=front.milestone, estimated=front.estimated or bool(left.links & {"预计", "预期"}),
        base=left.since, nested=front.nested, trailing=trailing,
    )  # fmt: skip


_REDUCE = frozenset("压缩 精简 压减 减少 降低 缩短 下调 削减 减免".split())
_RAISE = frozenset("提高 提升 增加 扩大".split())


def _by_verb(found: Found, front: Front, measure: str | None, left: Left) -> Found:
    """压缩审批时限50%: the verb of change stands before its object."""
    if found.rule != "level" or measure not in ("%", "个工作日", "天") or left.comparator is not None and left.comparator.to:
        return found
    if front.action in _REDUCE or (measure == "%" and re.search(r"(?:压减|压缩|精简|削减|减少|降低)[^率比]{2,}$", front.metric)):
        return replace(found, basis=Basis.GROWTH, sign=-1, rule="change by its verb")
    if front.action in _RAISE:
        return replace(found, basis=Basis.GROWTH, rule="change by its verb")
    return found


def _hedge_in_links(left: Left) -> str | None:
    return next((h for h in ("力争", "争取", "确保", "努力") if h in left.links), None)


def _comparator(frame: Frame, left: Left) -> tuple[Comparator | None, bool]:
    if frame.trailing is not None:
        return frame.trailing, True
    before = left.comparator.comparator if left.comparator else None
    if before in (None, Comparator.EXACTLY) and (found := re.search(r"(至少|不少于|不低于|至多|不超过)[^,;。、]{1,8}$", left.rest)):
        return (Comparator.AT_MOST if found[1] in ("至多", "不超过") else Comparator.AT_LEAST), False
    if frame.token.more and before in (None, Comparator.EXACTLY):
        return Comparator.MORE, False
    return before or Comparator.EXACTLY, False


def _continue(figure: Figure, before: Figure, context: Context) -> None:
    """Take over from the number before what a bare number leaves unsaid."""
    goes_on = figure.left.comparator is None and not figure.frame.verb
    if figure.basis in (Basis.LEVEL, Basis.SHARE, Basis.PER_CAPITA) or figure.rule in ("growth named before",):
        figure.basis, figure.of = before.basis, before.of
        figure.rule = f"{before.rule} (list)"
        if before.basis is Basis.GROWTH and before.value is not None and before.value < 0 and figure.value:
            figure.value = -abs(figure.value)
    figure.scope = before.scope
    if goes_on or (figure.left.comparator is not None and not figure.left.comparator.to):
        figure.anchor = before.anchor or before.frame
    figure.milestone = figure.milestone or before.milestone
    figure.nested = before.nested
    figure.part_of = before.part_of
    figure.listed = True
    figure.base = figure.base or (before.base and goes_on)
    if figure.comparator is Comparator.EXACTLY and before.left.comparator is not None and not before.trailing:
        figure.comparator = before.comparator
    if figure.trailing:
        for earlier in reversed(context.figures):
            if earlier.frame.sentence != figure.frame.sentence or earlier.trailing or earlier.base:
                break
            if earlier.comparator is Comparator.EXACTLY or earlier.left.comparator is None:
                earlier.comparator = figure.comparator
            if not earlier.listed:
                break


def _inherit_metric(figure: Figure, found: Found, listed: Figure | None, context: Context) -> None:
    frame = figure.frame
    metric = _clean(figure.metric)
    if frame.scope:
        figure.scope = frame.scope
    noun = _noun_behind(frame)
    if found.noun:
        figure.metric, figure.of = noun or metric, noun or None
        return
    if (not metric or metric in _PLACES) and listed is None and noun and frame.token.kind == "quantity" and figure.basis in (Basis.LEVEL, Basis.PER_CAPITA):
        figure.metric = noun
        return
    if metric and metric not in _FACETS:
        figure.metric = metric
        _inherit_growth(figure, context)
        return
    before = _before(figure, context)
    if before is None:
        figure.metric = metric or (noun if frame.token.kind == "quantity" else "") or context.fallback or ""
        return
    figure.metric = before.metric + metric if metric in _FACETS and metric not in ("均", "增速", "增幅") else before.metric
    figure.metric_from = before.frame
    if figure.rule == "level" and figure.measure == "%" and before.basis is Basis.GROWTH and before.measure == "%" and not re.search(r"[率重例数]$", before.metric):
        figure.basis, figure.rule = Basis.GROWTH, "growth (said again)"
    if figure.rule == "level" and figure.left.change and figure.left.change.text in ("增加", "减少", "增") and not dimension(figure.measure).startswith("count:") and before.basis is Basis.LEVEL and before.measure == figure.measure and figure.left.change.text != "新增":
        figure.basis, figure.rule = Basis.GROWTH, "change of the level before"
    if figure.basis is Basis.LEVEL and figure.rule == "level" and figure.milestone is None and figure.left.change is None and before.basis is Basis.SHARE and figure.measure == "%":
        figure.basis, figure.of = before.basis, before.of


def _inherit_verb(figure: Figure, context: Context) -> None:
    """新建体育场地15片、健身苑点15处: the verb reaches over the list."""
    before = context.last
    if before is None or figure.frame.opened != "q" or figure.front.action is not None or before.frame.clause != figure.frame.clause:
        return
    if figure.basis is Basis.LEVEL and figure.left.comparator is None and figure.left.change is None:
        figure.milestone = figure.milestone or before.milestone


def _part(figure: Figure, context: Context) -> None:
    """其中, 含, and a bracket behind a number: a part keeps its whole."""
    frame = figure.frame
    whole = _before_whole(figure, context)
    if figure.nested in ("其中", "含", "包括") and whole is not None and frame.depth == 0:
        context.whole, context.whole_measure = whole.metric, whole.measure
    if frame.depth and frame.outer is not None:
        outer = next((f for f in context.figures if f.frame is frame.outer), None)
        if outer is not None and outer.measure == figure.measure and figure.basis is Basis.LEVEL and outer.metric != figure.metric:
            figure.part_of = outer.metric
        return
    if context.whole is None or figure.metric == context.whole:
        return
    if figure.basis is Basis.LEVEL and figure.measure == context.whole_measure:
        figure.part_of = context.whole
    elif figure.basis is Basis.SHARE and figure.of is None and figure.metric_from is not None:
        figure.of = context.whole


def _before_whole(figure: Figure, context: Context) -> Figure | None:
    """The figure whose parts 其中 opens: the first of the clause group before, not a change and not last year's."""
    for earlier in reversed(context.figures):
        if earlier.part_of is None and not earlier.base and earlier.basis is Basis.LEVEL and earlier.frame.depth == 0:
            return earlier
    return None


def _before(figure: Figure, context: Context) -> Figure | None:
    frame = figure.frame
    if frame.depth and frame.outer is not None and frame.opened == "(":
        outer = [f for f in context.figures if f.frame is frame.outer]
        if outer:
            return outer[0]
    for earlier in reversed(context.figures):
        if earlier.frame.sentence != frame.sentence:
            return None
        if earlier.frame.depth > frame.depth or (earlier.base and figure.base):
            continue
        return earlier
    return None


def _inherit_growth(figure: Figure, context: Context) -> None:
    """地区生产总值增长8%、固定资产投资10%: the verb of growth reaches over the list."""
    before = context.last
    if before is None or figure.basis is not Basis.LEVEL or figure.measure != "%" or figure.rule != "level":
        return
    frame = figure.frame
    if figure.metric.endswith(("指数", "率", "比", "度")):
        return
    if before.basis is Basis.GROWTH and before.measure == "%" and before.frame.sentence == frame.sentence and frame.opened in ("q", ","):
        figure.basis, figure.rule = Basis.GROWTH, "growth (list)"


def _clean(metric: str) -> str:
    metric = metric.strip(_CONNECTORS + "的")
    metric = re.sub(r"^(?:超|约|近|以|各)(?=[\d])", "", metric)
    metric = re.sub(r"(?:从|由)?每人(?:每[年月天日])?$", "", metric) or metric
    if metric.count("(") > metric.count(")"):
        metric = metric[metric.rfind("(") + 1 :] or metric
    if metric.count(")") > metric.count("("):
        metric = metric[: metric.find(")")] if metric.find(")") > 0 else metric[1:]
    verbs = list(_INNER_VERB.finditer(metric))
    if verbs and len(metric) - verbs[-1].end() >= 2 and verbs[-1].start() >= 2:
        metric = metric[verbs[-1].end() :]
    return metric.strip(_CONNECTORS)


# a verb inside what was taken for a metric: 聚焦…产业实施重大科技项目 speaks of 重大科技项目
_INNER_VERB = re.compile(r"(?:实施|新建|建成|培育|引进|发放|抽调|调派|配置|安装|新改建|打造|建造|开工建设)(?!率|期|标准|计划|方案|资金|区|主体|中心|基地|情况|进度)")


def _noun_behind(frame: Frame) -> str:
    text = frame.right[len(frame.after) :] if frame.after else frame.right
    text = text.strip()
    if text.startswith("的"):
        text = text[1:]
    cut = re.search(r"[、]|(?:和|及|与)$", text)
    if cut:
        text = text[: cut.start()]
    end = _NOUN_END.search(text)
    if end:
        text = text[: end.start()]
    return text.strip(_CONNECTORS)


def _hedge(figure: Figure, context: Context) -> None:
    if figure.hedge:
        context.hedge, context.hedge_from = figure.hedge, figure.frame
    elif context.hedge:
        figure.hedge, figure.hedge_from = context.hedge, context.hedge_from
    context.estimated = context.estimated or figure.estimated
    figure.estimated = context.estimated and not figure.base


def _spread(figure: Figure, context: Context) -> list[Figure]:
    """Make several figures of one number: a range, or one that several metrics share."""
    token = figure.frame.token
    if token.high is not None:
        sign = -1 if figure.value is not None and figure.value < 0 else 1
        low, high = sorted((token.value, token.high))
        if sign < 0:
            low, high = -high, -low
        return [
            replace(figure, value=low, comparator=Comparator.AT_LEAST),
            replace(figure, value=high, comparator=Comparator.AT_MOST),
        ]
    if _is_shared(figure) and not figure.listed:
        if not _GOES_ON.match(figure.frame.following):
            return _each(figure, context)
        return _shared_list(figure, context)
    if figure.basis in (Basis.PARITY, Basis.TREND) and len(_members(figure.metric)) > 1:
        return _each(figure, context)
    if figure.left.links & {"均", "各", "都", "双双"} and not figure.listed:
        return _each(figure, context)
    if figure.listed:
        _next_of_list(figure, context)
    return [figure]


_GOES_ON = re.compile(rf"^(?:以上|左右|以内|以下)?(?:\([^)]*\))?(?:、|和|及|与|以及|,)[^,;。、\d]{{0,6}}?(?:\d|第|[百千]分之|[一二两三四五六七八九]成)")


def _members(metric: str) -> list[str]:
    """Split 城市书房、智慧借阅点 into its members, with a noun that closes the list given to each."""
    bare = re.sub(r"“[^”]*”|\([^)]*\)", lambda m: "口" * len(m[0]), metric)
    parts: list[str] = []
    at = 0
    for cut in _SPLIT.finditer(bare):
        if cut.start() > at:
            parts.append(metric[at : cut.start()])
        at = cut.end()
    if at < len(metric):
        parts.append(metric[at:])
    return [part.strip() for part in parts if part.strip()]


_TAILS = ("常住居民人均可支配收入", "居民人均可支配收入", "居民收入", "死亡人数", "固定资产投资", "死亡率", "参保率", "覆盖率", "达标率", "综合利用率", "价格", "贷款余额", "存款余额", "增加值增速", "营业收入", "营收", "产值", "增加值", "人均可支配收入", "平均浓度", "年平均浓度", "浓度", "产量", "销售额", "投资", "总额", "率", "数量", "总量", "收入", "人数", "面积", "占比", "比重", "比例", "销量")


def _with_tail(parts: list[str]) -> list[str]:
    if len(parts) < 2:
        return parts
    tail = next((t for t in _TAILS if parts[-1].endswith(t) and parts[-1] != t), None)
    if tail is None or all(part.endswith(tail) for part in parts):
        return parts
    return [part if part.endswith(_TAILS) else part + tail for part in parts]


def _shared_list(figure: Figure, context: Context) -> list[Figure]:
    """The first value of 分别: its metric is the list's first, or the first of the figures before."""
    members = _members(figure.metric)
    if figure.metric_from is None and len(members) > 1:
        figure.metric = _with_tail(members)[0]
        _by_its_name(figure)
    elif figure.metric_from is not None and (names := _names_of_list(figure, context)):
        figure.metric = names[0]
    return [figure]


_NEXT_VALUE = re.compile(r"(?:以上|左右|以内|以下)?(?:、|和|及|与|以及)[^,;。、\d]{0,8}?(?=\d|第|[百千]分之)")


def _length_of_list(figure: Figure) -> int:
    """Count the values of a list by the text behind its first."""
    return 1 + len(_NEXT_VALUE.findall(re.split(r"[,;。:]", figure.frame.following + figure.frame.beyond)[0]))


def _names_of_list(figure: Figure, context: Context) -> list[str]:
    """The metrics before that the values of a list without names belong to: the last so many."""
    names = _names_before(figure, context)
    count = _length_of_list(figure)
    return names[-count:] if len(names) >= count > 1 else []


def _next_of_list(figure: Figure, context: Context) -> None:
    """A later value of 分别: the next metric of the same list."""
    chain = []
    for earlier in reversed(context.figures):
        chain.append(earlier)
        if not earlier.listed:
            break
    first = chain[-1]
    if not _is_shared(first):
        return
    members = _with_tail(_members(first.front.metric.strip(_CONNECTORS))) if first.metric_from is None else _names_of_list(first, context)
    position = len(chain)
    if len(members) < 2:
        return
    if position < len(members):
        figure.metric = members[position]
        _by_its_name(figure)


def _by_its_name(figure: Figure) -> None:
    """A member that is a rate is a level, one that is a proportion a share, whatever its list is."""
    if figure.basis in (Basis.LEVEL, Basis.SHARE) and figure.measure == "%":
        if re.search(r"(?:率|强度|满意度)$", figure.metric):
            figure.basis = Basis.LEVEL
        elif re.search(r"(?:比例|占比|比重)$", figure.metric):
            figure.basis = Basis.SHARE


def _renamed(figure: Figure, name: str) -> Figure:
    figure = replace(figure, metric=name)
    _by_its_name(figure)
    return figure


def _names_before(figure: Figure, context: Context) -> list[str]:
    names: list[str] = []
    for earlier in context.figures:
        if earlier.frame.sentence == figure.frame.sentence and earlier.frame.index < figure.frame.index and earlier.frame.part == figure.frame.part and earlier.metric and earlier.metric not in names and earlier.metric_from is None:
            names.append(earlier.metric)
    return names


def _each(figure: Figure, context: Context) -> list[Figure]:
    """均, 各: one value for every member, or for every figure before that its words end."""
    own = _clean(figure.front.metric)
    if figure.metric_from is None:
        members = _members(figure.metric)
        if len(members) > 1 and not _EVERY.search(figure.metric):
            return [_renamed(figure, name) for name in _with_tail(members)]
        ended = [name for name in _names_before(figure, context) if name.endswith(own) and name != own]
        return [_renamed(figure, name) for name in ended] if len(ended) > 1 else [figure]
    chosen = _clause_names(figure, context, 0) or _clause_names(figure, context, 1)
    if len(chosen) < 2:
        chosen = _names_before(figure, context)[-2:]
    if len(chosen) < 2:
        return [figure]
    suffix = own if own in _FACETS else ""
    return [_renamed(figure, name + suffix) for name in chosen]


_EVERY = re.compile(r"每个|各县|各区|各乡|每县|每")


def _clause_names(figure: Figure, context: Context, back: int) -> list[str]:
    """The metrics named so many clauses before."""
    clause = figure.frame.clause - back
    named = (f.metric for f in context.figures if f.frame.clause == clause and f.metric_from is None and f.metric)
    return list(dict.fromkeys(named))


def dimension(measure: str | None) -> str:
    known = MEASURES.get(measure or "")
    return known.dimension if known else ""

"""Words around a figure that speak of another thing than the promised one: another work, class, size or total."""

from luoshi.expressions import expression
from luoshi.grammar.same_words import in_one_word
from luoshi.indicators import indicator_of
from luoshi.pacing.around import Around, stands_next
from luoshi.pacing.comparison import same_measure
from luoshi.pacing.fit import Fit, fit
from luoshi.pacing.likeness import (
    DEED,
    KINDS,
    QUALIFIERS,
    Words,
    content,
    goes_by_its_quoted_names,
    mostly_in,
    share_in,
)
from luoshi.pacing.stages import level, without_stages
from luoshi.pacing.wordings import NAMELESS, figure_words, promise_words, surroundings, without_examples
from luoshi.plan import Observation, Target, Task

TOTALS = expression(
    r"(?:近|过去)?(?:\d{1,2}|[一二两三四五六七八九十]+)年(?:来|以来|间)|历史(?:上|性)?|一举|更正|订正|修正|勘误|核实|核减|核定|调整|实际|实[为有]|累计|总数|总量|总规模|总装机(?:容量|规模)?|突破|实有|共有|已有|存量|达到?|首次|目前|仅|只|超过?"
    r"|(?:减少|压减|压缩|削减|缩减|缩短|缩小|收窄|精简|下降|降低|回落|下调|[降减缩])(?:[到至]|为(?!主))|净增|增加[到至]?|增[长至]|发展[到至]|扩大[到至]|壮大[到至]|升至|提[高升][到至]"
)
_SIZE = expression(r"(?:产量|产能|产值|销量|销售额|营业收入|利润|税收|增加值|用电量|发电量|装机|里程|覆盖率|入园率)$")
HALF_OF_IT = 0.5
SENTENCE = expression(r"[。;!?\n]")
WORKS = expression(r"[\u4e00-\u9fff]{0,8}?(?:项目|工程|企业|小区|学校|公园|医院)", needs="企公医学小工项")


def is_anothers_task(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a task that is spoken of is that of another target: 营造林任务10万亩 of 水土流失治理45万亩."""
    name = content(seen.metric)
    mine = share_in(name, target.metric)
    return any(share_in(name, other.metric) > mine for other in task.targets if other is not target)


_INCLUDES = expression(r"\((?:包?含|其中)([^()\d]+)\)")


def is_included(task: Task, target: Target, words: Around) -> bool:
    """Whether a clause names only what the target includes: 人才住房1863套 of 保障性住房（含人才住房）2万套."""
    found = _INCLUDES.search(level(task.text), target.span.start)
    if found is None or found.start() > target.span.end + 1:
        return False
    own, head, included = content(words.left), content(target.metric.partition("(")[0]), content(found[1])
    return len(own) >= 2 and head not in own and (own in included or own.endswith(included))


def names_another(task: Task, seen: Observation, words: Around) -> bool:
    """Whether the words of a clause without a name of its own speak of what the promise does not have.

    列入计划的47个老旧小区 names its thing behind the number; 融资完成62% names it in front.
    """
    left = (
        NAMELESS.sub("", words.left) if NAMELESS.fullmatch(seen.metric) else words_without_examples(task, seen, words)
    )
    said = [without_stages(left), words.right, without_stages(clauses_beside(task, seen))]
    return any(len(content(part)) >= 2 and not mostly_in(part, task.text) for part in said)


def groups_the_promised(task: Task, target: Target, seen: Observation) -> bool:
    """Tell whether a number of another measure only groups the promised things: the 25项 of 25项38件民生实事."""
    if same_measure(seen.measure, target.measure):
        return False
    text = level(task.statement)
    return any(
        other.answers is None
        and same_measure(other.measure, target.measure)
        and other.value_span.start >= seen.value_span.end
        and stands_next(text[seen.value_span.end : other.value_span.start])
        for other in task.observations
    )


def stands_right_before(task: Task, one: Observation, seen: Observation) -> bool:
    """Whether two numbers stand together, so that both count for one deed: 搬迁900户3500人, 搬迁900户（3500人）."""
    between = level(task.statement)[one.value_span.end : max(one.value_span.end, seen.value_span.start)]
    return one.value_span.end <= seen.value_span.start and between.strip() in ("", "(", "/", "共", "(共")


def clauses_beside(task: Task, seen: Observation) -> str:
    """The words in front of the number that a number stands right behind, or nothing."""
    return next((surroundings(task, one).left for one in task.observations if stands_right_before(task, one, seen)), "")


def speaks_of_another(task: Task, seen: Observation, words: Around) -> bool:
    """Whether a figure has the promise's name only because its clause has none that was read: 融资已新增47亿元."""
    if seen.metric in words.clause or seen.part_of or indicator_of(content(words.left)) is not None:
        return False
    if len(content(words.left)) >= 2 and mostly_in(words.left, task.text):
        return False  # 签约额 of 项目签约额, though 签约 is a stage too
    if (
        len(beside := content(without_stages(clauses_beside(task, seen)))) >= 2
        and share_in(beside, task.text) <= HALF_OF_IT
    ):
        return True  # 帮扶1560户4230人
    if not content(words.left) and not words.carried and _is_said_of_some(task, words):
        return True
    left = TOTALS.sub("", without_stages(words_without_examples(task, seen, words)))
    said, noun = DEED.sub("", content(_NEW_BY.sub("", left))), content(words.right)
    strange = len(said) >= 2 and said not in KINDS and share_in(said, task.text) <= 0.5
    return strange and not (len(noun) >= 2 and mostly_in(noun, task.text))


def _is_said_of_some(task: Task, words: Around) -> bool:
    """Whether a bare number begins a sentence of its own: 2家企业入选首批省级概念验证中心 of 科技型中小企业."""
    said = content(without_stages(_THEN_JOINED.sub("", words.right)))
    return len(said) >= _OWN_SENTENCE and share_in(said, task.text) <= HALF_OF_IT


_OWN_SENTENCE = 6
# 食堂全部改造到位并接入监管平台: what is done with them once they are there
_THEN_JOINED = expression(r"并(?:全部|均|同步)?(?:接入|联入|录入)[^,;。]{2,14}?(?:平台|系统)$", needs="接联录")
# how new ones come about; it names nothing: 新认定62家
_NEW_BY = expression(r"新(?:认定|评定|获评|获批|命名|入选|入库|入规|纳统|登记|注册|设立|培育|引进|招引)$")


def ends_otherwise(metric: str, words: Around) -> bool:
    """Whether a clause names another size of the same thing: 汽车产量 of 汽车产能, whatever it was read as."""
    mine, its = _SIZE.search(metric), _SIZE.search(TOTALS.sub("", words.left))
    return mine is not None and its is not None and mine[0] != its[0] and mine[0] not in words.left


def is_paid_of_an_outlay(target: Target, promise: Words, words: Around) -> bool:
    """Whether the promise says what its works cost in all, and the figure what was paid this year: 总投资9743亿元."""
    outlay = target.metric.endswith("总投资") and not _PAID.search((target.action or "") + promise.act)
    return outlay and "总投资" not in words.carried + words.left


_PAID = expression(r"完成|实现|落实|增[长加]|到位|达|突破|不[低少]于")


def words_without_examples(task: Task, seen: Observation, words: Around) -> str:
    """Return the words before a number without the works that it is said of by name.

    A研究院等 of A研究院等12个动力电池项目: where the noun behind it, or the figure before it, names what was promised,
    or where they have no noun of their own and come to the very stage that was promised (等51个项目竣工投产).
    """
    if not words.left.endswith("等") or not WORKS.match(words.right):
        return words.left
    noun, stage = content(without_stages(words.right)), words.right.removeprefix("项目").removeprefix("工程")
    if not noun and len(stage) >= 2 and stage in task.text:
        return ""
    before = [one for one in task.observations if one.answers is None and one.value_span.start < seen.value_span.start]
    names = [noun, *(content(one.metric) for one in before[-1:])]
    return "" if any(len(name) >= 2 and mostly_in(name, task.text) for name in names) else words.left


def fits_by_name(task: Task, target: Target, other: Observation) -> bool:
    """Tell whether a figure goes by the name of what was promised."""
    its = surroundings(task, other)
    return fit(promise_words(task, target), figure_words(other, its)) is Fit.SAME


# 50米以上 of 50米以上桥梁: the class of which the things are
_CLASS = expression(r"[\d.]+[万亿千百]?[^\d、,;。()]{1,4}?(?:及?以[上下内])", needs="以")
_GOES_WITHOUT_SAYING = expression(
    r"农村(?=户厕|户用)|城镇(?=登记失业|调查失业)"  # towns have no 户厕, and only townspeople are registered so
)
_COUNTIES = expression(r"\d个(?:县|区县|县区|县市|市县|旗)")


def lacks_its_qualifier(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a clause names the promise's noun without the word that narrows it: 用电量 of 工业用电量.

    Where the words before it in the statement have it, it is only shortened.
    """
    if goes_by_its_quoted_names(target.metric, seen.metric):
        return False
    if in_one_word(words.left) == in_one_word(target.metric):
        return False  # its whole name, in other words
    wanted = QUALIFIERS.findall(_GOES_WITHOUT_SAYING.sub("", in_one_word(without_examples(target.metric))))
    if seen.value != target.value:
        # the very number that was promised is told of the very things, by a shorter name
        wanted += [one.replace("及以", "以") for one in _CLASS.findall(level(target.metric))]
    if not wanted:
        return False
    before = (level(task.statement)[: seen.value_span.end] + words.right).replace("及以", "以")
    if _COUNTIES.search(before):
        before += "县级"  # 86个县（市、区）设立机构
    if "城乡" in before:
        before += "城镇农村"  # its list says which is which
    same = in_one_word(before)  # 50亿以上 is 50亿元以上
    lacking = [one for one in wanted if one not in before and in_one_word(one) not in same]
    return bool(lacking) and target.metric[-2:] in words.clause

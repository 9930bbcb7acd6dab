"""A clause that goes on from those before it, without its noun or from other works, so that they say what it counts."""

from itertools import islice

from luoshi.expressions import expression
from luoshi.grammar.same_words import are_apart, in_one_word
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import conversion
from luoshi.pacing.likeness import content, mostly_in, same_thing, share_in
from luoshi.pacing.other_things import HALF_OF_IT, SENTENCE, TOTALS, WORKS, fits_by_name
from luoshi.pacing.stages import level, without_stages
from luoshi.pacing.wordings import LEFT_IT, surroundings
from luoshi.plan import Observation, Target, Task

# 因1家退市, 连同原有13家: said on the way to a total
_IN_PASSING = expression(r"^[,、]?(?:因|连同|加上)原?有?$")
NAMES = expression(r"、|以及|(?<!共)和(?!平|谐|美|睦)|与|(?<![普惠涉])及")
_NO_STOP = expression(r"[^,;。、!?\n\d]+")
_A_CLAUSE = 16
_LAST_CLAUSE = expression(r"(?:^|[,;。!?\n])(?P<clause>[^,;。!?\n]*\d[^,;。!?\n]*),$")
_A_HEAD, _A_TAIL = 3, 4


def goes_on_with_its_subject(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a clause has the end of the promised name, and the one before it begins with the rest of it.

    家电以旧换新核销补贴4120万元，带动消费2.74亿元 of 家电以旧换新带动消费3亿元.
    """
    tail, name = in_one_word(words.left.strip(", ")), in_one_word(target.metric)
    head = name.removesuffix(tail)
    if len(tail) < _A_TAIL or len(head) < _A_HEAD or head == name or content(words.right):
        return False
    before = _LAST_CLAUSE.search(level(task.statement)[: seen.value_span.start - len(words.left)])
    return before is not None and in_one_word(_OF_TIME.sub("", before["clause"])).startswith(head)


_OF_TIME = expression(r"^(?:截[至止][^,;。]{1,8}底|今年|全年|上半年|前[一二三]季度|1[-—–~至到]\d{1,2}月)+")
_PART_OF_WORK = expression(r"主体|基础|桩基|结构|[内外]部?装修|装修|装饰|外墙|管线|设备|安装|调试|收尾")


def goes_on_without_its_noun(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a bare number goes on from a figure of the target's own things: 开工8000套，完工10891套."""
    behind = _PART_OF_WORK.sub("", without_stages(words.right))  # 其余3家正在主体施工
    if content(TOTALS.sub("", without_stages(words.left))) or content(behind):
        return False
    text = level(task.statement)
    if text.startswith(seen.metric or ",", seen.value_span.end) and share_in(seen.metric, task.text) <= HALF_OF_IT:
        return False  # 26个安置基地项目建成17个: it has a name of its own
    sentence = max(text.rfind(stop, 0, seen.value_span.start) for stop in "。!?\n")
    before = [
        one
        for one in task.observations
        if one.answers is None
        and sentence < one.value_span.start < seen.value_span.start
        and conversion(one.measure, target.measure) is not None
    ]
    while before:
        last = max(before, key=lambda one: one.value_span.start)
        if fits_by_name(task, target, last):
            return True
        its = surroundings(task, last)
        if LEFT_IT.search(its.left) is None and not _IN_PASSING.match(its.left):
            return False
        before.remove(last)  # 新设1.2万户，注销5200户，净增6800户
    return False


def only_of_its_measure(task: Task, target: Target, seen: Observation) -> bool:
    """Whether one target and one figure are counted so, and no other of either."""
    targets = (other for other in task.targets if conversion(seen.measure, other.measure) is not None)
    figures = (
        other
        for other in task.observations
        if not other.base and other.answers is None and conversion(other.measure, target.measure) is not None
        if other is seen or other.value != target.value
    )
    return len(list(islice(targets, 2))) == 1 and len(list(islice(figures, 2))) == 1


def goes_on_from_other_works(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a figure with less than the promise's name goes on from works of which the task does not speak.

    新开工重点项目120个，完成投资232亿元: so much was invested in them, and not in 房地产开发.
    """
    if not 0 < len(content(words.clause)) < len(content(target.metric)):
        return False
    text = level(task.statement)
    for other in task.observations:
        between = text[other.value_span.end : seen.value_span.start]
        if other.answers is not None or not 0 < len(between) <= _A_CLAUSE or SENTENCE.search(between):
            continue
        its = surroundings(task, other)
        noun = content(without_stages(other.metric if other.metric in its.clause else its.right))
        works = WORKS.search(its.left + its.right) is not None
        if works and len(noun) >= 2 and share_in(noun, task.text) < HALF_OF_IT:
            return True
    return False


def of_what_is_said_again(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a figure is of the things whose promised number the statement says again.

    286个小区中已完工231个, where 286 were promised of 老旧小区: both speak of them.
    """
    looked_at = _LOOKED_AT.search(surroundings(task, seen).left)
    if are_apart(target.metric, seen.metric) or (looked_at is not None and looked_at[0] not in task.text):
        return False  # as many, and 微型消防站 of 小型消防站, or only inspected
    for again in task.observations:
        if again.value != target.value or again.base or conversion(again.measure, target.measure) is None:
            continue
        its = surroundings(task, again)
        named = again.metric if content(again.metric) else its.right
        if not any(same_thing(words, target.metric) and mostly_in(words, task.text) for words in (named, its.right)):
            continue
        name = content(seen.metric)
        if again is not seen and _are_some_of_them(task, again, seen):
            return True  # 5条城区道路中，甲路、乙路2条建成通车
        if goes_on_from(task, again, seen) and mostly_in(name, task.text):
            return True  # 189个重建项目完工163个
        if again is seen or not name or name == content(again.metric) or name.startswith(content(again.metric) or name):
            return True
    return False


_LOOKED_AT = expression(r"检查|抽查|巡查|走访|调研|督导|督查|评估|鉴定")
_NAMES_OF_SOME = expression(r"(?:其中|,|中|已有|有|已)*(?P<names>[^,;。\d]+)")


def _are_some_of_them(task: Task, again: Observation, seen: Observation) -> bool:
    """Whether a number stands behind as many names, right behind the promised things: 5条道路中，甲路、乙路2条."""
    if not 1 < seen.value < again.value or again.value_span.end > seen.value_span.start:
        return False
    between = level(task.statement)[again.value_span.end : seen.value_span.start]
    _, among, rest = between.partition("中,")
    found = _NAMES_OF_SOME.fullmatch(rest) if among and SENTENCE.search(between) is None else None
    return found is not None and len(NAMES.split(found["names"])) == seen.value


def goes_on_from(task: Task, again: Observation, seen: Observation) -> bool:
    """Whether a figure follows another in its clause, and is a part of it."""
    between = level(task.statement)[again.value_span.end : seen.value_span.start]
    smaller = seen.measure == "%" or again.value > seen.value
    return 0 < len(between) <= 20 and smaller and _NO_STOP.fullmatch(between) is not None

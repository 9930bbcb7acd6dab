"""Part names: names that are shorter, since what stands beside them has the rest.

技改投资177亿元    · 工业投资186亿元，其中技改135亿元      a part has the noun of its whole
养老床位1500张，其中护理型床位900张 · 养老床位820张（护理型410张）      of whatever was promised with its part
试点企业200家     · 年度任务200家，前两批认定试点企业118家  the promised number is told, and then the thing more shortly
"""

from dataclasses import replace

from luoshi.expressions import expression
from luoshi.grammar.same_words import are_apart, in_one_word
from luoshi.pacing.around import Around
from luoshi.pacing.likeness import QUALIFIERS, Words, content, grade_of
from luoshi.pacing.narrowed import is_told_again
from luoshi.pacing.plain_names import plain_name
from luoshi.pacing.stages import Progress, level
from luoshi.pacing.wordings import progress_for, surroundings
from luoshi.plan import Observation, Target, Task

_NOUNS = ("投资", "贷款", "存款", "支出", "收入", "增加值", "产值", "产量", "利润", "税收", "进出口总额")
_NOUN_OF_A_WHOLE = expression(f"(?:{'|'.join(_NOUNS)})$")
_GOES_TO = expression(r"^(?:投向|用于|来自|投入)|的$")
_ALL_OF_IT = expression(
    r"(?:全[省市区县州])?(?:全社会)?(?:固定资产投资|投资|各项贷款|贷款|各项存款|存款|一般公共预算(?:收入|支出)|财政(?:收入|支出)|税收(?:收入)?|进出口总额)"
)
_TASK = expression(r"任务|目标|计划")
_A_NAME = 4


def with_the_noun_of_its_whole(task: Task, target: Target, seen: Observation, its: Words) -> tuple[Words, Words] | None:
    """Return a promise and a figure under the promised name, where a part is called by what tells it from its whole."""
    if (own := _of_a_promised_whole(task, target, seen)) is not None:
        return own, replace(its, metric=target.metric)
    if not seen.metric or not target.metric.endswith(_NOUNS):
        return None
    whole = seen.part_of or next((one.part_of for one in task.observations if one.metric == seen.metric), None)
    noun = _NOUN_OF_A_WHOLE.search(whole or "")
    if noun is None or whole == target.metric:
        return None
    if not _ALL_OF_IT.fullmatch(whole or "") and all(one.metric != whole for one in task.targets):
        return None  # 工业投资186亿元，其中民间80亿元 of 民间投资: in industry alone
    name = _GOES_TO.sub("", seen.metric) + noun[0]
    if in_one_word(name) != in_one_word(target.metric):
        return None
    promise = Words(target.metric, target.metric, target.metric, "", task.text)
    return promise, replace(its, metric=target.metric)


def _of_a_promised_whole(task: Task, target: Target, seen: Observation) -> Words | None:
    """Return a promise's own words where a figure is called as the promised part is, without the noun of its whole."""
    kind, whole = seen.metric, seen.part_of or ""
    noun = target.metric[len(kind) :]
    if len(kind) < _A_KIND or len(noun) < _A_KIND or not target.metric.startswith(kind) or not whole.endswith(noun):
        return None
    if all(one.metric != whole or one is target or one.measure != target.measure for one in task.targets):
        return None
    before = [one for one in task.observations if one.value_span.end <= seen.value_span.start and one.metric == whole]
    # 新增820张，在建500张，其中护理型450张: so many of those that are being built
    if len(before) != 1 or progress_for(task, target, surroundings(task, before[0])) not in (None, Progress.DONE):
        return None
    return Words(target.metric, target.metric, target.metric, "", task.text)


_A_KIND = 2


def is_told_again_more_shortly(task: Task, target: Target, promise: Words, words: Around) -> bool:
    """Tell whether the answer tells the promised number as its task, and a figure goes by a shorter name of the thing.

    The name is the promised one with letters left out, and has its noun, its grade and what narrows it.
    """
    if not target.value_text or not is_told_again(target.value_text, task.statement):
        return False
    if _TASK.search(level(task.statement)) is None:
        return False
    own = content(plain_name(words.left, (target.action or "") + promise.clause, target.action or ""))
    mine = content(in_one_word(target.metric))
    if len(own) < _A_NAME or own[-2:] != mine[-2:] or are_apart(own, mine) or grade_of(own) != grade_of(target.metric):
        return False
    if any(one not in own for one in QUALIFIERS.findall(target.metric)):
        return False
    letters = iter(mine)
    return all(letter in letters for letter in own)

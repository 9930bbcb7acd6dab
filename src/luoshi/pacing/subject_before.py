"""Subject before: of which of a task's things a number without a name speaks, by the clauses in front of it.

新增高企300家、专精特新企业100家 · 高企新增160家；专精特新企业认定两批，合计新增56家    the 56 are of the latter
新建口袋公园30个、社区公园10个   · 社区公园建设加快推进，已建成6个                      and so are the 6
"""

from luoshi.expressions import expression
from luoshi.grammar.same_words import in_one_word
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import conversion
from luoshi.pacing.likeness import DEED, content, share_in
from luoshi.pacing.stages import level, without_stages
from luoshi.plan import Observation, Target, Task

_A_NAME = 2
# how a thing goes on, and what is said of a list of it: no word that counts another thing
_HOW_IT_GOES = expression(
    r"方面|情况|工作|任务|项目|工程|建设|实施|推进|进展|加快|加紧|持续|同步|有序|稳步|扎实|顺利|全面|深入|积极|大力|提速|提前|如期|超额"
    r"|已|现|目前|正|均|全部|上半年|前三季度|全年|今年|年内|认定|评定|评审|申报|创建|培育|引进|招引|发放|筹集|打造|开工|完工|竣工|完成|结束|启动|展开|成效明显|成效显著|再创新高|势头良好|较快|明显"
    r"|较慢|偏慢|缓慢|不快|滞后|偏[低晚]|(?:因|由于|受)[^,;。]{2,20}"
    r"|[两二三四五六七八九十\d]批|[,、的]"
)
_SUMS = expression(
    r"(?:合计|共计|总计|累计|一共|共|总共|已|现|净|又|再|新增|增加|认定|培育|引进|新建|仅|只|才|做|干|了|达到?|完成)+$"
)


def thing_before(task: Task, seen: Observation, words: Around) -> Target | None:
    """Return the one target, counted alike, that the clauses before a number without a name of its own name."""
    if len(task.targets) < 2 or not words.before or seen.answers is not None:
        return None
    if _has_a_name(seen, words):
        return None
    before = in_one_word(level(words.before))
    named = [
        (name, one)
        for one in task.targets
        if one.metric and len(name := in_one_word(one.metric)) >= _A_NAME and name in before
    ]
    longest = [one for name, one in named if not any(name != other and name in other for other, _ in named)]
    if len({one.metric for one in longest}) != 1:
        return None
    alike = [one for one in longest if conversion(seen.measure, one.measure) is not None and one.basis is seen.basis]
    return alike[0] if len(alike) == 1 else None


def is_told_before(target: Target, words: Around) -> bool:
    """Tell whether the clauses before say nothing but the target's name and how it goes: 社区公园建设加快推进."""
    rest = in_one_word(level(words.before)).replace(in_one_word(target.metric), "", 1)
    return not content(DEED.sub("", without_stages(_HOW_IT_GOES.sub("", rest))))


_LABEL = expression(
    r"(?:^|(?<=[。;!?\n]))\s*(?:[一二三四五六七八九十]是|在)?(?P<label>[“”\u4e00-\u9fff]{2,12})方面[,:]", needs="方"
)


def label_of(task: Task, seen: Observation) -> str:
    """Return what the sentence of a number says that it is about: 外资 of 外资方面，已到账1130万美元."""
    if "方面" not in task.statement:
        return ""
    text = level(task.statement)
    labels = [found for found in _LABEL.finditer(text) if found.end() <= seen.value_span.start]
    if not labels or _END.search(text, labels[-1].end(), seen.value_span.start) is not None:
        return ""
    return labels[-1]["label"]


_END = expression(r"[。!?\n]")


def _has_a_name(seen: Observation, words: Around) -> bool:
    own = _SUMS.sub("", DEED.sub("", without_stages(words.left)))
    return bool(content(own)) or bool(content(without_stages(words.right)))


# 专精特新企业认定两批, 托育机构改造已完成: a subject, and how it goes
_SUBJECT = expression(
    r"(?:截至|目前|现|今年|全年|上半年|前三季度|同时|其中|另外|此外|全[省市区县州]|我[省市区县州])*"
    r"(?P<name>[“”\u4e00-\u9fff]{2,14}?(?:企业|机构|公园|学校|医院|小区|平台|园区|基地|人才|家庭|合作社|农场|社区|乡镇|景区|酒店|民宿|实验室|中心|广场|市场|厂房|车间|驿站|食堂|书屋|书房))"
    r"(?:的)?(?:两批|已|正|均|全部|全面|加快|同步|持续|有序|稳步|工作|项目|工程)*"
    r"(?:认定|评定|评审|申报|创建|培育|改造|建设|建成|提升|完成|推进|启动|名单|方面|开工|完工|竣工|引进|招引|发展|持续|不断)"
)
_VERBS_FIRST = expression(
    r"加|推|通|组|开|实|深|强|支|鼓|引|围|聚|依|结|对|为|向|在|以|按|与|会|指|帮|协|落|完|持|积|大|全力|抓|做|优|培|打|建|落|统|联|坚|发|制|出|印|召|举|创|扩|提|深"
)
_STRANGE = 0.34


def goes_on_from_a_strange_subject(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether the clause before a number without a name speaks of what the task does not have: 托育机构改造完成."""
    if not target.metric or seen.answers is not None or _has_a_name(seen, words):
        return False
    label = in_one_word(label_of(task, seen))
    if len(content(label)) > 1 and share_in(label, in_one_word(task.text)) <= _STRANGE:
        return True  # 棚户区方面，已改造32个 of 老旧小区
    if not words.before:
        return False
    found = _SUBJECT.match(words.before.rstrip(", ").rpartition(",")[2])
    if found is None or _VERBS_FIRST.match(found["name"]):
        return False
    name, mine = in_one_word(found["name"]), in_one_word(target.metric)
    same = 0
    while same < min(len(name), len(mine)) and name[-1 - same] == mine[-1 - same]:
        same += 1
    kind = name[: len(name) - same]
    return len(kind) > 1 and share_in(kind, in_one_word(task.text)) <= _STRANGE

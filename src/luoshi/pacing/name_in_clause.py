"""Name in a clause: whether a clause speaks of the very thing that was promised.

中小学校舍安全隐患整改 · 抓紧校舍安全隐患整改      it does, shortened
管廊 · 管廊自去年9月开工以来                      it does, by the noun alone
城北大桥 · 城南大桥                               it does not: it begins as another
地铁1号线 · 地铁2号线                             it does not: another number
"""

from collections import Counter

from luoshi.expressions import expression
from luoshi.grammar.listed_works import names_a_work
from luoshi.pacing.likeness import content
from luoshi.pacing.stages import without_stages

# as much of the thing's name has to stand in the clause
NAMED = 0.7
# 新建的79个项目: a number in the midst of a name
COUNTED_IN = expression(r"的?\d{1,9}[个家所座处条项户台件宗](?=[\u4e00-\u9fff])")
FURTHER = expression(
    r"^[^\u4e00-\u9fff]*(?:月(?:[^\u4e00-\u9fff]{1,3}日|底|末)?前?)?"
    r"(?:目前|现|由|经|均|全部|全数|悉数|都|已|正|正在|尚|还|仍|未|暂|没有|因|受|于|并|且|其|项目|工程|主体|整体|计划|预计|力争|拟|将|实现|路基|路面|桥墩|土建|桩基)"
)
# …路面均已完成，12月建成通车: a day and a phase, and nothing else
THEN = expression(
    r"(?:并|也|已)?(?:于|在)?(?:20\d\d年|今年|本年|当年)?\d{1,2}月(?:\d{1,2}[日号]|[底末初]|[上中下]旬)?(?:正式|全面|全线|顺利|如期|按期|成功|实现|提前|以[^,;。]{2,16}号文?件?)*"
    r"(?:(?:完成|通过)竣工验收(?:备案)?|印发|发布|颁布|破土|动工|开工|开建|奠基|建成|竣工|完工|通车|投用|投产|投运|开通|投入使用|投入运营|运营|使用|并网|发电|启用|交付|通水|通气|开馆|开园|开业|开放|并)+",
    needs="月",
)


def names(name: str, clause: str) -> bool:
    """Whether a clause names the thing: most of its letters stand there, the last two of them side by side."""
    words = content(clause) or clause
    if not name or not words:
        return False
    if name in words:
        return True
    if is_begun_otherwise(name, words):
        return False
    if len(name) > 3 and name[-3:] in words:
        return True
    share = sum(letter in words for letter in name) / len(name)
    return share >= NAMED and name[-2:] in words


def is_begun_otherwise(name: str, words: str) -> bool:
    """Tell whether what stands there ends as the thing does and begins as another: 城南大桥 of 城北大桥."""
    at = words.rfind(name[-2:])
    if at <= 0:
        return False
    mine, its = name[:-2], words[:at]
    while mine and its and mine[-1] == its[-1]:
        mine, its = mine[:-1], its[:-1]
    if not mine or not _URGES.sub("", its) or all(letter in its for letter in mine):
        return False
    # 玉湛高速 of 玉林至湛江高速公路 only shortens it
    return any(letter not in mine for letter in its[-len(mine) :])


# 抓紧校舍安全隐患整改 only shortens 中小学校舍安全隐患整改
_URGES = expression(r"抓紧|加快|持续|全力|扎实|有序|统筹|推动|组织|做好|抓好|开展|局|我")
_POWER = expression(r"(?<![\d.])\d+(?:\.\d+)?(?:万千瓦|千伏)", needs="万千")


def has_another_power(thing: str, clause: str) -> bool:
    """Whether a clause names a plant of another power than the promised: 8万千瓦 of 甲地6万千瓦风电项目."""
    own = set(_POWER.findall(thing))
    its = set(_POWER.findall(clause)) if own else set()
    return bool(its) and not own & its


# 1号线, S2线, 3号机组; 1号、2号机组 and 12、14号线 name two
_NUMBERED = expression(
    r"(?:[A-Za-z]{0,2}\d{1,3}号?[、和与及])*[A-Za-z]{0,2}\d{1,3}(?:号?线|号(?:楼|机组|厂房|地块|码头|泊位|隧道|桥|井|路|机))",
    needs="线号",
)
_NUMBER = expression(r"[A-Za-z]{0,2}\d{1,3}")
_NOUN = expression(r"\d{1,3}号?(?P<noun>[\u4e00-\u9fff]+)$")


def numbered_in(words: str) -> frozenset[str]:
    """The works, and the parts of a work, that words name by their numbers: 1机组 and 2机组 of 1号、2号机组."""
    found: set[str] = set()
    for listed in _NUMBERED.findall(words):
        noun = _NOUN.search(listed)
        if noun is not None:
            found.update(number + noun["noun"] for number in _NUMBER.findall(listed))
    return frozenset(found)


def has_another_number(thing: str, clause: str) -> bool:
    """Whether a clause names the work of another number, and not the promised: 地铁1号线 of 地铁2号线."""
    own = numbered_in(thing)
    return bool(own) and not own <= (its := numbered_in(clause)) and bool(its)


def is_an_older_one(thing: str, clause: str) -> bool:
    """Whether a clause names the old one of a thing, and not the promised: 市二院老门诊楼 of 市二院门诊楼."""
    if thing in clause:
        return False
    return any(word in clause and word not in thing and thing in clause.replace(word, "") for word in "老旧原")


def names_by_number(thing: str, clause: str) -> bool:
    """Whether a clause names a work by its number alone, in a list or at its own head: 12号线、14号线已开通."""
    own = _NUMBERED.search(thing)
    if own is None or not numbered_in(thing) <= numbered_in(clause):
        return False
    tail, lead = thing[own.end() :], thing[: own.start()]
    for found in _NUMBERED.finditer(clause):
        if not numbered_in(thing) <= numbered_in(found[0]):
            continue
        before, behind = clause[: found.start()].strip(), clause[found.end() :]
        alone = not before or before.endswith(("、", "和", "与", "及")) or bool(lead and before.endswith(lead[-2:]))
        if alone and (behind.startswith(tail) if tail else _A_PART_BEHIND.match(behind) is None):
            return True
    return False


_A_PART_BEHIND = expression(r"(?:[一二三四五]期|首期|[东西南北中]段|[东西南北]?延|支线|首段|首通|部分|试验段|先行)")


# 管廊自去年9月开工以来: the work's own noun at the head of a clause, and right behind it what became of it
_BECAME = expression(
    r"(?:项目|工程|建设|任务)*(?:自|于|已|均|在|主体|全线|全面|正式|尚|仍|还|正|目前|现|因|受|按|预计|计划|将|拟|\d|建成|通车|投用|投产|开工|竣工|完工|办结)"
)


def by_its_noun(name: str, clause: str) -> bool:
    """Whether a clause begins with the last word of a work's name, as one speaks of it the second time."""
    said, noun = _ON_A_DAY.sub("", clause.strip()), name[-2:]
    if len(name) < 4 or not said.startswith(noun) or not (names_a_work(noun) or _A_TASK.search(noun)):
        return False
    return _BECAME.match(said, len(noun)) is not None


_ON_A_DAY = expression(r"^已?[于在]?(?:今年|20\d\d年)?\d{1,2}月(?:\d{1,2}[日号]|[底末初]|[上中下]旬)?", needs="月")
_A_TASK = expression(r"手续|隐患|排查|整改|案件|事项")


def names_more(name: str, clause: str) -> bool:
    """Whether a clause has words for something that the promise does not name."""
    more = Counter(content(without_stages(clause))) - Counter(name)
    return sum(more.values()) >= 3


_NO_NAME = expression(r"其余|其他|剩余|另有|还有|余下|部分|个别|标段")


def has_its_own_name(clause: str) -> bool:
    """Whether a clause names a thing of its own: 西江大桥尚未开工 of 东江大桥, and not 另有7个尚未动工."""
    return _NO_NAME.search(clause) is None and len(content(without_stages(clause))) >= 3

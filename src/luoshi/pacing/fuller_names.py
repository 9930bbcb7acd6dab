"""Fuller names: two names that are one but for a head or a tail that adds nothing.

出口 · 出口额 · 出口交易额                        of money, how it is added up
服务业占GDP比重 · 服务业增加值占GDP比重            a share of GDP is one of added value
租赁补贴 · 租赁补贴住房困难家庭                    of households and persons, that they are some
养殖存栏量 · 牛羊猪等养殖存栏量                    examples of what the name counts
抽查事项 · 全市34个部门抽查事项                    all who do it, by their number

A word that narrows (重点, 工业, 新) is no such head, and 余额, 限额 and 差额 are amounts of another kind.
"""

from luoshi.expressions import expression
from luoshi.grammar.same_words import are_apart, in_one_word
from luoshi.pacing.likeness import content, share_in
from luoshi.pacing.stages import level
from luoshi.pacing.wordings import surroundings
from luoshi.plan import Basis, Observation, Target, Task

_ADDED_UP = expression(
    r"(?<=..)(?:登记|交易|成交)?(?:总)?(?:(?<![余限差缺税产定])额|金额|规模|总值)$", needs="金规额总"
)
_ADDED_VALUE = expression(r"(?<=..)增加值$", needs="增")
_OF_GDP = expression(r"GDP|生产总值|增加值")
_WHOM = expression(
    r"(?<=..)(?:住房|收入|生活|经济)?(?:困难|低收入|特困|贫困|保障|符合条件|的)*(?:家庭|群众|居民|人员|对象)$"
)
_PERSONS = frozenset(("户", "人", "名", "位", "人次", "户次"))
# 高等教育 and 中等职业 have no examples
_FOR_EXAMPLE = expression(
    r"[^,;。\d]{2,24}?(?<![高中初平同优均头对一二三特])等(?:多种|各类|主要)?(?P<name>[\u4e00-\u9fff]{3,})", needs="等"
)
_BODIES = expression(
    r"(?:[\u4e00-\u9fff]{0,6}?)(?:部门|单位|机构|乡镇|街道|镇街|县区|区县|县市区|学校|医院|银行|社区|行政村)(?P<name>[^,;。\d]{3,})"
)
_ALL_BODIES = expression(r"(?:全[省市区县州旗]|所有|全部)(?:的|共)?\d{1,5}[个家所]的?$", needs="全所")


def is_but_fuller(task: Task, target: Target, seen: Observation) -> bool:
    """Tell whether a figure's name and the promised one are the same but for what adds nothing to either."""
    if not target.metric or not seen.metric or are_apart(target.metric, seen.metric):
        return False
    if content(in_one_word(target.metric)) == content(in_one_word(seen.metric)):
        return False  # whatever parts them is no head and no tail
    mine, its = (_bare(task, target, name) for name in (target.metric, seen.metric))
    mine, its = _without_their_deed(mine, its, task.text, surroundings(task, seen).clause)
    if len(mine) >= 2 and (mine == its or _is_in_another_order(mine, its)):
        return True
    if _is_a_list_of_so_many(target, seen) or _has_the_deed_within(target, seen):
        return True
    if _is_its_last_part(task, mine, its) or _is_the_total_of_what_stands_before(task, target, seen):
        return True
    if not _LIST.search(target.metric) and _is_its_first_part(task, mine, its):
        return True
    if _is_the_list_without_its_place(mine, its):
        return True
    if (told := _FOR_EXAMPLE.fullmatch(seen.metric)) is not None and _bare(task, target, told["name"]) == mine:
        return True
    if target.measure == "%" and _is_its_intensity(task, target, seen):
        return True
    return target.measure == "%" and _of_all_who_do_it(task, target, seen)


# 亩均产值和税收, 亩均税收; 城市低保 rises by its 标准
_PER_EACH = expression(r"[亩户地]均", needs="均")
_STANDARD = expression(r"(?<=低保|补助|津贴|老金|救助|抚养|供养)标准$", needs="准")
# cases are counted by what is reported of them
_CASES = expression(r"(?<=案件)发案(?:起数|数|量)?$", needs="发")
_QUESTION = expression(r"(?<=....)问题$", needs="题")
_LIST = expression(r"、|(?<!共)和|及|与", needs="、和及与")
_A_TAIL = 4
_TOWN = ("城镇", "城市", "城区", "全市", "市区", "农村", "乡村")
_LISTED = 2


def _has_the_deed_within(target: Target, seen: Observation) -> bool:
    """Whether a name is the promised one with the promised deed in its midst: 既有住宅增设电梯 of 增设既有住宅电梯."""
    deed = (target.action or "").removeprefix("开工").removeprefix("完成")
    return len(deed) > 1 and deed in seen.metric and seen.metric.replace(deed, "", 1) == target.metric


def _is_a_list_of_so_many(target: Target, seen: Observation) -> bool:
    """Whether a name lists as many things of the promised noun as are counted: 化工、能源产业学院2个 of 产业学院."""
    names = seen.metric.split("、")
    return 1 < len(names) == seen.value and names[-1].endswith(target.metric) and len(target.metric) > 1


def _is_its_first_part(task: Task, mine: str, its: str) -> bool:
    """Whether a name lacks only the tail that the statement says once for all: 居民医保 of 居民医保补助标准."""
    tail = mine.removeprefix(its)
    if len(its) < _A_TAIL or tail == mine or len(tail) < _A_TAIL:
        return False
    return tail[-_A_TAIL:] in level(task.statement)


def _is_the_total_of_what_stands_before(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a bare 总产量 is that of the promised crop, of which the figure before it speaks: 粮食面积…，总产量."""
    if seen.metric not in ("总产量", "总产") or not target.metric.endswith("产量"):
        return False
    before = [one for one in task.observations if one.value_span.end <= seen.value_span.start and one.answers is None]
    if not before:
        return False
    subject = _AREA.sub("", content(max(before, key=lambda one: one.value_span.start).metric))
    return len(subject) > 1 and subject in task.text


_AREA = expression(r"(?:播种|种植)?面积$")
_HELPED = expression(r"制修订|制定|参与|主导|承担|牵头|支持|引导|开展|举办|组织|发展")


def _is_its_last_part(task: Task, mine: str, its: str) -> bool:
    """Whether a list goes on from the deed that the statement says before: 参与制修订国家标准46项、行业标准117项."""
    rest = mine.removesuffix(its)
    if len(its) < _A_TAIL or rest == mine or _HELPED.search(rest) is None:
        return False
    return share_in(rest, task.statement) > _MOSTLY


_MOSTLY = 0.65


def _is_the_list_without_its_place(mine: str, its: str) -> bool:
    """Whether two lists of three and more are one but for town or country in front: 城镇供水、供气、排水管网."""
    bare = [name.removeprefix(next((place for place in _TOWN if name.startswith(place)), "")) for name in (mine, its)]
    return bare[0] == bare[1] and len(bare[0]) > _LISTED * _A_TAIL


_INTENSITY = expression(r"^(?:全社会)?(?:研发|研究与试验发展|R&D)(?:经费)?(?:投入)?强度$")
_SPENT_ON_IT = expression(r"^(?:全社会)?(?:研发|研究与试验发展|R&D)(?:经费)?(?:支出|投入)?$")


def _is_its_intensity(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a figure is the intensity of research, which is its share of GDP by definition; or the reverse."""
    names = in_one_word(target.metric), in_one_word(seen.metric)
    of_gdp = _OF_GDP.search((target.of or "") + (seen.of or "")) is not None
    return of_gdp and any(
        _INTENSITY.match(one) is not None and _SPENT_ON_IT.match(other) is not None
        for one, other in (names, names[::-1])
    )


_IN_ANOTHER_ORDER = 6
_PEOPLE = ("人口", "群众", "居民")


def _is_in_another_order(mine: str, its: str) -> bool:
    """Whether two long names have the same words before one noun: 产业化省级龙头企业, 省级产业化龙头企业."""
    same = len(mine) == len(its) >= _IN_ANOTHER_ORDER
    return same and sorted(mine) == sorted(its) and (mine[-2:] == its[-2:] or its[-2:] in _PEOPLE)


_AGREED = expression(r"促成|达成")
_SIGNED = expression(r"签约|签订|签署")


def is_agreed_upon(task: Task, target: Target, seen: Observation) -> bool:
    """Tell whether what was to be brought about is told as signed: 签约合作项目7个 of 促成合作项目5个."""
    if _AGREED.search((target.action or "") + target.metric) is None or _SIGNED.search(seen.metric) is None:
        return False
    return content(_SIGNED.sub("", seen.metric)) == content(_AGREED.sub("", target.metric)) != ""


def _bare(task: Task, target: Target, name: str) -> str:
    """The name in one wording, without the tail that goes without saying for what is so measured."""
    if target.measure == "%":
        name = _BODIES_BEFORE.sub("", _RATIO.sub("", name))
    if "航线" in name:
        name = _TO_WHERE.sub("", _OPENED.sub("", name))
    if name.endswith("”农产品"):
        name = name.removesuffix("农产品")
    bare = content(in_one_word(name))
    if target.basis is Basis.GROWTH:
        bare = _PER_EACH.sub("", bare) if _PER_EACH.search(task.text) else bare
        bare = _CASES.sub("", _STANDARD.sub("", bare))
    bare = _QUESTION.sub("", bare)
    if target.basis is Basis.GROWTH or (target.measure is not None and target.measure.endswith("元")):
        bare = _ADDED_UP.sub("", bare)
    if target.basis is Basis.SHARE and _OF_GDP.search(target.of or task.text):
        bare = _ADDED_VALUE.sub("", bare).replace("第三产业", "服务业")
    if target.measure in _PERSONS:
        bare = _WHOM.sub("", bare)
    if target.measure in _EVENTS:
        bare = _HELD.sub("", bare)
    return _IN_THE_LIST.sub("", _FREE.sub("", bare.removeprefix("备案")))


# what is held: 法律服务进企业, 法律服务进企业活动; 公益讲座, 公益讲座开讲
_EVENTS = ("场", "场次", "次")
_HELD = expression(r"(?<=..)(?:(?:实践|主题|系列)?活动|开讲|场次)+$")
# those of the age are whom it is for, and free it is for all of them
_FREE = expression(r"^(?:免费|适龄)(?=....)", needs="免适")


# 规上工业企业“智改数转”, 规上工业动态实现“智改数转”
_BODIES_BEFORE = expression(
    r"(?<=..)(?:企业|单位|机构)?(?:动态|全面|基本|已)?(?:实现|完成)?(?=“[^“”]{2,12}”$)", needs="“"
)
_DEED = (
    r"(?:新)?(?:打造|治理|新建|组建|新改建|建设|改造|培育|发展|创建|整治|修复|提升"
    r"|培训|发放|筹集|救助|安置|推广|种植|播种|栽植|复垦|流转|转化|更新|加装|铺设|拆除|清理"
    r"|防治|防控|除治|疏浚|抚育|加固|收储|出让|征收|盘活|消化|处置|淘汰|配租|配售|交付|安装|打通|硬化|绿化|亮化|保护|恢复|维护"
    r"|抽查|抽检|检查|巡查|检验|检测|监测|查处|盘活|化解|处置|归集)"
)
_DEED_FIRST, _DEED_LAST = (
    expression(rf"^(?P<deed>{_DEED}{{1,2}})(?=..)"),
    expression(rf"(?<=..)(?P<deed>{_DEED}{{1,2}})$"),
)
_EXTENT = expression(r"(?<=..)(?:土地|(?:作业)?面积|里程|工程|长度|河长|总长度?)$")


def _without_their_deed(mine: str, its: str, promise: str, clause: str) -> tuple[str, str]:
    """The things alone of two names, where the promised deed stands in front of the one, or behind it: 荒漠化治理."""
    for found in (_DEED_FIRST.search(mine), _DEED_LAST.search(mine), _DEED_FIRST.search(its), _DEED_LAST.search(its)):
        deed = found["deed"].removeprefix("新") if found is not None else ""
        if deed and deed in promise and deed in clause:
            return _thing_of(mine, deed), _thing_of(its, deed)
    return mine, its


def _thing_of(name: str, deed: str) -> str:
    name = _EXTENT.sub("", name).removeprefix("新").removeprefix(deed).removesuffix(deed)
    return _EXTENT.sub("", name.removesuffix("新"))


_RATIO = expression(r"(?<=..)(?:的)?(?:比例|占比|比率|(?<=优良)率)$")
_OPENED = expression(r"新?(?:开通|开辟|增开|加开|开设|恢复)")
# 西安、昆明等航线
_TO_WHERE = expression(r"(?:[\u4e00-\u9fff]{2,4}、)*[\u4e00-\u9fff]{2,4}等(?=航线)")
# 后备企业库入库企业, 项目签约落地
_IN_THE_LIST = expression(r"(?<=库)(?:入库|在库)(?:企业|项目|数)*$|(?<=..)(?:签约)?落地$")


_RATE = expression(r"(?:覆盖|实施|开展|落实|完成)率$", needs="率")


def _of_all_who_do_it(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a rate's name begins with all the bodies that do it: 全市34个执法部门双随机抽查事项实现全覆盖."""
    found = _BODIES.fullmatch(seen.metric)
    if found is None or _RATE.sub("", found["name"]) != _RATE.sub("", target.metric):
        return False
    text = level(task.statement)
    at = text.rfind(level(seen.metric), 0, seen.value_span.start)
    return at >= 0 and _ALL_BODIES.search(text, max(0, at - 12), at) is not None

"""What a promise asks for: new ones alone, or all there are."""

from luoshi.expressions import expression
from luoshi.indicators import Kind
from luoshi.pacing.flow_or_stock import kind_of_amount
from luoshi.pacing.likeness import Words
from luoshi.pacing.wordings import NEW, promise_words
from luoshi.plan import Basis, Target, Task

NEW_ONES = expression(
    r"新增|净增|再添|新添|又添|再增|(?<![高创更革翻特焕刷])新(?!技术|区|型|材料|能源|兴|城|质|时代|农村|一代|媒体|三板|生儿|建)|增加(?![到至])|培育|培养|引[进育]|认定|招引",
    needs="再净又培增引招新认",
)
# what stands at a date, so that its growth in the year is what is new
STANDS = expression(
    r"(?:床位|学位|泊位|车位|托位|充电桩|装机(?:容量|规模)?|里程|存款|贷款|企业|主体|单位|机构|网点|站点|基站|基地|公司|商户|平台)数?$"
)
_OF_SUCH_SIZE = expression(r"(?<=..)(?:规模|总面积|保有量|在校生|在园幼儿|在册数)$")
_MANY = 1000


def is_a_bare_count(target: Target) -> bool:
    """Tell whether a target counts so many that its measure goes without saying: 新增注册用户10万."""
    return not target.measure and target.basis is Basis.LEVEL and (target.value or 0) >= _MANY


def wants_new(task: Task, target: Target) -> bool:
    """Tell whether a target asks for what is new this year, and not for all there are."""
    promise = promise_words(task, target)
    return bool(NEW_ONES.search(promise.act)) and not asks_for_all(target, promise)


_MORE_OF_IT = expression(r"(?:新增|净增|增加|扩大|提高|提升|拓展)$")
_ALL_OF_IT = expression(r"累计(?!新增|净增|培育|完成)|总(?:数|量|装机|规模|里程|产能|人口)|拥有|保有|存量")
_COMES_TO = expression(r"数量?(?:达到?|突破|超过)$")


def asks_for_all(target: Target, promise: Words) -> bool:
    act = promise.act
    if _MORE_OF_IT.search(act):
        return False  # 人口总数增加10万人
    if _ALL_OF_IT.search(act):
        return True
    if NEW.search(act):
        return False
    if "/" in (target.measure or ""):
        return True  # 供水能力5万吨/日 is what there is
    if STANDS.search(target.metric) and _COMES_TO.search(act):
        return True  # 基站数超过3200个
    if target.action is None and _OF_SUCH_SIZE.search(target.metric):
        return True  # 务工规模8万人
    kind, _ = kind_of_amount(target.metric, act, target.measure)
    return kind is Kind.STOCK

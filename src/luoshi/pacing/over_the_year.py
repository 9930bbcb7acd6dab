"""Over the year: rates, and changes in an amount, that can only grow to their target as the months pass.

支出进度100% · 6月52%                     a half of the year has passed
低效建设用地减少15平方公里 · 9月1260公顷     84% of it in three quarters of the year
审批时间减少10天 · 9月8天                  a level: it is moved at once
"""

from decimal import Decimal

from luoshi.cycle import Period
from luoshi.expressions import expression
from luoshi.pacing import matching
from luoshi.pacing.case import Case
from luoshi.plan import Comparator
from luoshi.quantity import MEASURES

# amounts of which a change adds up over the year; what is in 元 alone may be a price
_ADDED_UP = frozenset(
    ("area", "volume", "length", "mass", "coal", "energy", "carbon dioxide", "people", "visits", "households")
)
_NO_PRICE = Decimal(100_000)
_AVERAGE = expression(r"均|每")
# from here on what is done of a plan is the end of a year's work, below it may be a level that is kept
_GROWN = Decimal(80)
# rates that add up over the year whatever their target: of 50% in December a half stands for June
ADDS_UP = expression(
    r"完成率|完成比例|完成进度|支出进度|支出率|执行率|执行进度|开工率|拨付率|支付率|到位率|竣工率|完工率|投产率|建成率|入库率|交付率"
    r"|实施率|落地率|开复工率|复工率|收储率|拆除率|搬迁率|整改率|投放率|兑付率|兑现率|发放率|销号率|化解率|清偿率|清欠率|处置率|消化率|盘活率|供地率|执行进度|拨付进度"
)
_GROWING = expression(
    rf"{ADDS_UP.pattern}|完成(?:年度|全年)?(?:预算|计划|任务|投资)|投资进度|形象进度|完成[^,，;；。]{{1,8}}(?:任务|计划)"
)
_LEVEL = expression(r"保持|稳定|满意|合格|达标|覆盖率|优良|准确|及时|按时|按期|普及|成功率|录取|就业率|参保率|入学率")


def change_adds_up(case: Case, value: Decimal, *, ceiling: bool) -> bool:
    """Tell whether a change is an amount that grows to its target over the year: 减少低效用地15平方公里.

    A time limit, a price, an average and what is reckoned by another measure (微克/立方米) are levels, moved at once.
    """
    target = case.target
    goal, known = target.value, MEASURES.get(target.measure or "")
    if goal is None or known is None or value * goal <= 0 or _AVERAGE.search(target.metric):
        return False
    if target.comparator in (Comparator.AT_MOST, Comparator.LESS) or (goal > 0 and ceiling):
        return False
    if known.dimension.startswith("money:"):
        return abs(goal) >= _NO_PRICE
    return known.dimension in _ADDED_UP or known.dimension.startswith("count:")


def grows_to_its_end(case: Case) -> bool:
    """Tell whether a rate can only reach its target over the year: 完成率, 支出进度, 开工率; 满意度 is a level."""
    target = case.target
    words = target.metric + (target.of or "") + matching.phrase(case.task, target)
    if target.measure != "%" or _LEVEL.search(words) is not None:
        return False
    figure = case.proof.figure
    # 完成清产核资80% · 清产核资完成率43%: the statement says what kind of rate it is
    growing = _GROWING.search(words) is not None or (figure is not None and figure.rule.startswith("completion rate"))
    return ADDS_UP.search(words) is not None or (growing and (target.value or 0) >= _GROWN)


def expected_share(case: Case, period: Period | None) -> Decimal:
    """Return the share of a target that should be reached by the end of a period, in per cent."""
    if period is None:
        return Decimal(100)
    end = case.due.month if case.due is not None and case.due.year == period.last_year else 12
    return min(Decimal(100), Decimal(100 * period.last_month) / end)

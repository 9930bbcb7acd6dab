"""A figure of the office's wording that nobody reported is said at once, and again before the public reads it."""

import pytest

from luoshi_web.plans.models import Plan
from luoshi_web.supervision.closing import close_cycle
from luoshi_web.supervision.phrasing import strange_figures
from luoshi_web.supervision.reviewing import accept
from tests.desk.desk import CYCLE, Desk
from tests.desk.test_closing_and_publishing import PUBLICATION
from tests.reports.town import Town, on

REVIEW = f"{CYCLE}review/2/"
LIFTS = "老旧小区改造完成9个，加装电梯41台。"


@pytest.mark.parametrize(
    ("wording", "strange"),
    [
        ("老旧小区改造完成9个，加装电梯50台。", ["50台"]),
        ("加装电梯41台，完成68.3%。", []),
        ("加装电梯41台，完成78.3%。", ["78.3%"]),
        ("截至11月底，9个小区改造完成，加装电梯41台。", []),
        ("2026年以来加装电梯41台，目标60台。", []),
        ("加装电梯140台，惠及居民6500户。", ["140台", "6500户"]),
        ("投资1.2亿元。", ["1.2亿"]),
    ],
)
def test_a_figure_is_borne_by_what_was_reported_or_is_strange(wording: str, strange: list[str]) -> None:
    found = strange_figures(wording, LIFTS, ["加装电梯60台。", "41 / 60 台 = 68.3%"])
    assert [one[: len(want)] for one, want in zip(found, strange, strict=True)] == strange


@pytest.mark.parametrize(("wording", "reported"), [("增长41.2%", "增长41.23%"), ("1.9亿元", "18960万元")])
def test_a_rounded_figure_is_borne(wording: str, reported: str) -> None:
    assert strange_figures(wording, reported) == []


def test_it_is_said_where_it_is_saved_and_before_it_is_published(town: Town) -> None:
    cycle = town.opened()
    town.submitted("2", "截至9月底，新增学位240个。", town.wang)
    li = Desk(town.li)
    li.send(REVIEW, do="phrase", phrasing="新增学位250个。", version="1", seen="0")
    assert "250个" in li.open(REVIEW).texts("#strange")[0]
    accept(town.report("2"), by=town.li, at=on(11))
    Plan.objects.filter(pk=town.plan.pk).update(visibility="published", published_at=on(1), public_lights=True)
    close_cycle(cycle, by=town.li, at=on(20))
    assert "250个" in li.open(PUBLICATION).texts("#strange")[0]

    li.send(REVIEW, do="phrase", phrasing="前三季度新增学位240个。", version="1", seen="1")
    assert not li.open(REVIEW).tree.cssselect("#strange")

"""What may be less than one cycle before, and what is asked about."""

from datetime import date

import pytest

from luoshi.checks import check_task
from luoshi.checks.plan import read_task

MAY, JUNE = date(2025, 5, 31), date(2025, 6, 30)


def shrunk(promise: str, before: str, now: str) -> list[str]:
    last = read_task(promise, before, 2025, MAY)
    told = check_task(read_task(promise, now, 2025, JUNE), year=2025, as_of=JUNE, previous=last, earlier=MAY)[1]
    return [one.message for one in told if one.code == "cumulative"]


@pytest.mark.parametrize(
    ("promise", "last", "now"),
    [
        ("空气质量优良天数比率达到90%。", "空气质量优良天数比率89.5%。", "空气质量优良天数比率88.9%。"),
        ("企业开工率95%。", "截至5月底，开工率89.5%。", "截至6月底，开工率88.9%。"),
        ("", "高技术产业投资占比21.3%。", "高技术产业投资占比20.8%。"),
        ("", "截至5月底，户均补贴1200元。", "截至6月底，户均补贴1100元。"),
        ("平均办理时间压缩到4天。", "平均办理时间5天。", "平均办理时间4天。"),
        ("PM2.5浓度控制在30微克/立方米以内。", "PM2.5浓度29微克/立方米。", "PM2.5浓度28微克/立方米。"),
    ],
)
def test_what_does_not_add_up_over_the_year_may_fall(promise: str, last: str, now: str) -> None:
    assert shrunk(promise, last, now) == []


@pytest.mark.parametrize(
    ("promise", "last", "now"),
    [
        ("实施技改企业10家。", "已开工7家。", "已完工6家。"),
        ("改造企业10家。", "累计动工7家。", "累计竣工6家。"),
        ("建设厂房10栋。", "截至5月底，建成7栋。", "截至6月底，投用6栋。"),
    ],
)
def test_another_stage_of_the_same_things_is_another_figure(promise: str, last: str, now: str) -> None:
    assert shrunk(promise, last, now) == []


@pytest.mark.parametrize(
    ("promise", "last", "now"),
    [
        ("实施技改企业10家。", "已完工7家。", "已完工6家。"),
        ("改造小区10个。", "完成7个。", "建成6个。"),
        ("改造小区10个。", "累计改造完成7个。", "累计改造6个。"),
        ("率先改造小区10个。", "率先改造小区7个。", "率先改造小区6个。"),
        ("完成固定资产投资300亿元。", "固定资产投资50亿元。", "累计完成固定资产投资48亿元。"),
    ],
)
def test_an_amount_of_the_same_stage_is_still_asked(promise: str, last: str, now: str) -> None:
    assert len(shrunk(promise, last, now)) == 1

"""A row names the targets that nobody reported, and no others; a figure that does not fit is said to be one."""

import pytest
from django.test import Client

from luoshi_web.intake.inforce import import_plan
from luoshi_web.places.models import Jurisdiction
from tests.reports.town import OPENED
from tests.web.site import Page, Reader

TABLE = """截至6月底完成情况
工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况 |
一、做好民生
工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况 |
做好民生 | 1 | 改造老旧小区12个、惠及居民8000户。 | 住建局 | | 惠及居民6500户。 |
 | 2 | 新增学位300个、托位200个。 | 教育局 | | 序时推进。 |
 | 3 | 建成停车场12个。 | 住建局 | | 停车场已开工10个。 |
"""


@pytest.fixture
def page(db: None, client: Client) -> Page:
    place = Jurisdiction.objects.create(slug="river", name="江城")
    import_plan(TABLE.encode(), "river.txt", jurisdiction=place, year=2025, at=OPENED, publish=True, lights=True)
    return Reader(client).open("/river/2025/")


def test_a_target_that_was_reported_is_not_among_the_missing(page: Page) -> None:
    (row,) = page.texts("#t1")
    assert ("未报数" in row, "写明“12个”，报的6500户量的不是一回事" in row) == (False, True)
    assert "第1项报了数" in page.text


def test_all_are_named_where_none_was_reported(page: Page) -> None:
    assert "写明300个、200个，未报数" in page.texts("#t2")[0]


def test_a_figure_that_cannot_be_compared_is_not_said_to_be_missing(page: Page) -> None:
    (row,) = page.texts("#t3")
    assert ("未报数" in row, "报的10个是开工或在建的数" in row) == (False, True)

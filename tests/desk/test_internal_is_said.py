"""Every page of an internal plan says that it is internal, and none of a published one does."""

from luoshi_web.plans.models import Plan
from tests.desk.desk import CYCLE, Desk
from tests.reports.town import Town
from tests.web.site import pages_of

FILES = (".xlsx", ".docx", ".csv", ".json", "/file/")
OFFICE = ("", "review/2/", "tasks/", "units/教育局/", "bulk/", "unclear/", "report/2/", "sheet/教育局/", "urge/")


def pages(town: Town) -> list[str]:
    own = ("/river/2025/cycles/", "/river/2025/cycles/handover/", "/river/2025/revisions/")
    more = ("/river/intake/publish/2025/", f"{CYCLE}workbook/教育局/upload/")
    public = [one for one in pages_of(town.plan) if not one.endswith(FILES)]
    return [*public, *(CYCLE + part for part in OFFICE), *own, *more]


def test_every_page_of_an_internal_plan_says_so(town: Town) -> None:
    town.opened()
    town.submitted("2", "截至9月底新增学位240个。", town.wang)
    desk = Desk(town.li)
    for address in pages(town):
        page = desk.open(address)
        assert page.status == 200, address
        assert page.texts(".top .inside") == ["内部：这份计划没有公开"], address
        assert "数据来自公开的任务分解表" not in page.text, address


def test_no_page_of_a_published_plan_does(town: Town) -> None:
    Plan.objects.filter(pk=town.plan.pk).update(visibility="published", published_at="2025-07-01T00:00Z")
    town.opened()
    desk = Desk(town.li)
    for address in pages(town):
        assert desk.open(address).texts(".top .inside") == [], address

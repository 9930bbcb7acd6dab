"""While it is typed a statement is kept and read: what was understood, what does not add up."""

from luoshi_web.reports.models import Draft
from tests.desk.desk import CYCLE, Desk
from tests.desk.test_a_cycle_on_its_pages import opened
from tests.reports.town import Town

SAVING = f"{CYCLE}report/3/saving/"


def test_what_is_typed_is_saved_read_and_what_does_not_add_up_is_said(town: Town) -> None:
    opened(town)
    page = Desk(town.zhu).send(SAVING, statement="新增绿化面积19.2万方，完成年度目标的78.6%。", seen="0")

    assert page.status == 200
    assert "已自动保存" in page.text
    assert page.tree.cssselect("#seen")[0].get("value") == "1"
    assert any("76.8%" in note for note in page.texts(".note.warn"))
    assert page.texts("mark.o, mark.x")
    assert Draft.objects.get(report__task__key="3", report__task__plan=town.plan).number == 1


def test_what_somebody_else_has_changed_is_not_saved_over(town: Town) -> None:
    opened(town)
    zhu = Desk(town.zhu)
    zhu.send(SAVING, statement="一", seen="0")
    page = zhu.send(SAVING, statement="二", seen="0")

    assert "刚写的还在这一页，没有存下" in page.text
    assert page.tree.cssselect("#seen")[0].get("value") == "0"
    assert Draft.objects.get(report__task__key="3", report__task__plan=town.plan).statement == "一"


def test_hostile_text_stays_text(town: Town) -> None:
    opened(town)
    page = Desk(town.zhu).send(SAVING, statement="<script>alert(1)</script>完成3个", seen="0")

    assert "<script>alert" not in page.html
    assert "&lt;script&gt;" in page.html

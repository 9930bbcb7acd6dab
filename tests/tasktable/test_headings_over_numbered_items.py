"""A heading over items is their chapter or objective, numbered or not; one that is a unit leads them."""

import pytest

from tests.documents.office_files import Span
from tests.tasktable.plans import plan_of_lines, plan_of_rows

ITEMS = [
    ("1.加装电梯60部。（牵头单位：县住建局）", "2.改建泵站7座。（牵头单位：县水务局）"),
    ("3.新增学位1500个。（牵头单位：县教育局）", "4.新建书屋20家。（牵头单位：县文旅局）"),
]


@pytest.mark.parametrize(
    "heads",
    [
        ("一、居住环境方面（2件）", "二、教育文化方面（2件）"),
        ("居住环境方面", "教育文化方面"),
        ("居住环境类（2件）", "教育文化类（2件）"),
        ("【居住环境】", "【教育文化】"),
    ],
)
def test_a_group_of_items_is_their_chapter(heads: tuple[str, str]) -> None:
    plan = plan_of_lines("澜川县2025年民生实事", heads[0], *ITEMS[0], heads[1], *ITEMS[1])
    assert [task.chapter for task in plan.tasks] == [heads[0], heads[0], heads[1], heads[1]]
    assert [task.no for task in plan.tasks] == [1, 2, 3, 4]


def test_a_unit_over_its_items_leads_them() -> None:
    heads = ("一、县住建局", "二、县教育局")
    plan = plan_of_lines(
        "澜川县2025年重点任务清单", heads[0], "1.加装电梯60部。", "2.改建泵站7座。", heads[1], "1.新增学位1500个。"
    )
    assert [task.lead for task in plan.tasks] == [("县住建局",), ("县住建局",), ("县教育局",)]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "pdf"])
def test_a_box_around_items_is_read_as_lines(kind: str) -> None:
    plan = plan_of_rows(
        kind, [(Span("民生实事"),), *((Span(item),) for group in ITEMS for item in group)], "澜川县2025年"
    )
    assert [task.lead for task in plan.tasks] == [("县住建局",), ("县水务局",), ("县教育局",), ("县文旅局",)]


def test_what_stands_behind_the_items_is_named() -> None:
    closing = ["各单位要于每月底前报送进展情况。", "县政府督查室将适时开展督查。"]
    plan = plan_of_lines("澜川县2025年民生实事", *ITEMS[0], *ITEMS[1], *closing)
    assert [task.text for task in plan.tasks][-1] == "新建书屋20家。"
    (told,) = [finding for finding in plan.findings if finding.code == "lines-not-read"]
    assert told.written == "\n".join(closing)

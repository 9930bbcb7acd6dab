"""What a draft calls 没有要看的 has no claim that nothing bears, nothing unclear, no figure that answers nothing."""

import pytest
from lxml import html

from luoshi_web.intake import queries
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from tests.intake.offices import Desk, read_draft

TABLE = """2025年重点任务分解表
| 序号 | 工作任务 | 牵头单位 | 配合单位 | 截至6月底完成情况 |
| --- | --- | --- | --- | --- |
| 1 | 新认定研发载体60家以上。 | 科技局 | 教育局 | {said} |
| 2 | 新增绿化面积25万方。 | 城管局 | 住建局 | 序时推进 |
"""


def words(page: html.HtmlElement, name: str) -> str:
    return " ".join(page.get_element_by_id(name).text_content().split())


def opened(lake: Jurisdiction, li: User, said: str) -> html.HtmlElement:
    desk = Desk(li, read_draft(lake, li, TABLE.format(said=said)))
    return html.fromstring(desk.get().content.decode())


@pytest.mark.parametrize("said", ["新认定研发载体35家。", "序时推进", "已超额完成年度任务，新认定研发载体63家。"])
def test_a_draft_without_such_findings_has_nothing_to_look_at(lake: Jurisdiction, li: User, said: str) -> None:
    page = opened(lake, li, said)

    assert "没有要看的了" in words(page, "head")
    assert "没有要看的了" in words(page, "doubts")


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("年度任务全部完成，新认定研发载体41家。", "41 / 60 家"),
        ("新认定研发载体41家，完成年度任务的100%。", "完成率写的是100%"),
        ("新认定研发载体25家，新认定研发载体35家。", "句中25家、35家都可能是"),
        ("60家研发载体均未启动。", "报的60家写的是还没有做"),
        ("70家研发载体中，已完成认定75家。", "比同一句里的总数70家还多"),
    ],
)
def test_each_of_them_is_to_be_looked_at(lake: Jurisdiction, li: User, said: str, asked: str) -> None:
    page = opened(lake, li, said)

    assert "1处要看" in words(page, "head")
    assert asked in words(page, "doubts")
    assert "没有要看的" not in page.text_content()


def test_what_was_not_checked_yet_is_not_said_to_be_clean(
    lake: Jurisdiction, li: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "CHECKED_AT_ONCE", 1)

    assert "没有要看的" not in opened(lake, li, "年度任务全部完成，新认定研发载体41家。").text_content()


CHAPTERS = ("一、产业", "二、民生", "三、城市")


def long_draft(lake: Jurisdiction, li: User, rows: int) -> html.HtmlElement:
    """A plan of three chapters, whose second has a unit that is spelt in two ways."""
    lead = {0: "人力社保局", 1: "人社局", 2: "住建局"}
    head = "2026年任务表\n| 板块 | 序号 | 工作任务 | 牵头单位 | 截至6月底完成情况 |\n| --- | --- | --- | --- | --- |\n"
    told = [
        f"| {CHAPTERS[n * 3 // rows]} | {n + 1} | 新建公园{n + 2}个。 | {lead[n * 3 // rows]} | 已建成1个。 |\n"
        for n in range(rows)
    ]
    desk = Desk(li, read_draft(lake, li, head + "".join(told)))
    return html.fromstring(desk.get().content.decode())


def test_a_long_draft_is_folded_by_chapter_below_what_is_to_be_decided(lake: Jurisdiction, li: User) -> None:
    page = long_draft(lake, li, 36)

    folds = page.cssselect("#draft details.chapter:not([open])")
    assert [" ".join(fold.cssselect("h3")[0].text_content().split()) for fold in folds] == list(CHAPTERS)
    assert [len(fold.cssselect("tr.line")) for fold in folds] == [12, 12, 12]
    told = [" ".join(fold.cssselect("summary span")[0].text_content().split()) for fold in folds]
    assert [("要看" in one, "12项" in one) for one in told] == [(False, True), (True, True), (False, True)]
    assert page.cssselect("#doubts ~ #columns ~ #draft")
    assert page.cssselect("#columns details:not([open]) select")


def test_a_short_draft_is_not_folded_and_a_guessed_column_is_not_hidden(lake: Jurisdiction, li: User) -> None:
    page = long_draft(lake, li, 30)
    assert page.cssselect("#draft details.chapter") == []
    assert len(page.cssselect("#draft table")) == 1

    told = "2026年任务表\n| 序号 | 工作任务 | 甲 | 乙 |\n| --- | --- | --- | --- |\n" + "".join(
        f"| {n} | 新建公园{n}个。 | {lead} | 另附 |\n" for n, lead in enumerate(("住建局", "教育局", "交通局"), 1)
    )
    guessed = html.fromstring(Desk(li, read_draft(lake, li, told)).get().content.decode())
    assert guessed.cssselect("#columns details[open] .guessed")
    assert "照原样保留的列：乙" in words(guessed, "columns")

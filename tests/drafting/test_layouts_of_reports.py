"""Reports as offices lay them out: lists of every style, two years in one chapter, broken lines, page numbers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.documents import read_document
from luoshi.drafting import Decomposition, Fate, draft_report
from luoshi.drafting.assemble import NoPartOfThisYear
from tests.chosen import times
from tests.drafting import accounting

CITY = Path(__file__).with_name("report_of_a_city.txt").read_text(encoding="utf-8")
FRONT = """政府工作报告
——2031年1月12日在云和市第八届人民代表大会第五次会议上
市长 陆平川
各位代表：
现在，我向大会报告工作，请予审议。
"""
REVIEW = "一、2030年工作回顾\n一年来，我们改造老旧小区62个，建成幸福食堂31家。\n"
BEFORE = FRONT + REVIEW + "二、2031年重点工作\n（一）突出民生\n新增普惠托位1500个。\n"
END = "各位代表！让我们更加紧密地团结起来，为建设现代化云和而努力奋斗！\n"
WORKS = ("新建社区食堂15家", "改造老旧小区40个", "新增公办学位1.1万个", "建成口袋公园20个")
_MARKS = {
    "firstly": ("一是", "二是", "三是", "四是"),
    "circles": ("①", "②", "③", "④"),
    "brackets": ("（1）", "（2）", "（3）", "（4）"),
    "chinese": ("（一）", "（二）", "（三）", "（四）"),
    "points": ("1.", "2.", "3.", "4."),
    "commas": ("1、", "2、", "3、", "4、"),
}


def draft_of(text: str) -> Decomposition:
    return draft_report(read_document(text.encode(), "报告.txt"))


def all_is_accounted_for(draft: Decomposition) -> None:
    assert accounting.letters_without_fate(draft) == []
    assert accounting.values_not_in_one_task(draft) == []
    assert accounting.words_changed(draft) == []
    assert accounting.tasks_of_other_parts(draft) == []


def livelihood(draft: Decomposition) -> list[str]:
    return [task.text for task in draft.tasks if task.fate is Fate.LIVELIHOOD]


def layouts() -> Iterator[tuple[str, str, str]]:
    """Each way to set a list of works: its marks, within a paragraph or in lines, and what stands over it.

    A heading has its list in lines below, 、 within a paragraph joins, and （一） is no list below （二）.
    """
    for style in _MARKS:
        for head in ("办好4件民生实事。", "（二）办好4件民生实事\n", "三、2031年民生实事\n"):
            yield style, "\n", head
            if not (head.startswith("三") or style == "commas" or (style == "chinese" and head.startswith("（"))):
                yield style, "", head


@pytest.mark.parametrize(("style", "seam", "head"), layouts())
def test_livelihood_works_in_every_layout(style: str, seam: str, head: str) -> None:
    listed = seam.join(f"{mark}{work}。" for mark, work in zip(_MARKS[style], WORKS, strict=True))

    draft = draft_of(BEFORE + head.rstrip("\n") + ("\n" if head.endswith("\n") else seam) + listed + "\n" + END)

    assert livelihood(draft) == list(WORKS)
    assert [task.text for task in draft.tasks if task.fate is Fate.WORK] == ["新增普惠托位1500个"]
    all_is_accounted_for(draft)


def test_works_that_go_on_over_a_pages_end_keep_their_numbers() -> None:
    draft = draft_of(
        BEFORE
        + "办好4件民生实事：（1）新建社区食堂15家。（2）改造老旧小区40个。\n"
        + "（3）新增公办学位1.1万个。（4）建成口袋公园20个。\n"
    )

    assert livelihood(draft) == list(WORKS)
    assert [task.number for task in draft.tasks if task.number] == ["（1）", "（2）", "（3）", "（4）"]


@pytest.mark.parametrize("title", ["附件：2031年4件民生实事", "附件：2031年民生实事项目清单"])
def test_an_annex_of_this_years_works_is_read(title: str) -> None:
    annex = "\n".join(f"{number}.{work}。" for number, work in enumerate(WORKS, 1))

    draft = draft_of(BEFORE + END + title + "\n" + annex)

    assert livelihood(draft) == list(WORKS)


@pytest.mark.parametrize("mark", ["points", "brackets", "firstly"])
@pytest.mark.parametrize("behind", [END, "三、加强政府自身建设\n压减一般性支出5%。\n", "同时，统筹发展和安全。\n", ""])
def test_the_last_item_of_a_list_is_a_task(mark: str, behind: str) -> None:
    items = "\n".join(f"{number}{work}。" for number, work in zip(_MARKS[mark], WORKS, strict=True))

    draft = draft_of(BEFORE + "（二）抓好项目\n" + items + "\n" + behind)

    assert set(WORKS) <= {task.text for task in draft.tasks}
    all_is_accounted_for(draft)


def test_a_last_item_without_a_figure_and_without_a_stop_is_a_task_too() -> None:
    draft = draft_of(BEFORE + "（二）抓好项目\n1.新建学校9所\n2.推进化工园区整治提升\n" + END)

    assert [task.text for task in draft.tasks][-2:] == ["新建学校9所", "推进化工园区整治提升"]


@pytest.mark.parametrize("head", ["三、新增高新技术企业80家", "（二）全年新增就业3000人"])
def test_a_heading_that_promises_a_figure_is_a_task_too(head: str) -> None:
    draft = draft_of(BEFORE + head + "\n加快园区平台建设，推进化工园区整治提升。\n")

    assert any(task.text in head for task in draft.tasks)
    all_is_accounted_for(draft)


def test_numbers_within_a_paragraph_are_no_words_of_a_task() -> None:
    draft = draft_of(BEFORE + "（二）抓工业。1.建设园区。新建标准厂房10万平方米。2.抓好招商。引进亿元项目30个。\n")

    assert [task.text for task in draft.tasks][1:] == ["新建标准厂房10万平方米", "引进亿元项目30个"]


@pytest.mark.parametrize(
    "turn", ["2031年是开局之年，重点抓好以下工作。", "今年，我们要重点做好以下工作：", "（二）2031年工作安排"]
)
@pytest.mark.parametrize("head", ["一、2030年工作回顾和2031年工作安排", "一、2030年工作总结及2031年重点任务"])
def test_the_review_of_a_chapter_of_two_years_is_no_task(head: str, turn: str) -> None:
    text = FRONT + head + "\n2030年，改造老旧小区62个，建成幸福食堂31家。\n" + turn + "\n实施重点项目260个。\n"

    draft = draft_of(text)

    assert draft.year == 2031
    assert [task.text for task in draft.tasks] == ["实施重点项目260个"]
    assert any("老旧小区62个" in one.span.of(draft.report.text) for one in draft.left_out if one.span)


def test_a_chapter_of_two_years_that_never_goes_over_is_refused() -> None:
    with pytest.raises(NoPartOfThisYear):
        draft_of(FRONT + "一、2030年工作回顾和2031年工作安排\n2030年，改造老旧小区62个。\n")


@pytest.mark.parametrize("goal", ["到2035年，新建学校60所。", "（三）抓民生。2035年前改造200个。", "四、2035年目标"])
def test_a_year_far_ahead_is_not_the_reports(goal: str) -> None:
    assert draft_of(BEFORE + goal + "\n").year == 2031


@pytest.mark.parametrize("width", [24, 30, 36, 44])
def test_lines_broken_at_a_width_are_put_together(width: int) -> None:
    broken = "\n".join(
        "\n".join(line[at : at + width] for at in range(0, len(line), width)) for line in CITY.splitlines()
    )

    draft = draft_of(broken)

    assert [task.text for task in draft.tasks] == [task.text for task in draft_of(CITY).tasks]
    all_is_accounted_for(draft)


@pytest.mark.parametrize("mark", ["— 7 —", "-7-", "第7页", "第 7 页 共 20 页"])
@pytest.mark.parametrize("at", ["开工建|设铁路货场", "完成投资4|80亿元", "不优、|公共服务"])
def test_a_pages_number_within_a_sentence_cuts_nothing(mark: str, at: str) -> None:
    before, behind = at.split("|")

    draft = draft_of(CITY.replace(before + behind, f"{before}\n{mark}\n{behind}"))

    assert [task.text for task in draft.tasks] == [task.text for task in draft_of(CITY).tasks]
    [said] = [finding for finding in draft.findings if finding.code == "page-mark"]
    assert mark in said.message
    assert mark in said.message_en


def test_lines_that_end_where_their_sentences_do_are_left_as_they_are() -> None:
    draft = draft_of(CITY)

    assert draft.report.text == "\n".join(line.strip() for line in CITY.splitlines() if line.strip())


LINES = (
    "二、新增企业80家",
    "（一）抓好项目",
    "（二）办好3件民生实事",
    "1.新建学校9所。",
    "2.改造小区5个",
    "3.推进改革",
    "（1）建成公园2个。（2）新增托位30个。",
    "办好2件民生实事：①新建食堂15家。②改造小区40个。",
    "一是建桥3座。二是修路5公里。",
    "二是改造道路6条。",
    "各位代表！",
    "同时，增加投资5亿元。",
    "三、民生实事",
    "2031年要抓好3件民生实事。",
    "附件：2031年民生实事",
    "1、建学校2所",
    "加快推进项目建设，完成投资4",
    "— 7 —",
    "80亿元。",
    "四、加强政府自身建设",
)


@settings(max_examples=times(60, 400), deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=2, max_size=12))
def test_in_whatever_order_lines_stand_nothing_is_lost_or_doubled(lines: list[str]) -> None:
    draft = draft_of(BEFORE + "\n".join(lines))

    all_is_accounted_for(draft)


def test_lists_without_end_are_not_held_against_each_other() -> None:
    """The work would be their product; that they were not compared is said."""
    works = "".join(f"（{n}）改造第{n}片区小区{n + 3}个。" for n in range(1, 600))
    tasks = "".join(f"\n建成第{n}号泵站{n + 5}座。" for n in range(1, 400))

    draft = draft_of(BEFORE + f"办好599件民生实事。{works}{tasks}\n" + END)

    assert [finding.code for finding in draft.findings if "twice" in finding.code] == ["promised-twice-not-looked"]
    assert not any(task.same_as for task in draft.tasks)

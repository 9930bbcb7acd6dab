"""Comparing two plans: a task stays itself, and what changed is said once."""

import time
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.place import Span
from luoshi.plan import Claim, Milestone, MilestoneKind, Plan, Step, UnitMention
from luoshi.revision import Change, ChangeKind, compare, edits
from tests.revisions.plans import LINES, numbered, plan, target, task

WORDS = (
    "新增企业",
    "加装电梯",
    "开工建设",
    "完成投资",
    "覆盖率",
    "达到",
    "以上",
    "5.6%",
    "60家",
    "，",
    "；",
    "公共服务",
    "学位",
)
wordings = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map("".join)
plans = st.lists(wordings, max_size=12).map(numbered)


def pairs(old: Plan, new: Plan) -> set[tuple[str, str]]:
    return {(change.old.key, change.new.key) for change in compare(old, new).changes if change.old and change.new}


def kinds(old: Plan, new: Plan) -> list[tuple[ChangeKind, ...]]:
    return [change.kinds for change in compare(old, new).different]


def only(old: Plan, new: Plan) -> Change:
    different = compare(old, new).different
    assert len(different) == 1, [change.kinds for change in different]
    return different[0]


def test_one_unit_by_two_names_is_no_other_unit() -> None:
    old = plan(task(1, LINES[0], lead=("区人力社保局",), cooperating=("区财政局",)))
    new = plan(task(1, LINES[0], lead=("区人社局",), cooperating=("区财政局",)))
    said = (UnitMention("区人力社保局", ("区人社局",)), UnitMention("区财政局", ("区财政局",)))

    assert kinds(old, new) == [(ChangeKind.UNITS,)]
    assert kinds(old, replace(new, units=said)) == []

    helped = plan(task(1, LINES[0], lead=("区财政局",), cooperating=("区人社局",)))
    assert only(old, replace(helped, units=said)).known_as == {"区人社局": "区人力社保局"}


def test_what_was_one_unit_before_and_is_said_to_be_two_now_is_another_unit() -> None:
    one = UnitMention("区人力社保局", ("区人力社保局", "区人才局"))
    old = replace(plan(task(1, LINES[0], lead=("区人力社保局",))), units=(one,))
    new = replace(plan(task(1, LINES[0], lead=("区人才局",))), units=(UnitMention("区人才局", ("区人才局",)),))

    assert kinds(old, new) == [(ChangeKind.UNITS,)]


@given(plans)
def test_a_plan_differs_from_itself_in_nothing(same: Plan) -> None:
    assert compare(same, same).different == ()


@given(plans, plans)
def test_each_task_of_both_stands_in_exactly_one_change(old: Plan, new: Plan) -> None:
    changes = compare(old, new).changes
    assert sorted(change.old.key for change in changes if change.old) == sorted(task.key for task in old.tasks)
    assert [change.new for change in changes if change.new] == list(new.tasks)


@given(plans, plans)
def test_who_is_whom_does_not_depend_on_the_direction(old: Plan, new: Plan) -> None:
    assert pairs(old, new) == {(one, other) for other, one in pairs(new, old)}


@given(plans, plans)
def test_comparing_again_gives_the_same(old: Plan, new: Plan) -> None:
    assert compare(old, new).changes == compare(old, new).changes


@given(st.permutations(LINES))
def test_moved_rows_are_moved_and_neither_added_nor_removed(lines: list[str]) -> None:
    old = numbered(LINES)
    by_text = {task.text: task for task in old.tasks}
    counts = compare(old, plan(*(by_text[line] for line in lines))).counts
    assert set(counts) <= {ChangeKind.ORDER}
    assert counts[ChangeKind.ORDER] < len(LINES)


@given(st.integers(0, len(LINES) - 1), st.sampled_from(["按时完成", "第二季度前", "200台"]), st.data())
def test_one_edited_task_gives_one_row(row: int, words: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(LINES[row])))
    lines = [*LINES[:row], LINES[row][:at] + words + LINES[row][at:], *LINES[row + 1 :]]
    assert only(numbered(LINES), numbered(lines)).kinds == (ChangeKind.REWORDED,)


@given(wordings, wordings)
def test_putting_the_edits_in_gives_the_new_wording(old: str, new: str) -> None:
    made, reached = "", 0
    for edit in edits(old, new):
        made += old[reached : edit.old.start] + edit.new.of(new)
        reached = edit.old.end
    assert made + old[reached:] == new


def test_an_inserted_task_is_added_and_the_rest_only_renumbered() -> None:
    new = numbered(["推出一批新的便民措施，方便群众办事。", *LINES])
    assert kinds(numbered(LINES), new) == [(ChangeKind.ADDED,), *[(ChangeKind.RENUMBERED,)] * len(LINES)]


def test_a_renumbered_task_is_found_although_another_of_its_words_has_its_number() -> None:
    old = numbered(["完成老旧小区改造10个，惠及居民五千户。", LINES[0]])
    new = numbered(["完成老旧厂房改造30个，引进企业五千户。", "完成老旧小区改造12个，惠及居民五千户。", LINES[0]])
    assert ("1", "2") in pairs(old, new)


def test_a_task_taken_out_is_told_where_it_stood() -> None:
    old, new = numbered(LINES), plan(*(task for task in numbered(LINES).tasks if task.no != 3))
    changes = compare(old, new).changes
    assert [change.task.no for change in changes] == [1, 2, 3, 4, 5, 6]
    assert changes[2].kinds == (ChangeKind.REMOVED,)


def test_a_replaced_task_with_the_same_number_is_another_task() -> None:
    new = numbered([*LINES[:2], "组织元宵灯会和民间艺术展演。", *LINES[3:]])
    assert kinds(numbered(LINES), new) == [(ChangeKind.REMOVED,), (ChangeKind.ADDED,)]


def test_a_number_that_starts_again_in_each_chapter_names_a_task_with_its_chapter() -> None:
    old = plan(task(1, "建设公园二十座", key="a/1", chapter="a"), task(1, "建设学校三十所", key="b/1", chapter="b"))
    new = plan(task(1, "建设绿地四十处", key="a/1", chapter="a"), task(1, "建设学校五十所", key="b/1", chapter="b"))
    assert ("b/1", "b/1") in pairs(old, new)
    assert ("a/1", "b/1") not in pairs(old, new)


def test_the_same_wording_twice_keeps_each_its_number() -> None:
    old = plan(task(1, "序时推进各项工作"), task(2, LINES[0]), task(3, "序时推进各项工作"))
    new = plan(task(3, "序时推进各项工作"), task(2, LINES[0]), task(1, "序时推进各项工作"))
    assert pairs(old, new) == {("1", "1"), ("2", "2"), ("3", "3")}


def test_a_task_cut_in_two_keeps_its_larger_part_and_names_the_other() -> None:
    whole = "建成社区食堂十二个并覆盖全部街道，新建老年活动中心三座，改造健身步道"
    new = plan(task(1, "建成社区食堂十二个并覆盖全部街道，改造健身步道"), task(2, "新建老年活动中心三座"))
    first, second = compare(plan(task(1, whole)), new).changes
    assert first.kinds == (ChangeKind.SPLIT, ChangeKind.REWORDED)
    assert [relative.no for relative in first.relatives] == [2]
    assert second.kinds == (ChangeKind.ADDED, ChangeKind.SPLIT)
    assert [relative.text for relative in second.relatives] == [whole]


def test_a_task_cut_into_equal_parts_still_has_an_heir() -> None:
    parts = ["建成社区食堂十二个", "新建老年活动中心三座", "改造健身步道二十公里"]
    old, new = plan(task(9, "，".join(parts))), numbered(parts)
    diff = compare(old, new)
    assert diff.counts[ChangeKind.ADDED] == 2
    assert diff.counts[ChangeKind.REMOVED] == 0


def test_two_tasks_made_into_one_say_so_from_both_sides() -> None:
    old = plan(task(1, "建成社区食堂十二个并覆盖全部街道，改造健身步道"), task(2, "新建老年活动中心三座"))
    new = plan(task(1, "建成社区食堂十二个并覆盖全部街道，新建老年活动中心三座，改造健身步道"))
    into, gone = compare(old, new).changes
    assert into.kinds == (ChangeKind.MERGED, ChangeKind.REWORDED)
    assert [relative.no for relative in into.relatives] == [2]
    assert gone.kinds == (ChangeKind.REMOVED, ChangeKind.MERGED)


def test_a_changed_target_names_the_one_it_replaces() -> None:
    old = plan(task(1, LINES[0], targets=(target("新增企业", "60"), target("电梯", "40", "台"))))
    new = plan(task(1, LINES[0], targets=(target("电梯", "40", "台"), target("新增企业", "80"))))
    change = only(old, new)
    assert change.kinds == (ChangeKind.TARGETS,)
    assert [(pair.old and pair.old.value_text, pair.new and pair.new.value_text) for pair in change.targets] == [
        ("60家", "80家")
    ]


def test_a_target_with_another_metric_but_the_same_figure_is_changed_and_not_dropped() -> None:
    old = plan(task(1, LINES[0], targets=(target("新增企业", "60"),)))
    new = plan(task(1, LINES[0], targets=(target("新增市场主体", "60"),)))
    (pair,) = only(old, new).targets
    assert None not in (pair.old, pair.new)


def test_only_where_a_target_stands_is_no_change_of_it() -> None:
    first = target("新增企业", "60")
    old, new = (plan(task(1, LINES[0], targets=(one,))) for one in (first, replace(first, span=Span(3, 9))))
    assert compare(old, new).different == ()


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"lead": ("区住建局",)}, ChangeKind.UNITS),
        ({"cooperating": ("各街道",)}, ChangeKind.UNITS),
        ({"due": "9月底前"}, ChangeKind.DUE),
        ({"leader": "王某"}, ChangeKind.LEADER),
        ({"objective": "另一个目标"}, ChangeKind.MOVED),
        ({"chapter": "二、第二章"}, ChangeKind.MOVED),
        ({"statement": "序时推进"}, ChangeKind.STATEMENT),
        ({"extra": {"备注": "民生实事"}}, ChangeKind.EXTRA),
        ({"steps": (Step("先做方案"),)}, ChangeKind.STEPS),
        ({"milestones": (Milestone(MilestoneKind.START, "快速路", Span(0, 5)),)}, ChangeKind.MILESTONES),
        ({"no": 7}, ChangeKind.RENUMBERED),
        ({"claim": Claim.COMPLETED}, ChangeKind.FIGURES),
    ],
)
def test_each_field_that_changes_is_told_by_its_kind(fields: dict[str, object], kind: ChangeKind) -> None:
    old = numbered(LINES)
    new = plan(*old.tasks[:5], replace(old.tasks[5], **fields))  # type: ignore[arg-type]
    assert only(old, new).kinds == (kind,)


def test_cooperating_units_in_another_order_are_no_change_but_another_first_lead_is() -> None:
    one = plan(task(1, LINES[0], lead=("甲", "乙"), cooperating=("丙", "丁")))
    assert compare(one, plan(task(1, LINES[0], lead=("甲", "乙"), cooperating=("丁", "丙")))).different == ()
    assert only(one, plan(task(1, LINES[0], lead=("乙", "甲"), cooperating=("丙", "丁")))).kinds == (ChangeKind.UNITS,)


def test_a_number_is_never_cut_in_two_by_an_edit() -> None:
    old, new = "增长7.0%左右，新增企业60家", "增长6.5%以上，新增企业600家"
    assert [(edit.old.of(old), edit.new.of(new)) for edit in edits(old, new)] == [
        ("7.0%左右", "6.5%以上"),
        ("60", "600"),
    ]


def test_a_decimal_point_counts_although_punctuation_does_not() -> None:
    old, new = numbered(["完成投资12.5亿元。"]), numbered(["完成投资125亿元；"])
    assert only(old, new).kinds == (ChangeKind.REWORDED,)
    assert only(old, new).alike < 100


def test_two_thousand_rows_all_reworded_and_shuffled_find_their_tasks_in_seconds() -> None:
    random = Random(1)
    letters = "推进建设项目企业发展城市服务提升加强完善改革创新产业数字平台治理民生教育医疗交通文化旅游生态环境"
    old = numbered(["".join(random.choices(letters, k=50)) for _ in range(2000)])
    reworded = [replace(task, text=f"{task.text[:20]}改动{task.text[23:]}") for task in old.tasks]
    random.shuffle(reworded)
    new = plan(*(replace(task, no=no) for no, task in enumerate(reworded, 1)))
    started = time.perf_counter()
    found = pairs(old, new)
    assert time.perf_counter() - started < 10
    assert found == {(task.key, task.key) for task in old.tasks}

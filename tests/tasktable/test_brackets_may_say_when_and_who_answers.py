"""A bracket of units may hold the date, the leader and a telephone, before or behind the units, in any brackets."""

import html
import io

import docx
import pytest

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of
from tests.documents.office_files import saved, typeset

TASKS = [
    ("建成村级养老点（互助院）9处。", "县民政局", ("县卫生健康局（县疾控局）", "各镇（街道）人民政府"), "2025年10月"),
    ("整治黑臭水体14条。", "县水务局", ("县城管局",), "持续推进"),
    ("发放创业贷款1.8亿元，扶持创业1200人。", "县人力资源社会保障局", ("县财政局", "团县委"), "11月30日前"),
]
BRACKETS = {
    "a date behind verbs": "{text}（{lead}牵头，{others}配合；完成时限：{due}）",
    "a date before verbs": "{text}（完成时限：{due}；{lead}牵头，{others}配合）",
    "a short label": "{text}（{lead}牵头，{others}配合，时限：{due}）",
    "a long label": "{text}【{lead}牵头，{others}配合；时限要求：{due}】",
    "tortoise brackets": "{text}〔牵头单位：{lead}；配合单位：{others}；完成时间：{due}〕",
    "half width": "{text}[牵头单位:{lead};配合单位:{others};完成时限:{due}]",
    "half width, round": "{text}({lead}牵头,{others}配合;完成时限:{due})",
    "before the stop": "{stopless}（{lead}牵头，{others}配合；办结时限：{due}）。",
    "a bracket each": "{text}（牵头单位：{lead}）（配合单位：{others}）（完成时限：{due}）",
    "the date in a bracket of its own": "{text}（{lead}牵头，{others}配合）（完成时限：{due}）",
    "a leader": "{text}（责任领导：赵某某；{lead}牵头，{others}配合；完成时限：{due}）",
    "square brackets each": "{text}【责任领导：赵某某】【牵头单位：{lead}】【配合单位：{others}】【完成时限：{due}】",
    "labels in brackets": "{text}【责任领导】赵某某【牵头单位】{lead}【配合单位】{others}【完成时限】{due}",
    "a plain list": "{text}（{lead}、{others}；完成时限：{due}）",
    "spaces only": "{text}（牵头单位：{lead} 配合单位：{others} 完成时限：{due}）",
    "a line of its own": "{text}\n（{lead}牵头，{others}配合；完成时限：{due}）",
    "two lines of their own": "{text}\n（责任单位：{lead}、{others}）\n（完成时限：{due}）",
    "by duties": "{text}（{lead}牵头，{others}等按职责分工负责，{due}）",
    "behind a dash": "{text}——{lead}牵头，{others}配合；完成时限：{due}",
    "a bare date": "{text}（责任部门：{lead}、{others}；{due}）",
}


def lines_of(bracket: str) -> list[str]:
    lines = ["澜川县2025年重点任务分工", "一、办好民生实事"]
    for number, (text, lead, others, due) in enumerate(TASKS, start=1):
        said = bracket.format(text=text, stopless=text.rstrip("。"), lead=lead, others="、".join(others), due=due)
        lines += f"{number}. {said}".split("\n")
    return lines


def as_docx(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def as_html(lines: list[str]) -> bytes:
    file = io.StringIO()
    file.writelines(f"<p>{html.escape(line)}</p>" for line in lines)
    return f"<html><body>{file.getvalue()}</body></html>".encode()


def as_pdf(lines: list[str]) -> bytes:
    return typeset("\n\n".join(f'#text("{line}")' for line in lines))


def as_text(lines: list[str]) -> bytes:
    return "\r\n".join(lines).encode("gb18030")


FORMATS = {"docx": as_docx, "html": as_html, "pdf": as_pdf, "txt": as_text}


def assert_read(plan: Plan) -> None:
    assert [task.text.rstrip("。") for task in plan.tasks] == [text.rstrip("。") for text, *_ in TASKS]
    assert [task.lead for task in plan.tasks] == [(lead,) for _, lead, _, _ in TASKS]
    assert [task.cooperating for task in plan.tasks] == [others for _, _, others, _ in TASKS]
    assert [task.due for task in plan.tasks] == [due for *_, due in TASKS]


@pytest.mark.parametrize("kind", sorted(FORMATS))
@pytest.mark.parametrize("bracket", BRACKETS.values(), ids=BRACKETS.keys())
def test_units_and_date_are_read_from_their_bracket(bracket: str, kind: str) -> None:
    plan = plan_of(read_document(FORMATS[kind](lines_of(bracket)), f"2025.{kind}"))
    assert_read(plan)
    assert {task.leader for task in plan.tasks} == {"赵某某" if "赵某某" in bracket else None}


def test_a_telephone_is_kept_under_its_label() -> None:
    text = "1.新建货运站3座。（主办单位：区交通局；协办单位：区发改局；联系人：孙某，电话：0999-1234567）"
    (task,) = plan_of(read_document(f"2025年任务清单\n{text}".encode(), "2025.txt")).tasks
    assert (task.lead, task.cooperating) == (("区交通局",), ("区发改局",))
    assert dict(task.extra) == {"联系人": "孙某", "电话": "0999-1234567"}


def test_a_gloss_before_a_number_is_no_unit() -> None:
    text = "1.改造供销网点（合作社）12个。（区供销社；9月底前）"
    (task,) = plan_of(read_document(f"2025年任务清单\n{text}".encode(), "2025.txt")).tasks
    assert (task.text, task.lead, task.due) == ("改造供销网点（合作社）12个。", ("区供销社",), "9月底前")

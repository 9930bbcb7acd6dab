"""A notice that announces N件实事 and runs on with them in one paragraph, without units; in Word, a web page, text."""

from collections.abc import Callable
from io import BytesIO

import docx
import pytest

from luoshi.documents import read_document
from luoshi.errors import NoTaskFound
from luoshi.plan import Plan
from luoshi.tasktable import plan_of
from tests.documents.office_files import typeset

ITEMS = (
    "新建社区食堂15个，改造老年活动室22处",
    "为农村妇女免费体检2.4万人",
    "建成充电桩600个",
    "改造老旧电梯90部，覆盖3600户",
)
MARKS = {
    "brackets": ("（1）", "（2）", "（3）", "（4）"),
    "circles": ("①", "②", "③", "④"),
    "ordinals": ("一是", "二是", "三是", "四是"),
}


def as_docx(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def as_html(*lines: str) -> bytes:
    return ("<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>").encode()


def as_text(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def as_pdf(*lines: str) -> bytes:
    return typeset("\n\n".join(f'#text("{line}")' for line in lines))


FORMATS: dict[str, Callable[..., bytes]] = {"docx": as_docx, "html": as_html, "txt": as_text, "pdf": as_pdf}
HEAD = ("青岩县人民政府办公室", "关于做好2025年民生实事的通知", "各乡镇人民政府，县直各部门：")
FOOT = ("各乡镇各部门要加强领导，明确责任，确保按期完成。", "2025年2月3日")


def read(kind: str, *lines: str) -> Plan:
    return plan_of(read_document(FORMATS[kind](*HEAD, *lines, *FOOT), f"通知.{kind}"))


def run(style: str, count: int = 4, stop: str = "；") -> str:
    return stop.join(f"{mark}{text}" for mark, text in list(zip(MARKS[style], ITEMS, strict=True))[:count]) + "。"


@pytest.mark.parametrize("kind", sorted(FORMATS))
@pytest.mark.parametrize("style", sorted(MARKS))
def test_the_items_of_one_paragraph_are_tasks(kind: str, style: str) -> None:
    plan = read(kind, f"经县政府常务会议研究，2025年集中办好4件民生实事：{run(style)}")
    assert tuple(t.text.rstrip("。") for t in plan.tasks) == ITEMS
    assert [t.no for t in plan.tasks] == list(MARKS[style])
    assert plan.year == 2025


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_items_with_stops_may_stand_in_the_paragraph_behind(kind: str) -> None:
    plan = read(kind, "今年，县政府为群众办好以下4件实事：", run("circles", stop="。"))
    assert tuple(t.text.rstrip("。") for t in plan.tasks) == ITEMS


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_a_count_that_does_not_agree_gives_no_task_and_is_named(kind: str) -> None:
    with pytest.raises(NoTaskFound, match="6件民生实事"):
        read(kind, f"2025年集中办好6件民生实事：{run('brackets')}")


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_what_a_notice_asks_of_its_readers_is_no_task(kind: str) -> None:
    for said in ("现就做好有关工作通知如下", "各单位要抓好三项工作", "要做好三个方面工作"):
        with pytest.raises(NoTaskFound):
            read(kind, f"{said}：一是加强领导，压实责任；二是严格督查，跟踪问效；三是做好宣传。")
    with pytest.raises(NoTaskFound):
        read(kind, "现就做好有关工作通知如下：一是加强领导，压实责任；二是严格督查，跟踪问效；三是做好宣传。")

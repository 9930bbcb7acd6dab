"""Bullets that a format sets (Word's lists, ul, Markdown) part tasks as ● typed before them does."""

import io

import docx
import pytest

from luoshi.documents import read_document
from luoshi.errors import NoTaskFound
from luoshi.plan import Plan
from luoshi.tasktable import plan_of

Sections = list[tuple[str, list[str]]]

NAMED: Sections = [
    ("一、交通", ["改建县道24公里（交通局，10月）", "新建桥梁2座（交通局、公路中心，12月）"]),
    ("二、水利", ["加固水库3座（水利局，汛前）", "新建蓄水池60口（各乡镇，全年）"]),
]
PLAIN: Sections = [("一、交通", ["改建县道24公里", "新建桥梁2座"]), ("二、水利", ["加固水库3座", "新建蓄水池60口"])]


def in_word(sections: Sections) -> bytes:
    document = docx.Document()
    document.add_heading("2025年重点工作", 0)
    for heading, tasks in sections:
        document.add_heading(heading, 1)
        for task in tasks:
            document.add_paragraph(task, style="List Bullet")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def on_a_page(sections: Sections) -> bytes:
    lists = (f"<h2>{name}</h2><ul>{''.join(f'<li>{task}</li>' for task in tasks)}</ul>" for name, tasks in sections)
    return f"<html><body><h1>2025年重点工作</h1>{''.join(lists)}</body></html>".encode()


def in_markdown(sections: Sections) -> bytes:
    lists = ("\n".join([f"## {name}", *(f"- {task}" for task in tasks)]) for name, tasks in sections)
    return "\n".join(["# 2025年重点工作", *lists]).encode()


FORMATS = {"docx": in_word, "html": on_a_page, "md": in_markdown}


def read(kind: str, sections: Sections) -> Plan:
    return plan_of(read_document(FORMATS[kind](sections), f"a.{kind}"))


@pytest.mark.parametrize("kind", FORMATS)
def test_each_bullet_is_a_task(kind: str) -> None:
    tasks = read(kind, PLAIN).tasks
    assert [(task.chapter, task.text) for task in tasks] == [
        (chapter, text) for chapter, texts in PLAIN for text in texts
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_each_has_its_own_units_and_day(kind: str) -> None:
    tasks = read(kind, NAMED).tasks
    assert [task.text for task in tasks] == [text for _, texts in PLAIN for text in texts]
    assert [task.lead for task in tasks] == [("交通局",), ("交通局",), ("水利局",), ("各乡镇",)]
    assert [task.due for task in tasks] == ["10月", "12月", "汛前", "全年"]


def test_units_may_stand_behind_a_comma_and_their_label() -> None:
    named = [(name, [f"{text}，牵头单位：交通局" for text in texts]) for name, texts in PLAIN]
    tasks = read("md", named).tasks
    assert [task.text for task in tasks] == [text for _, texts in PLAIN for text in texts]
    assert {task.lead for task in tasks} == {("交通局",)}


def test_bullets_of_labels_and_results_belong_to_the_number_above() -> None:
    text = "# 2025年重点工作完成情况\n1. 改建县道24公里\n   - 责任单位：交通局\n   - 已改建18公里\n2. 新建桥梁2座\n"
    text += "   - 责任单位：公路中心\n   - 已建成1座\n"
    tasks = plan_of(read_document(text.encode(), "a.md")).tasks
    assert [(task.text, task.lead, task.statement) for task in tasks] == [
        ("改建县道24公里", ("交通局",), "已改建18公里"),
        ("新建桥梁2座", ("公路中心",), "已建成1座"),
    ]


def test_links_of_a_page_are_no_tasks() -> None:
    links = "".join(f"<li><a href='/{i}'>{name}</a></li>" for i, name in enumerate(("首页", "政务公开", "办事服务")))
    with pytest.raises(NoTaskFound):
        plan_of(read_document(f"<body><h1>2025年重点工作</h1><ul>{links}</ul></body>".encode(), "a.html"))

"""How a test reads the site: a page, a reader, and tables made for one test."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import lxml.html
from django.test import Client

import luoshi_web
from luoshi_web.plans.models import Plan

TABLE = Path(luoshi_web.__file__).parent / "demo" / "binjiang-2025-h1.txt"


class Page:
    """An answer as a reader meets it."""

    def __init__(self, response: Any) -> None:
        self.response = response
        self.status = response.status_code
        self.html = response.content.decode()

    @property
    def tree(self) -> Any:
        return lxml.html.document_fromstring(self.html)

    def texts(self, css: str) -> list[str]:
        return [" ".join(found.text_content().split()) for found in self.tree.cssselect(css)]

    @property
    def text(self) -> str:
        return " ".join(self.tree.text_content().split())


class Reader:
    """Somebody with a browser."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def open(self, address: str, /, **asked: str) -> Page:
        return Page(self.client.get(address, asked))

    def follow(self, address: str) -> Page:
        return Page(self.client.get(address, headers={"hx-request": "true"}))


def table(*rows: str) -> bytes:
    """A table of tasks in the text form; each row is number, text, lead, cooperating and statement, by bars."""
    head = "工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况 |"
    first, *others = rows
    return "\n".join(["一、做好工作", head, f"做好工作 | {first} |", *(f"{row} | |" for row in others)]).encode()


def pages_of(plan: Plan) -> list[str]:
    """One address of each kind of page."""
    here = f"/{plan.jurisdiction.slug}/{plan.year}/"
    key = plan.tasks.order_by("pk").first()
    unit = plan.in_force.mentions.first() if plan.in_force else None
    assert key is not None
    assert unit is not None
    return [
        here,
        f"{here}tasks/{quote(key.key)}/",
        f"{here}units/",
        f"{here}units/{quote(unit.unit.name)}/",
        f"{here}indicators/",
        f"{here}source/",
        f"{here}source/file/",
        *(f"{here}plan.{kind}" for kind in ("xlsx", "docx", "csv", "json")),
    ]

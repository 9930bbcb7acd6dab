"""What stands in a workbook: its sheets, their columns, and which of them one writes in.

Written and read by the same table, so that what is exported is what is taken back. The words
are Chinese in every language of the site, since a workbook goes from desk to desk.

Behind the last column each row has its key, hidden:

    LS1:f:13:2:9f86d081:4:6b86b273ff34fce1:d4735e3a26
        │ │  │ │        │ │                └ a check of the row's key and the workbook's identity
        │ │  │ │        │ └ digest of what stood in the cells to be written, when it was downloaded
        │ │  │ │        └ number of the draft that was seen
        │ │  │ └ what is asked: the target or milestone may have been changed since
        │ │  └ position of the target or milestone, 0 for the task itself
        │ └ the task's key
        └ which sheet: r 填报, f 数字, m 节点, c 协办
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import quote, unquote

from luoshi_web.reports.models import Lack, Stage

FORM = "LS1"
GUIDE = "说明"
IDENTITY = "识别"
KEY_HEADING = "识别码（请不要改）"


class Kind(StrEnum):
    """Whose row it is, by the sheet that it stands in."""

    REPORT = "r"
    FIGURE = "f"
    MILESTONE = "m"
    CONTRIBUTION = "c"


class Write(StrEnum):
    """What may be written in a column's cells."""

    NOTHING = ""
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


LACKS: dict[str, str] = {
    Lack.NOT_RELEASED: "还没有出数",
    Lack.NOT_DUE: "还没到时间",
    Lack.NOT_APPLICABLE: "不适用",
    Lack.CANNOT: "报不了",
}
STAGES: dict[str, str] = {Stage.NOT_STARTED: "还没开始", Stage.UNDER_WAY: "在做", Stage.DONE: "已完成"}
CHOICES: dict[str, dict[str, str]] = {"lack": LACKS, "stage": STAGES}
# the choices of workbooks that were downloaded before the page and the workbook said the same
_FORMER = {"stage": {"未开始": Stage.NOT_STARTED, "进行中": Stage.UNDER_WAY}}


def codes_of(field: str) -> dict[str, str]:
    """Return, by the words that a workbook offers or once offered, what a choice is in the code."""
    former = {word: str(code) for word, code in _FORMER.get(field, {}).items()}
    return former | {word: str(code) for code, word in CHOICES[field].items()}


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `width` in digits of the standard font."""

    field: str
    heading: str
    width: float
    write: Write = Write.NOTHING


@dataclass(frozen=True, slots=True)
class Sheet:
    kind: Kind
    title: str
    columns: tuple[Column, ...]

    @property
    def written(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.write)


_NO, _TEXT = Column("no", "序号", 6), Column("text", "内容及要求", 34)
SHEETS: dict[Kind, Sheet] = {
    sheet.kind: sheet
    for sheet in (
        Sheet(
            Kind.REPORT,
            "填报",
            (
                _NO,
                _TEXT,
                Column("previous", "上期完成情况", 28),
                Column("statement", "本期完成情况", 40, Write.TEXT),
                Column("problems", "困难", 20, Write.TEXT),
                Column("next_step", "下一步", 20, Write.TEXT),
                Column("unchanged", "与上期相同的原因", 16, Write.TEXT),
                Column("state", "状态", 12),
            ),
        ),
        Sheet(
            Kind.FIGURE,
            "数字",
            (
                _NO,
                Column("metric", "指标", 36),
                Column("goal", "全年目标", 16),
                Column("measure", "计量单位", 10),
                Column("period", "期间", 26),
                Column("value", "本期数", 16, Write.NUMBER),
                Column("lack", "没有数的原因", 18, Write.CHOICE),
            ),
        ),
        Sheet(
            Kind.MILESTONE,
            "节点",
            (
                _NO,
                Column("named", "节点", 50),
                Column("due", "要求时限", 16),
                Column("stage", "到哪一步", 14, Write.CHOICE),
                Column("date", "哪天完成（或预计）", 20, Write.DATE),
            ),
        ),
        Sheet(
            Kind.CONTRIBUTION,
            "协办",
            (
                _NO,
                _TEXT,
                Column("asked_by", "哪个单位要", 16),
                Column("question", "要什么", 26),
                Column("due", "截止", 18),
                Column("statement", "我单位完成情况", 40, Write.TEXT),
                Column("problems", "困难", 20, Write.TEXT),
                Column("state", "状态", 12),
            ),
        ),
    )
}
TITLES = {sheet.title: kind for kind, sheet in SHEETS.items()}


def fields_of(kind: Kind) -> tuple[str, ...]:
    return tuple(column.field for column in SHEETS[kind].written)


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose workbook it is: of one unit, for one cycle; `token` tells one download from another."""

    jurisdiction: str
    year: int
    as_of: date
    unit: int
    unit_name: str
    token: str = ""

    def said(self) -> dict[str, str]:
        """Return what the hidden sheet says, a line each."""
        lines = {
            "格式": FORM,
            "地区": self.jurisdiction,
            "年度": str(self.year),
            "截至": self.as_of.isoformat(),
            "单位号": str(self.unit),
            "单位": self.unit_name,
            "批次": self.token,
        }
        return {**lines, "校验": _short(json.dumps(list(lines.values()), ensure_ascii=False), 16)}

    @classmethod
    def heard(cls, lines: Mapping[str, str]) -> "Identity | None":
        """Return what a hidden sheet says; None where it is not whole."""
        try:
            found = cls(
                lines["地区"],
                int(lines["年度"]),
                date.fromisoformat(lines["截至"]),
                int(lines["单位号"]),
                lines["单位"],
                lines["批次"],
            )
        except (KeyError, ValueError):
            return None
        return found if found.said() == dict(lines) else None


@dataclass(frozen=True, slots=True)
class Key:
    """Which row it is; see the head of this file."""

    kind: Kind
    task: str
    position: int
    mark: str
    seen: int
    digest: str

    @property
    def row(self) -> tuple[Kind, str, int]:
        return self.kind, self.task, self.position

    def written(self, identity: Identity) -> str:
        body = f"{FORM}:{self.kind}:{quote(self.task, safe='')}:{self.position}:{self.mark}:{self.seen}:{self.digest}"
        return f"{body}:{_check(body, identity)}"


_KEY = re.compile(
    rf"^({FORM}:([rfmc]):([^:]+):(\d{{1,6}}):([0-9a-f]{{8}}):(\d{{1,9}}):([0-9a-f]{{16}})):([0-9a-f]{{10}})$"
)


def looks_like_a_key(text: str) -> bool:
    return text.startswith(f"{FORM}:")


def key_in(text: str, identity: Identity) -> Key | None:
    """Return the key that a cell holds; None where it is damaged, or comes from another workbook."""
    found = _KEY.match(text.strip())
    if found is None or found[8] != _check(found[1], identity):
        return None
    return Key(Kind(found[2]), unquote(found[3]), int(found[4]), found[5], int(found[6]), found[7])


def _check(body: str, identity: Identity) -> str:
    """Return a check that holds for every download of one unit and cycle, so that a row may move between two."""
    return _short(f"{identity.jurisdiction}|{identity.year}|{identity.as_of}|{identity.unit}|{body}", 10)


def mark_of(asked: str) -> str:
    """Tell one question from another: eight digits of its words."""
    return _short(asked, 8)


def digest_of(kind: Kind, values: Mapping[str, str]) -> str:
    """Return sixteen digits of what stands in a row's cells that one writes in."""
    return _short(json.dumps([values.get(name, "") for name in fields_of(kind)], ensure_ascii=False), 16)


def _short(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:digits]

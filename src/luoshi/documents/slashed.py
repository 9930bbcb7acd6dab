"""Lines whose fields slashes part, under a line that heads them: 序号/重点任务/责任单位 over 1/新建学校2所/县教育局.

Three or more with as many fields each are a table. A slash between two figures or two Latin letters parts nothing
(2026/3/5, km/h), nor does one within words (县/乡/村三级).
"""

import re
from collections.abc import Sequence
from itertools import groupby

_PARTS = re.compile(r"(?<![/／:：])\s*(?:(?<![0-9A-Za-z])[/／]|[/／](?![0-9A-Za-z]))\s*(?![/／])")
_HEADING = re.compile(r"[^\d，,。；;、：:（）()]{2,10}$")
_HEADS = re.compile(r"任务|事项|项目|内容|目标")
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,6}[:：]")
_FEWEST_LINES, _FEWEST_FIELDS = 3, 3
_LONGEST_FIELD, _LONGEST_LINE = 120, 400  # characters


def with_tabs(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Set tabs between the fields of such lines; the others stay as they are."""
    found: list[tuple[int, str]] = []
    fields = [_fields(line) for _, line in lines]
    for width, run in groupby(range(len(lines)), key=lambda index: len(fields[index])):
        indexes = list(run)
        first = fields[indexes[0]]
        headed = all(_HEADING.match(field) for field in first) and any(_HEADS.search(field) for field in first)
        parted = headed and width >= _FEWEST_FIELDS and len(indexes) >= _FEWEST_LINES
        found += [(lines[i][0], "\t".join(fields[i]) if parted else lines[i][1]) for i in indexes]
    return found


def _fields(line: str) -> list[str]:
    if len(line) > _LONGEST_LINE or not ("/" in line or "／" in line) or "|" in line or "\t" in line:
        return []
    fields = [field.strip() for field in _PARTS.split(line.strip())]
    named = any(_LABEL.match(field) for field in fields)
    plain = all(0 < len(field) <= _LONGEST_FIELD and "。" not in field[:-1] for field in fields)
    return fields if plain and not named else []

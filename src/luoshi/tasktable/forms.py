"""Tables and lines of "name: value", one task a block.

任务名称 | 推进学校建设          （一）推进学校建设
目标任务 | 投用学校5所           目标任务：投用学校5所
牵头单位 | 区教育局              牵头单位：区教育局
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.documents import Cell, Table
from luoshi.place import Place
from luoshi.plan import Column
from luoshi.tasktable.draft import Answer, Draft
from luoshi.tasktable.headings import compact, meaning_of
from luoshi.tasktable.numbering import is_number
from luoshi.tasktable.wording import flowing
from luoshi.units.roles import labelled_roles, says_more

_LABEL = re.compile(
    r"^\s*[【\[]?\s*(\d{0,2}[\u4e00-\u9fff、]{2,12}(?:[（(][^（）()]{1,12}[）)])?)\s*[】\]]?\s*[:：]\s*(.*)$", re.DOTALL
)
_VALUED = ("lead", "cooperating", "responsible", "leader", "due", "report", "problems", "next_step", "detail", "title")
_OTHER = ("goal", "actual", "objective", "no", "theme", "remark", "rate", "light", "contact", "metric")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line or pair of cells that names what its value is."""

    label: str
    meaning: str
    value: str
    place: Place


def labelled(text: str, place: Place) -> Labelled | None:
    """Read a line such as 牵头单位：区教育局; None where its beginning names no field of a task."""
    found = _LABEL.match(text)
    if not found:
        return None
    meaning = meaning_of(found[1])
    if meaning is None or meaning not in (*_VALUED, *_OTHER):
        return None
    return Labelled(compact(found[1]), meaning, found[2].strip(), place)


def put(draft: Draft, line: Labelled) -> None:
    """Put a labelled value into the field that its label names."""
    value, meaning, place = flowing(line.value), line.meaning, line.place
    if not value:
        return
    if meaning in ("lead", "cooperating", "responsible") and says_more(line.value):
        _put_several(draft, line)
    elif meaning in ("lead", "cooperating", "responsible"):
        draft.units[meaning] = "\n".join(filter(None, (draft.units.get(meaning, ""), line.value)))
        draft.places["cooperating" if meaning == "cooperating" else "lead"] = place
    elif meaning in ("due", "leader"):
        setattr(draft, meaning, value)
        draft.places[meaning] = place
    elif meaning in ("report", "actual"):
        column = Column(place.table or 0, 0, line.label, "report")
        draft.answers.append(Answer(column, value, place))
        draft.places.setdefault("statement", place)
    elif meaning in ("problems", "next_step") and draft.answers:
        setattr(draft.answers[-1], meaning, value)
    elif meaning == "no" and is_number(value):
        draft.number = value
        draft.places["no"] = place
    elif meaning in ("detail", "goal", "title", "objective"):
        _put_words(draft, line, value)
    else:
        draft.extra[line.label] = value
        draft.places[f"extra.{line.label}"] = place


def _put_several(draft: Draft, line: Labelled) -> None:
    """A line that goes on with other labels (牵头单位：区工信局 配合单位：区商务局) says all of them."""
    cell = f"{line.label}：{line.value}"
    draft.units["lead"] = "\n".join(filter(None, (draft.units.get("lead", ""), cell)))
    if told := labelled_roles(cell):
        draft.leader, draft.due = draft.leader or told.leader, draft.due or told.due
    draft.places["lead"] = draft.places["cooperating"] = line.place


def _put_words(draft: Draft, line: Labelled, value: str) -> None:
    """Words: what is asked for is the text; the name above it becomes the objective."""
    if not draft.text:
        draft.text = value
        draft.places["text"] = line.place
    elif line.meaning in ("detail", "goal") and not draft.asked:
        draft.objective = draft.objective or draft.text
        draft.places.setdefault("objective", draft.places.get("text", line.place))
        draft.text = value
        draft.places["text"] = line.place
    else:
        draft.extra[line.label] = value
        draft.places[f"extra.{line.label}"] = line.place
    draft.asked = draft.asked or line.meaning in ("detail", "goal")


def read_form(table: Table, chapter: str) -> list[Draft]:
    """Read a table of names and values side by side; empty where it is none."""
    rows = [pairs for pairs in (_pairs(row.distinct) for row in table.rows) if pairs]
    if table.width > 4 or sum(len(pairs) for pairs in rows) < 3 or len(rows) * 10 < 6 * len(table.rows):
        return []
    drafts: list[Draft] = []
    seen: set[str] = set()
    for line in (line for pairs in rows for line in pairs):
        if not drafts or line.label in seen:
            drafts.append(Draft(line.place, chapter=chapter, numbered=False))
            seen = set()
        seen.add(line.label)
        put(drafts[-1], line)
    whole = [draft for draft in drafts if draft.text and (draft.units or draft.answers or draft.due)]
    return whole if len(whole) * 2 > len(drafts) else []


def _pairs(cells: Sequence[Cell]) -> list[Labelled]:
    """Read a row as pairs of a name and a value: two or four cells."""
    found: list[Labelled] = []
    texts = [(cell.text.strip(), cell.place) for cell in cells]
    if len(texts) == 1:
        line = labelled(*texts[0])
        return [line] if line else []
    if len(texts) % 2:
        return []
    for (name, _), (value, place) in zip(texts[::2], texts[1::2], strict=True):
        meaning = meaning_of(name) if len(compact(name)) <= 12 else None
        if meaning is None:
            return []
        found.append(Labelled(compact(name), meaning, value, place))
    return [] if all(len(line.value) <= 8 and meaning_of(line.value) for line in found) else found

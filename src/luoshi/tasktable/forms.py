"""Tables and lines of "name: value", one task a block.

任务名称 | 推进学校建设          （一）推进学校建设
目标任务 | 投用学校5所           目标任务：投用学校5所
牵头单位 | 区教育局              牵头单位：区教育局

节点安排 | 时间   | 工作内容     a name merged down says what the rows beside it are
         | 3月底  | 主体封顶
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from luoshi.documents import Cell, Row, Table
from luoshi.expressions import expression
from luoshi.place import Place
from luoshi.plan import Column, Step
from luoshi.tasktable.clauses import says_only_when
from luoshi.tasktable.draft import Answer, Draft
from luoshi.tasktable.goals import names_no_subject, one_wording
from luoshi.tasktable.headings import compact, meaning_of, names_chapters
from luoshi.tasktable.numbering import is_number
from luoshi.tasktable.persons import ASKED, without_persons
from luoshi.tasktable.wording import flowing
from luoshi.units.beside import UNIT_BODIES, with_colons
from luoshi.units.roles import labelled_roles, says_more

_LABEL = expression(
    r"^\s*[【\[]?\s*(\d{0,2}[\u4e00-\u9fff、]{2,12}(?:[（(][^（）()]{1,12}[）)])?)\s*[】\]]?\s*[:：]\s*(.*)$",
    re.DOTALL,
    needs=":：",
)
# Labels that no sentence uses in passing: they begin a field wherever a colon follows them.
_SURE = (
    rf"(?:(?:总?牵头|责任|主办|承办|落实|实施|配合|协办|协同|参与)(?:{UNIT_BODIES})"
    r"|(?:责任|分管|牵头|包抓|包保|包联|[市区县州])领导|责任人|(?:完成|办结)(?:时限|期限)"
    r"|(?:工作|目前|最新|完成|落实|推进|办理)?(?:进展|进度|完成|落实|推进|办理)情况|完成进度|工作进展)"
)
_BRACKETED = rf"(?:[【〔\[]\s*{_SURE}\s*[】〕\]]\s*[:：]?|{_SURE}\s*[:：])"
# what begins a field only behind a whole clause: 责任单位：A；进展：…；问题：…
_BEHIND_CLAUSE = (
    r"(?<=[。；;！!])\s*(?:(?:最新|目前|当前|工作)?进[展度]|(?:存在|主要)?(?:的)?(?:问题|困难)"
    r"|下一?步(?:打算|安排|措施|计划|工作)?)\s*[:：]"
)
_IN_BRACKETS = expression(
    r"^\s*[【〔\[]\s*(?P<label>[\u4e00-\u9fff]{2,12})\s*[】〕\]]\s*[:：]?\s*(?=\S)", needs="[【〔"
)
_WITHIN = expression(rf"[—－\-]*(?P<label>{_BRACKETED}|{_BEHIND_CLAUSE})\s*")
_DASHED = expression(rf"^\s*[—－\-●■◆▲·•→⇒➢➤►▶▷☞※◇○□*]+\s*(?={_BRACKETED})", needs=":[【〔：")
_TAIL = expression(rf"(?:(?<=[。；;！!，,])\s*|\s+)[—－\-]*\s*(?={_BRACKETED})", needs=":[【〔：")
_SAYS_WHO = expression(r"(?:牵头|负责|配合|协助|参与|落实|承办)[。；;，,\s]*$")
_NODE = expression(  # 3月底：主体封顶
    r"^(?P<due>(?:20\d\d年)?(?:\d{1,2}(?:[—－\-~～至]\d{1,2})?月(?:份|底|中旬|上旬|下旬|初|末|\d{1,2}日)?|第?[一二三四]季度|[上下]半年|全年|年底|前三季度)(?:之?前)?)"
    r"[：:，,]\s*(?P<words>\S.*)$",
    re.DOTALL,
)
_CODE = expression(r"^(?=.*\d)[\w\-－—.〔〕（）()]{1,20}$")  # MS-01, 2026-03
_PLANS = expression(r"^.{0,6}(?:计划|安排|节点|时序|步骤|进度表)$")
_NAME = 12  # characters of a name
_HEADS = 60  # rows of a table within which its header stands
_WIDEST = 8  # columns of a form: four names with their values
_UNITS = ("lead", "cooperating", "responsible")
_VALUED = ("lead", "cooperating", "responsible", "leader", "due", "report", "problems", "next_step", "detail", "title")
_OTHER = (
    "remedy",
    "goal",
    "actual",
    "objective",
    "no",
    "theme",
    "remark",
    "rate",
    "light",
    "contact",
    "metric",
    "code",
)


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


def labelled_lines(text: str, place: Place) -> list[Labelled]:
    """Read a line of one or several labels; empty where it does not begin with one.

    A label may stand in brackets without a colon (【责任单位】区教育局) or behind a dash. Units,
    leader and date that follow one another stay one value, whose roles are read together.
    """
    text = _DASHED.sub("", text, count=1)
    text = with_colons(text)
    text = _IN_BRACKETS.sub(_with_colon, text, count=1)
    first = labelled(text, place)
    if first is None:
        return []
    start = len(text) - len(text.partition("：")[2] if "：" in text[:16] else text.partition(":")[2])
    meaning = first.meaning
    for found in _WITHIN.finditer(text, start):
        other = meaning_of(re.sub(r"[【〔\[】〕\]:：\s]", "", found["label"]))
        is_apart = meaning in (*_UNITS, "leader", "due") or text[found.start() - 1] in "。；;！! \u3000\n"
        if other is None or not is_apart or other == meaning:
            continue
        if meaning in _UNITS and other in (*_UNITS, "leader", "due"):
            continue
        head = labelled(text[: found.start()].rstrip(" \u3000；;，,"), place)
        return [*([head] if head else []), *labelled_lines(text[found.start() :], place)]
    return [first]


def _with_colon(found: re.Match[str]) -> str:
    """Write a label in brackets that begins a line with a colon, where it names a field: 【最新进展】已建成."""
    names_field = meaning_of(found["label"]) in (*_UNITS, "leader", "due", "report", "problems", "next_step")
    return f"{found['label']}：" if names_field else found[0]


def tail_of(text: str, place: Place) -> tuple[str, list[Labelled]]:
    """Split the labels that stand behind a task's sentence in one paragraph: …。责任单位：A。进展情况：….

    Units alone behind the sentence are read with its words, and stay.
    """
    for found in _TAIL.finditer(text):
        before = text[: found.start()]
        if len(re.findall(r"[（(【〔\[［]", before)) != len(re.findall(r"[）)】〕\]］]", before)):
            continue  # within a parenthesis, which is read as one
        if _SAYS_WHO.search(before):
            return text, []  # A牵头，B配合；完成时限：6月底 is read as one, too
        lines = labelled_lines(text[found.end() :], place)
        if found.start() > 3 and lines and any(line.meaning in (*_UNITS, "leader", "due", "report") for line in lines):
            apart = bool(re.search(rf"[。；;]\s*{_BRACKETED}", lines[0].value))  # 责任单位：A。完成时限：12月底。
            units_alone = len(lines) == 1 and lines[0].meaning in _UNITS
            is_plain = units_alone and not apart and text[found.start() :].strip()[:1] not in "—－-【〔["
            return (text, []) if is_plain else (text[: found.start()].rstrip(" \u3000，,"), lines)
    return text, []


def put(draft: Draft, line: Labelled) -> None:
    """Put a labelled value into the field that its label names."""
    value, meaning, place = flowing(line.value), line.meaning, line.place
    if not value:
        return
    if meaning in ("lead", "cooperating", "responsible") and says_more(line.value):
        _put_several(draft, line)
    elif meaning in ("lead", "cooperating", "responsible"):
        if ASKED.search(line.label):
            units, persons = without_persons(line.value)
            line = replace(line, value=units)
            draft.leader = draft.leader or persons or None
        draft.units[meaning] = "\n".join(filter(None, (draft.units.get(meaning, ""), line.value)))
        draft.places["cooperating" if meaning == "cooperating" else "lead"] = place
    elif meaning in ("due", "leader"):
        setattr(draft, meaning, value.rstrip("。；;，, "))
        draft.places[meaning] = place
    elif meaning in ("report", "actual"):
        column = Column(place.table or 0, 0, line.label, "report")
        draft.answers.append(Answer(column, value, place))
        draft.places.setdefault("statement", place)
    elif meaning in ("problems", "next_step") and draft.answers:
        setattr(draft.answers[-1], meaning, value)
    elif meaning == "schedule" and (node := _NODE.match(value)):
        draft.nodes.append(Step(node["words"], due=node["due"], place=place))
    elif meaning in ("goal", "objective") and draft.text and draft.due is None and says_only_when(value):
        draft.due, draft.places["due"] = value.rstrip("。；;，, "), place  # 目标：8月底前 under what is to be done
    elif (meaning == "no" and is_number(value)) or (meaning == "code" and not draft.number and _CODE.match(value)):
        draft.number = value
        draft.places["no"] = place
    elif meaning in ("detail", "goal", "title", "objective") or (meaning == "remedy" and not draft.text):
        _put_words(draft, line, value)
    elif meaning == "remedy" and draft.answers and _is_how("。", line.label):
        draft.answers[-1].next_step = value
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
    elif line.meaning == "goal" and not draft.asked and names_no_subject(value):
        draft.text = one_wording(draft.text, value)
    elif not draft.asked and (_asks_under_name(draft.text, line, value) or _is_what(draft.text, line)):
        draft.objective = draft.objective or draft.text
        draft.places.setdefault("objective", draft.places.get("text", line.place))
        draft.text = value
        draft.places["text"] = line.place
    else:
        draft.extra[line.label] = value
        draft.places[f"extra.{line.label}"] = line.place
    draft.asked = draft.asked or line.meaning in ("detail", "goal")


def _is_what(text: str, line: Labelled) -> bool:
    """Tell whether a line says what a task asks for: 主要内容, 年度目标; 项目内容 under 项目名称."""
    return (line.meaning in ("detail", "goal") or line.label.endswith("内容")) and not _is_how(text, line.label)


def _asks_under_name(text: str, line: Labelled, value: str) -> bool:
    """Tell whether 工作目标 under a mere name says what is asked for, with its figures."""
    plain = not any(c.isdigit() for c in text) and text[-1:] not in "。；;"
    return line.meaning == "objective" and plain and any(c.isdigit() for c in value)


def _is_how(text: str, label: str) -> bool:
    """Tell whether a line says how a promise is kept (举措：…): one behind a whole sentence asks for nothing more."""
    return text[-1:] in "。；;" and bool(re.search(r"举措|措施|步骤|做法", label))


def read_form(table: Table, chapter: str) -> list[Draft]:
    """Read a table of names and values side by side; empty where it is none."""
    if table.width > _WIDEST or any(_names_columns(row) for row in table.rows[:_HEADS]):
        return []
    known = [_lines_of(block) for block in _blocks(table)]
    rows = [lines for lines, _ in known if lines]
    read, whole_rows = sum(count for _, count in known), len(table.rows)
    if sum(len(lines) for lines in rows) < 3 or read * 10 < 6 * whole_rows:
        return []
    return drafts_of_blocks(rows, chapter)


def drafts_of_blocks(rows: Sequence[Sequence[Labelled]], chapter: str = "") -> list[Draft]:
    """Make tasks of names and values, one after the other: where a name stands again, another task begins.

    Empty where fewer than half of them say what is asked, and of whom or by when.
    """
    drafts: list[Draft] = []
    seen: set[str] = set()
    themes: dict[int, Labelled] = {}
    for lines in rows:
        for number, line in enumerate(lines):
            again = line.label in seen and not (number and line.label == lines[number - 1].label)
            if not drafts or again:
                drafts.append(Draft(line.place, chapter=chapter, numbered=False))
                seen = set()
            seen.add(line.label)
            put(drafts[-1], line)
            if line.meaning == "theme":
                themes.setdefault(id(drafts[-1]), line)
    for draft in drafts:
        _name_by_theme(draft, themes.get(id(draft)))
    whole = [draft for draft in drafts if draft.text and (draft.units or draft.answers or draft.due)]
    return whole if len(whole) * 2 > len(drafts) else []


def _name_by_theme(draft: Draft, theme: Labelled | None) -> None:
    """Take 所属领域 for the objective of a form that names none; beside one it is the chapter."""
    if theme is None or not draft.extra.get(theme.label):
        return
    role = "objective" if not draft.objective and not names_chapters(theme.label) else "chapter"
    if not getattr(draft, role):
        setattr(draft, role, draft.extra.pop(theme.label))
        draft.places[role] = draft.places.pop(f"extra.{theme.label}")


def _names_columns(row: Row) -> bool:
    """Tell whether a row is the header of a table: names, one beside the other; 节点安排 over its own is none."""
    texts = [cell.text for cell in row.distinct if cell.text.strip()]
    named = sum(1 for text in texts if len(compact(text)) <= _NAME and meaning_of(text) and not re.search(r"\d", text))
    nodes = row.cells[0].row_span > 1 and _is_schedule(row.cells[0].text)
    return len(texts) > 2 and named * 5 >= len(texts) * 4 and not nodes


def _is_schedule(name: str) -> bool:
    return meaning_of(name) == "schedule" or bool(_PLANS.search(compact(name)))


def _blocks(table: Table) -> list[list[list[Cell]]]:
    """The rows of a form, each with the cells that begin in it; those beside one name merged down stand together."""
    blocks: list[list[list[Cell]]] = []
    last: Row | None = None
    for row in table.rows:
        above = {id(cell) for cell in last.cells} if last is not None else set()
        own = [cell for cell in row.distinct if id(cell) not in above]
        if last is not None and row.cells and last.cells and row.cells[0] is last.cells[0]:
            blocks[-1].append(own)
        else:
            blocks.append([own])
        last = row
    return blocks


def _lines_of(block: Sequence[Sequence[Cell]]) -> tuple[list[Labelled], int]:
    """What rows that stand together name, and how many of them were read."""
    if len(block) == 1 or not block[0]:
        lines = [line for cells in block for line in _pairs(cells)]
        return lines, len(block) if lines else 0
    name, *first = block[0]
    label, meaning = compact(name.text), meaning_of(name.text) if len(compact(name.text)) <= _NAME else None
    rows = [cells for cells in (first, *block[1:]) if cells]
    if meaning is None and _is_schedule(label):
        meaning = "schedule"
    if meaning is None:
        return [], 0
    if len(rows) == 1 and len(rows[0]) == 1:  # the value is merged down as its name is
        return _pairs([name, *rows[0]]), len(block)
    lines = []
    for cells in rows:
        texts = [flowing(cell.text) for cell in cells]
        if meaning == "schedule" and all(meaning_of(text) and not re.search(r"\d", text) for text in texts):
            continue  # 时间 | 工作内容: the heading of the nodes below it
        pairs = _pairs(cells)
        if pairs and not (meaning == "schedule" and pairs[0].meaning == "actual"):  # 3月底 names no value there
            lines += pairs
        elif len(cells) == 1:
            lines.append(Labelled(label, meaning, texts[0], cells[0].place))
        elif not all(meaning_of(text) or not text for text in texts):  # else the heading of what stands below
            lines.append(Labelled(label, meaning, "：".join(filter(None, texts)), cells[0].place))
    return _joined(lines), len(block)


def _joined(lines: Sequence[Labelled]) -> list[Labelled]:
    """Make one value of those that stand beside one name, but for results and nodes, which are several."""
    found: list[Labelled] = []
    for line in lines:
        if found and found[-1].label == line.label and line.meaning not in ("report", "actual", "schedule"):
            found[-1] = replace(found[-1], value=f"{found[-1].value}\n{line.value}")
        else:
            found.append(line)
    return found


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
        meaning = meaning_of(name) if len(compact(name)) <= _NAME else None
        if meaning is None:
            return []
        found.append(Labelled(compact(name), meaning, value, place))
    names = all(len(line.value) <= 8 and meaning_of(line.value) and line.meaning != "due" for line in found)
    return [] if names else found  # two names side by side are a header; 完成时限 | 8月底前 is none

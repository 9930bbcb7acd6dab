"""A table's header → what each column holds.

    序号 | 工作任务 | 责任单位 | 进展情况          one line
    序号 | 工作任务 |   责任单位   | 进展情况      two lines: 责任单位/牵头 is one column
         |          | 牵头 | 配合 |

Which of several columns with words is the task's text is settled by their order and by
what stands in them (texts.py). Where a heading says nothing, or not what stands under it,
the cells decide, and the column is marked as guessed.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.documents import Row
from luoshi.expressions import expression
from luoshi.named_days import as_of_heading
from luoshi.plan import Column
from luoshi.tasktable.contents import Contents, contents_of_columns
from luoshi.tasktable.headings import TEXTUAL, compact, meaning_of
from luoshi.tasktable.lone_headings import with_lone_headings
from luoshi.tasktable.nodes import is_planned, planned_columns
from luoshi.tasktable.numbering import NUMBER_BEFORE, is_number
from luoshi.tasktable.owing_columns import keep_who_owes
from luoshi.tasktable.persons import holds_persons
from luoshi.tasktable.state_ticks import state_columns
from luoshi.tasktable.texts import each_line_owes, textual_roles
from luoshi.tasktable.unit_signs import HELPS, helping_signs, marked_columns

INDICATOR = ("metric", "measure", "goal", "actual", "growth", "rate", "rank")
_PLAIN = ("no", "lead", "cooperating", "responsible", "leader", "due", "report", "problems", "next_step")
_OWING = ("lead", "cooperating", "responsible")
_COUNT = expression(r"[件项个务]数(?:量|目)?$", needs="数")
_SUMS = expression(r"投资|资金|经费|概算|预算|金额")
_STATUS_LENGTH = 5  # characters up to which a result is a word for a state
_NAME_LENGTH = 6  # characters from which words of a column without a known heading may be tasks
_MOSTLY = 0.8
_FIGURE_LENGTH = 12  # characters up to which a result is a figure rather than a sentence
# 牵头/配合 over A/B: one leads, one helps. 责任单位/配合单位 is a heading of two lines.
LEADS_AND_HELPS = expression(r"(?:^|/)(?:牵头|主办)(?:单位|部门)?[/／](?:配合|协办|协同)(?:单位|部门)?$", needs="/／")
_FIELDS = {"responsible": "lead", "metric": "text", "actual": "report", "goal": "text", "more": "text"}
_FIELDS |= {"step": "steps", "node": "steps", "marked": "lead", "state": "report"}
_KNOWN_FIELDS = ("no", "chapter", "objective", "text", "lead", "cooperating", "leader", "due", "report")


@dataclass(frozen=True, slots=True)
class Layout:
    """What each column of a table holds: `roles[i]` is the role of column i.

    `numbers_in_text` tells that tasks carry their numbers before their words, `shares_numbers` that several
    have one number; `helping` are the signs by which a unit that heads a column helps; `persons` are the columns of
    units in which most names have a person beside them.
    Roles: no, chapter, objective, text, more (goes on the text), step, lead, cooperating,
    responsible, leader, due, report, problems, next_step, node (what is to be reached by a quarter),
    marked (a sign for what the unit that heads the column owes), state (a tick where it holds), extra, and those
    of indicator tables.
    """

    headings: tuple[str, ...]
    roles: tuple[str, ...]
    guessed: tuple[bool, ...]
    table: int
    chinese_numbers: bool = False
    numbers_in_text: bool = False
    helping: frozenset[str] = HELPS
    shares_numbers: bool = False
    persons: frozenset[int] = frozenset()

    def index(self, role: str) -> int | None:
        """The first column with this role."""
        return self.roles.index(role) if role in self.roles else None

    def all(self, role: str) -> list[int]:
        return [index for index, found in enumerate(self.roles) if found == role]

    @property
    def width(self) -> int:
        return len(self.roles)

    @property
    def is_indicators(self) -> bool:
        return "metric" in self.roles

    @property
    def has_units(self) -> bool:
        return any(role in self.roles for role in ("lead", "cooperating", "responsible", "marked"))

    @property
    def has_tasks(self) -> bool:
        return any(role in self.roles for role in ("text", "metric", "step"))

    @property
    def has_remedies(self) -> bool:
        """Whether each row says how a problem is mended, which several rows may share."""
        text = self.index("text")
        if text is None or meaning_of_joined(self.headings[text]) != "remedy":
            return False
        return any(meaning_of_joined(heading) in ("problems", "remedy") for heading in self.headings[:text])

    @property
    def has_steps(self) -> bool:
        return "step" in self.roles

    @property
    def names(self) -> list[str]:
        """A name for each column that no other has: its heading, numbered where it stands twice."""
        names: list[str] = []
        for index, heading in enumerate(self.headings, start=1):
            name, again = heading or f"第{index}列", 2
            while name in names:
                name, again = f"{heading}（{again}）", again + 1
            names.append(name)
        return names

    @property
    def listed(self) -> Iterator[tuple[str, str, bool]]:
        """Each column's (heading, role, guessed)."""
        return zip(self.headings, self.roles, self.guessed, strict=True)

    def column(self, index: int, year: int | None = None) -> Column:
        """The column as the plan lists it; `year` dates the progress columns."""
        role = self.roles[index]
        dated = role in ("report", "actual", "state")
        as_of: date | None = as_of_heading(self.headings[index], year) if dated else None
        name = _FIELDS.get(role, role)
        if name not in (*_KNOWN_FIELDS, "problems", "next_step", "steps"):
            name = "extra"
        return Column(self.table, index + 1, self.headings[index], name, self.guessed[index], as_of)


def meaning_of_joined(heading: str) -> str | None:
    """Tell what a joined heading means: its last line speaks first, the line above gives the context."""
    if LEADS_AND_HELPS.search(heading):
        return "responsible"
    upper, _, last = heading.rpartition("/")
    if not upper:
        return meaning_of(heading)
    above, below = meaning_of_joined(upper), meaning_of(last)
    if above in ("report", "actual") and below in (None, "actual", "report", "due", "no", "detail", "title"):
        return "report" if above == "report" else "actual"
    if above == "schedule" and below in (None, "actual", "report", "goal", "due"):
        return "schedule"
    if below in (None, "measure") and above:
        return above
    if above == "actual" and below == "goal":
        return "schedule"  # 一季度 over 目标 and 完成情况
    if above in ("remedy", "theme") and below in ("title", "detail"):
        return above  # 整改措施 over 编号 and 具体措施; 类别 over 序号 and 名称
    if below in ("actual", "goal", "due", "growth") and above == "goal":
        return "goal"
    if above in ("goal", "schedule") and below in ("schedule", "report") and is_planned(last):
        return "goal"  # 2026年计划 over 投资 and 形象进度
    return below or meaning_of(heading)


def settle(
    headings: Sequence[str], rows: Sequence[Row], table: int, doubled: Collection[int] = (), title: str = ""
) -> Layout:
    """Give every column one role, by its heading and by its cells.

    Args:
        doubled: columns that repeat the one on their left, and hold nothing of their own.
    """
    held = contents_of_columns(rows, len(headings))
    found = [None if i in doubled else meaning_of_joined(heading) for i, heading in enumerate(headings)]
    if "metric" not in found and (finest := [i for i, h in enumerate(headings) if re.search(r"[二三四]级指标", h)]):
        found[finest[-1]] = "metric"  # 一级指标 | 二级指标 | 三级指标
    found = _without_sums(headings, with_lone_headings(headings, found, held), held)
    meanings = _in_context(_with_remedies(headings, _without_last_year(headings, found)), held)
    nodes = planned_columns(headings, meanings, held, title)
    meanings = [None if i in nodes else meaning for i, meaning in enumerate(meanings)]
    roles = [meaning if meaning in (*_PLAIN, *INDICATOR) else "extra" for meaning in meanings]
    number = _number_of(roles, held)
    for index, role in textual_roles(headings, meanings, held, number).items():
        roles[index] = role
    for index in nodes:
        roles[index] = "node"
    marked = marked_columns(headings, rows)
    for index in marked:
        roles[index] = "marked"
    states = state_columns(headings, rows)
    for index in states:
        roles[index] = "state"
    keep_who_owes(headings, roles, held)
    _leave_counts_and_status(headings, roles, held)
    known = ["known" if i in doubled or i in (*nodes, *marked, *states) else None for i in range(len(roles))]
    guessed = _guess(known, meanings, roles, held)
    _keep_one(roles, held)
    _keep_one_leader(headings, roles)
    _keep_problems_apart(roles)
    return Layout(
        tuple(compact(heading) for heading in headings),
        tuple(roles),
        tuple(guessed),
        table,
        number is not None and _counts_in_chinese(rows, number),
        number is None and "text" in roles and _begins_with_numbers(rows, roles.index("text")),
        helping_signs(marked, rows, title),
        "text" in roles and "step" not in roles and each_line_owes(meanings, held, roles.index("text"), number),
        frozenset(i for i, role in enumerate(roles) if role in _OWING and holds_persons(rows, i)),
    )


def _leave_counts_and_status(headings: Sequence[str], roles: list[str], held: Sequence[Contents]) -> None:
    """A column of bare counts (任务数) is no text; 办结 or 68% beside a column of sentences is no statement."""
    for index in (i for i in range(len(roles)) if held[i].numbers > _MOSTLY and held[i].filled):
        if roles[index] == "text" or (roles[index] == "objective" and _COUNT.search(headings[index])):
            roles[index] = "extra"
    reports = [i for i, role in enumerate(roles) if role == "report"]
    longest = max((held[i].length for i in reports), default=0)
    for index in reports:
        short = 0 < held[index].length <= _STATUS_LENGTH and held[index].sentences == 0 and held[index].digits == 0
        if short and longest > 2 * _STATUS_LENGTH and as_of_heading(headings[index], 2000) is None:
            roles[index] = "extra"
        told = any(held[i].rates < 1 - _MOSTLY and held[i].filled for i in reports)
        if told and held[index].rates > _MOSTLY and as_of_heading(headings[index], 2000) is None:
            roles[index] = "extra"  # with a day of its own it is another cycle's answer


def _begins_with_numbers(rows: Sequence[Row], index: int) -> bool:
    """Tell whether tasks carry their numbers before their words: 1.新增学位2745个."""
    texts = [row.cells[index].text.strip() for row in rows[:200] if index < len(row.cells) and len(row.distinct) > 1]
    numbered = sum(1 for text in texts if NUMBER_BEFORE.match(text))
    return numbered > 1 and numbered * 10 >= 8 * len([text for text in texts if text])


def _without_sums(
    headings: Sequence[str], meanings: Sequence[str | None], held: Sequence[Contents]
) -> list[str | None]:
    """A column of sums of money holds no words: 2026年计划 over 投资（万元） and 形象进度目标."""
    if "metric" in meanings:
        return list(meanings)

    def sums(index: int) -> bool:
        return held[index].figures > _MOSTLY and bool(_SUMS.search(headings[index].rpartition("/")[2]))

    return [None if m in (*TEXTUAL, "goal") and sums(i) else m for i, m in enumerate(meanings)]


def _without_last_year(headings: Sequence[str], meanings: Sequence[str | None]) -> list[str | None]:
    """A column of last year's results is no report on this year's tasks: 2024年完成情况 beside 2025年目标."""
    latest = max((year for heading in headings for year in re.findall(r"20\d\d", heading)), default="")
    return [
        None
        if meaning == "report" and (re.search(r"上年|去年", heading) or "" < _latest_year(heading) < latest)
        else meaning
        for heading, meaning in zip(headings, meanings, strict=True)
    ]


def _latest_year(heading: str) -> str:
    return max(re.findall(r"20\d\d", heading), default="")


def _with_remedies(headings: Sequence[str], meanings: Sequence[str | None]) -> list[str | None]:
    """整改措施 is the task where only problems stand beside it; behind tasks it is what comes next."""
    remedies = [i for i, meaning in enumerate(meanings) if meaning == "remedy"]
    found = list(meanings)
    if any(meaning in ("title", "detail", "metric") for meaning in meanings):
        for index in remedies:
            found[index] = "next_step" if re.search(r"措施|举措", headings[index]) else "title"
    for index in remedies[:-1]:
        found[index] = "title"  # 整改任务 | 整改措施
    return found


def _in_context(meanings: Sequence[str | None], held: Sequence[Contents]) -> list[str | None]:
    """Read the words that mean one thing in an indicator table and another elsewhere: 单位, 目标, 完成, 增幅."""
    code = "no" if "no" not in meanings else None
    found = [code if meaning == "code" else meaning for meaning in meanings]
    if not {"report", "actual"} & set(found):  # 销号情况 that tells what was done, where no other column does
        told = [i for i, m in enumerate(found) if m == "light" and held[i].length > _STATUS_LENGTH]
        found = ["report" if [i] == told else m for i, m in enumerate(found)]
    if "due" not in found:  # 时间进度要求, 节点: a column of dates says when it is due
        dated = [i for i, m in enumerate(found) if m in ("schedule", None, "rate") and held[i].dates > _MOSTLY]
        if len(dated) == 1:
            found[dated[0]] = "due"
    measured = [i for i, m in enumerate(found) if m == "measure" and held[i].filled and held[i].units < 0.3]
    if measured and "metric" not in found and any(m in found for m in ("goal", "actual")):
        words = [i for i, m in enumerate(found) if m in ("title", "detail", "objective") and i < measured[0]]
        if words:
            found[words[-1]] = "metric"  # 工作目标 | 单位 | 目标值: what stands before its measure is measured
    if "metric" not in found and (name := _measured_over_units(found, held)) is not None:
        found[name] = "metric"
    if "metric" in found and any(m in found for m in ("goal", "actual", "measure")):
        for index, meaning in enumerate(found):
            if meaning == "measure" and held[index].units > 0.6:
                found[index] = "responsible"
            if meaning == "report" and held[index].digits > 0.5 and held[index].length <= _FIGURE_LENGTH:
                found[index] = "actual"
        return found
    if "metric" in found:
        found = ["title" if m == "metric" else m for m in found]
    other = {"measure": "responsible", "goal": "detail", "actual": "report", "growth": None, "rank": None, "rate": None}
    return [None if i in measured else other.get(m, m) if m else None for i, m in enumerate(found)]


def _measured_over_units(meanings: Sequence[str | None], held: Sequence[Contents]) -> int | None:
    """Find the task that is merged over units, each with figures of its own: 修路 | 甲镇 | 20 | 12; 乙镇 | 30 | 30."""
    if not {"lead", "responsible"} & set(meanings):
        return None
    bare = [any(m == kind and held[i].figures > _MOSTLY for i, m in enumerate(meanings)) for kind in ("goal", "actual")]
    merged = [i for i, m in enumerate(meanings) if m in ("title", "detail", "objective") and held[i].groups]
    return merged[-1] if all(bare) and merged else None


def _guess(
    taken: Sequence[str | None], meanings: Sequence[str | None], roles: list[str], held: Sequence[Contents]
) -> list[bool]:
    """Let the cells speak where the headings do not, or where they contradict them; tell which columns it was."""
    guessed = [False] * len(roles)

    def take(index: int, role: str) -> None:
        roles[index], guessed[index] = role, True

    free = [i for i, m in enumerate(meanings) if m is None and held[i].filled > 0 and taken[i] is None]
    text = roles.index("text") if "text" in roles else None
    for index, role in enumerate(roles):
        if role in ("lead", "responsible") and text is not None and held[index].units < 0.2 and held[text].units > 0.8:
            take(index, "text")
            take(text, role)
            return guessed
    if "no" not in roles:
        for index in free:
            if held[index].numbers > 0.8 and (text is None or index < text):
                take(index, "no")
                break
    if not any(role in roles for role in ("text", "metric")):
        words = [i for i in free if not guessed[i] and held[i].units < 0.5 and held[i].numbers < 0.5]
        if words and max(held[i].length for i in words) >= _NAME_LENGTH:
            take(max(words, key=lambda i: held[i].length), "text")
    if not any(role in roles for role in ("lead", "responsible")):
        units = [i for i in free if not guessed[i] and held[i].units > 0.8 and held[i].length > 1]
        for index, role in zip(units, ("lead", "cooperating"), strict=False):
            take(index, role)
    return guessed


def _keep_one(roles: list[str], held: Sequence[Contents]) -> None:
    """Only one column holds the number, the chapter, the objective, the text."""
    for role in ("chapter", "objective", "text", "step"):
        for index in [i for i, found in enumerate(roles) if found == role][1:]:
            roles[index] = "extra"
    number = _number_of(roles, held)
    for index in [i for i, role in enumerate(roles) if role == "no" and i != number]:
        roles[index] = "extra"


def _number_of(roles: Sequence[str], held: Sequence[Contents]) -> int | None:
    """The column of the tasks' numbers.

    Of 总序号 | 分序号 it is the finer one, which stands last; of 序号 | 编号 (第010号) the plain one.
    """
    numbers = [i for i, role in enumerate(roles) if role == "no"]
    plain = [i for i in numbers if held[i].numbers > _MOSTLY] or numbers
    return plain[-1] if plain else None


def _keep_problems_apart(roles: list[str]) -> None:
    """A problem that stands before the text is what the task is about, not what its answer met."""
    text = roles.index("text") if "text" in roles else 0
    for index in (i for i, role in enumerate(roles[:text]) if role == "problems"):
        roles[index] = "extra"


def _keep_one_leader(headings: Sequence[str], roles: list[str]) -> None:
    """Of 责任市领导 and 具体责任人 the first leads; of several dates the last, when all is done, is due."""
    leaders = [i for i, role in enumerate(roles) if role == "leader"]
    chief = next(
        (i for i in leaders if re.search(r"领导|[市区县州镇]长", headings[i])), leaders[0] if leaders else None
    )
    due = [i for i, role in enumerate(roles) if role == "due"]
    for index in (*(i for i in leaders if i != chief), *due[:-1]):
        roles[index] = "extra"


def _counts_in_chinese(rows: Sequence[Row], index: int) -> bool:
    """Tell whether tasks themselves are numbered 一, 二, 三."""
    texts = [row.cells[index].text.strip() for row in rows[:200] if index < len(row.cells)]
    texts = [text for text in texts if is_number(text)]
    return bool(texts) and sum(1 for text in texts if not any(c.isdigit() for c in text)) * 2 > len(texts)

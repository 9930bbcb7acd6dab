"""One cell → the field of a draft that its column stands for."""

import re
from collections.abc import Collection
from datetime import date, timedelta

from luoshi.documents import Cell
from luoshi.expressions import expression
from luoshi.plan import Step
from luoshi.tasktable.align import Aligned
from luoshi.tasktable.clauses import all_roles, clauses_of, step_of
from luoshi.tasktable.columns import LEADS_AND_HELPS, Layout, meaning_of_joined
from luoshi.tasktable.draft import Answer, Draft
from luoshi.tasktable.goals import is_bare_amount, names_no_subject, one_wording, says_already
from luoshi.tasktable.nodes import period_of
from luoshi.tasktable.numbering import NUMBER_BEFORE
from luoshi.tasktable.persons import ASKED, without_persons
from luoshi.tasktable.state_ticks import last_line
from luoshi.tasktable.texts import asks_of_the_name
from luoshi.tasktable.unit_signs import HELPS, LEADS
from luoshi.tasktable.wording import flowing, join_mark
from luoshi.units import split_units
from luoshi.units.roles import roles_of_cell, says_more

SAME = frozenset(("同上", "〃", "″", "＂", '"'))
_PLAIN = ("chapter", "objective", "text", "step", "due", "leader")
_UNITS = ("lead", "cooperating", "responsible")
_DUE_WITHIN = expression(
    r"(?:^|[\n。；;])\s*[【\[]?(?:完成|办结|整改)?[时期]限(?:要求)?[】\]]?\s*[:：]\s*(?P<due>[^。；;：:\n]{2,20})(?=[。；;\n]|$)",
    needs="限",
)
_HASTE = expression(
    r"^(?:立即|立行|限期|限时|尽快|即时|马上|长期|持续|常态化|按时|按期|及时)"
    r"(?:办理|办结|落实|整改|立改|坚持|推进|完成|解决|开展|到位|上报|反馈)*[。]?$"
)


def fill(draft: Draft, layout: Layout, index: int, cell: Cell) -> None:
    """Put one cell into the field that its column stands for; unknown columns go to extra by their heading."""
    role, text = layout.roles[index], flowing(cell.text)
    if role == "no":
        draft.number = text
        draft.places["no"] = cell.place
    elif role in _PLAIN:
        setattr(draft, role, day_of_serial(text) if role == "due" else text)
        draft.places[role] = cell.place
        if role == "step":
            draft.step_heading = layout.names[index]
    elif role == "more" and (_HASTE.match(text) or says_already(draft.text, text)):
        draft.extra[layout.names[index]] = text  # it says how soon, or again how much, and asks for nothing more
        draft.places[f"extra.{layout.names[index]}"] = cell.place
    elif role == "more":
        if draft.text and asks_of_the_name(layout.headings, index) and names_no_subject(text):
            draft.text, draft.extra[layout.names[index]] = one_wording(draft.text, text), text
        else:
            _lengthen(draft, text, layout.names[index])
        draft.places.setdefault("text", cell.place)
    elif role in _UNITS:
        units = _lead_and_help(cell.text) if LEADS_AND_HELPS.search(layout.headings[index]) else cell.text
        if ASKED.search(layout.headings[index]) or index in layout.persons:
            units, persons = without_persons(cell.text)
            helps = role == "cooperating" and index in layout.persons  # who answers for those who help is no leader
            if layout.index("leader") is None and not helps:
                draft.leader = persons or draft.leader
                draft.places.setdefault("leader", cell.place)
            elif persons:
                draft.extra[layout.names[index]] = persons
        known = draft.units.get(role, "")
        draft.units[role] = _both(known, units if split_units(units) or not known else "")
        draft.places["cooperating" if role == "cooperating" else "lead"] = cell.place
        if role == "responsible":
            draft.places.setdefault("cooperating", cell.place)
    elif role == "marked":
        _take_mark(draft, text, layout.headings[index].rpartition("/")[2], cell, layout.helping)
    elif role == "node":
        draft.nodes.append(Step(text, due=period_of(layout.headings[index]), place=cell.place))
    elif role == "report":
        draft.answers.append(Answer(layout.column(index), text, cell.place))
        draft.places.setdefault("statement", cell.place)
    elif role != "state":
        heading = layout.names[index]
        draft.extra[heading] = text
        draft.places[f"extra.{heading}"] = cell.place


def _lead_and_help(cell: str) -> str:
    """Say in words what the heading 牵头/配合 says of a cell: A/B、C."""
    lead, *helping = re.split(r"\s*[/／]\s*", cell.strip())
    if len(helping) != 1 or not lead:
        return cell
    return f"牵头单位：{lead}；配合单位：{helping[0]}" if split_units(helping[0]) else lead


def _both(known: str, units: str) -> str:
    """Join the units of two columns of one role; names of one are never parts of the other's."""
    if not known or not units:
        return known or units
    if says_more(known + units) or roles_of_cell(known) or roles_of_cell(units):
        return f"{known}\n{units}"
    return "、".join((*split_units(known), *split_units(units)))


def _take_mark(draft: Draft, sign: str, unit: str, cell: Cell, helping: Collection[str]) -> None:
    """Take a sign in the column of a unit for what it owes."""
    role = "cooperating" if sign in helping else "lead" if sign in LEADS | HELPS else "responsible"
    draft.units[role] = "\n".join(filter(None, (draft.units.get(role, ""), unit)))
    draft.places.setdefault("cooperating" if role == "cooperating" else "lead", cell.place)


def take_state(draft: Draft, item: Aligned, layout: Layout) -> None:
    """Write columns of states as boxes, where one is ticked: ☑已完成 □推进中. A result in words comes before them."""
    states = layout.all("state")
    ticked = [index for index in states if item.text(index)]
    place = next((cell.place for index in ticked if (cell := item.at(index)) is not None), draft.place)
    if ticked and draft.answers:
        draft.extra.update({layout.names[index]: item.text(index) for index in ticked})
    elif ticked:
        words = " ".join(f"{'☑' if i in ticked else '□'}{last_line(layout.headings[i])}" for i in states)
        draft.answers.append(Answer(layout.column(ticked[0]), words, place))
        draft.places.setdefault("statement", place)


def day_of_serial(text: str) -> str:
    """Return the day that a spreadsheet counts by a bare number of five digits, as an export without forms leaves it.

    45992 is 2025-12-31; numbers from 2009 to 2050 are taken, anything else is returned as it stands.
    """
    bare = text.strip()
    if len(bare) != 5 or not bare.isascii() or not bare.isdigit() or not 40_000 <= int(bare) < 55_000:
        return text
    return (date(1899, 12, 30) + timedelta(days=int(bare))).isoformat()


def _lengthen(draft: Draft, text: str, heading: str) -> None:
    mark = "\n" if draft.text[-1:] in "。；;！!" else "："
    draft.text = f"{draft.text}{mark}{text}" if draft.text else text
    draft.extra[heading] = text


def keep_lone_step(draft: Draft) -> None:
    """Keep what stands in the column of steps of a task with one row: a schedule as its step, else on its text."""
    heading = draft.step_heading
    if not heading or draft.steps or not draft.step or draft.step in draft.text:
        return
    if meaning_of_joined(heading) == "schedule":
        draft.steps.append(draft.as_step())
    else:
        _lengthen(draft, draft.step, heading)


def attach_remarks(draft: Draft, layout: Layout) -> None:
    """Give problems and next steps to the progress column on their left, else to the first; else they stay extra."""
    if not draft.answers:
        return
    for role, name in (("problems", "problems"), ("next_step", "next_step")):
        for index in layout.all(role):
            text = draft.extra.pop(layout.names[index], None)
            if text is None:
                continue
            left = [answer for answer in draft.answers if answer.column.index <= index]
            answer = left[-1] if left else draft.answers[0]
            known = getattr(answer, name)
            setattr(answer, name, f"{known}\n{text}" if known else text)


def continue_draft(draft: Draft, item: Aligned, layout: Layout) -> None:
    """Add the rest of a row that a page cut in two, column by column."""
    rest = Draft(item.row.place)
    for index, cell in enumerate(item.cells):
        if cell is not None and cell.text.strip():
            fill(rest, layout, index, cell)
    draft.number = draft.number or rest.number
    for role in ("text", "step", "due", "leader"):
        before, after = getattr(draft, role) or "", getattr(rest, role) or ""
        if after:
            setattr(draft, role, _continued(before, after))
            draft.places.setdefault(role, rest.places[role])
    for role, text in rest.units.items():
        known_units = draft.units.get(role, "")
        # the page's end may stand between two names as well as within one
        draft.units[role] = text if text.startswith(known_units) else f"{known_units}\v{text}"
    for answer in rest.answers:
        known = next((a for a in draft.answers if a.column.index == answer.column.index), None)
        if known is None:
            draft.answers.append(answer)
        else:
            known.text = _continued(known.text, answer.text)
    for name, text in rest.extra.items():
        draft.extra[name] = _continued(draft.extra.get(name, ""), text)
    if rest.objective and rest.objective != draft.objective:
        _name_group(draft, rest)
    for name, place in rest.places.items():
        draft.places.setdefault(name, place)


def _name_group(draft: Draft, rest: Draft) -> None:
    """Take what the rest of a row says of its group: the end of a name that began in this row, else the name."""
    where = draft.places.get("objective", draft.place)
    if (where.page, where.table, where.row) == (draft.place.page, draft.place.table, draft.place.row):
        draft.objective = _continued(draft.objective, rest.objective)
        draft.places.setdefault("objective", rest.places["objective"])
    else:
        draft.objective, draft.places["objective"] = rest.objective, rest.places["objective"]


def _continued(before: str, after: str) -> str:
    if after.startswith(before):
        return after  # a merged cell that is whole on both pages
    return before + join_mark(before, after) + after


def name_units(draft: Draft) -> None:
    """Read the units that a task's own words name in parentheses: its clauses', and its own where no column says."""
    if not any(mark in draft.text for mark in "（([【"):
        return
    named = [clause for clause in clauses_of(draft.text) if clause.roles]
    if not named:
        return
    draft.named = all_roles(named)
    draft.due = draft.due or (draft.named.due if draft.named else None)
    if len(named) > 1 and not draft.step:
        draft.steps += [step_of(clause, draft.places.get("text", draft.place)) for clause in named]
    if not draft.units:
        where = draft.places.get("text", draft.place)
        draft.places.setdefault("lead", where)
        draft.places.setdefault("cooperating", where)


def take_due_within(draft: Draft) -> None:
    """Take the date that a task's own words name behind a label, where no column does: 举措：…。时限：9月底前。"""
    if draft.due is None and (found := _DUE_WITHIN.search(draft.text)):
        draft.due = found["due"].strip()
        draft.places["due"] = draft.places.get("text", draft.place)


def take_beside(draft: Draft) -> None:
    """Take what a cell of units says beside them: who answers, by when (牵头单位：A 完成时限：6月底)."""
    for role, cell in draft.units.items():
        told = roles_of_cell(cell) if role != "cooperating" or says_more(cell) else None
        if told is None:
            continue
        place = draft.places.get("cooperating" if role == "cooperating" else "lead", draft.place)
        for name in ("leader", "due"):
            if getattr(draft, name) is None and getattr(told, name):
                setattr(draft, name, getattr(told, name))
                draft.places[name] = place
        for label, value in told.others.items():
            draft.extra.setdefault(label, value)
            draft.places.setdefault(f"extra.{label}", place)


def join_goal(draft: Draft, layout: Layout, item: Aligned) -> None:
    """Make one wording of a name of the row's own and a goal that names no subject: 固定资产投资 | 增长8%以上."""
    name, goal = layout.index("objective"), layout.index("text")
    cell = item.at(name)
    if name is None or goal is None or cell is None or not draft.text:
        return
    if draft.objective and is_bare_amount(draft.text):
        draft.text = one_wording(draft.objective, draft.text)  # 20公里 is said of what it stands under, merged or not
        return
    if cell.row_span > 1:
        return
    if "目标" in layout.headings[goal] and draft.objective == flowing(cell.text) and names_no_subject(draft.text):
        draft.text, draft.objective = one_wording(draft.objective, draft.text), ""
        draft.places.pop("objective", None)


def take_number(draft: Draft) -> None:
    """Take the number off the words of a task that carries it before them."""
    if found := NUMBER_BEFORE.match(draft.text):
        draft.number, draft.text = found[1].rstrip(".．、 "), draft.text[found.end() :].strip()
        draft.places["no"] = draft.places.get("text", draft.place)

"""Which of several columns with words is the task's text.

工作目标 | 内容及要求             the general one names the group: objective, text
工作任务 | 目标要求               names of tasks, and what they ask for: objective, text
工作任务 | 阶段安排               numbered by task, several lines each: text, step
重点任务 | 工作内容 | 责任单位     numbered by task, each line with units and a result of its own: objective, text
项目名称 | 建设内容               each row's own project, and its content behind: text, more
项目名称 | 建设内容 | 年度目标     the project and what the year asks of it: text, extra, more
任务名称 | 工作目标 | 工作举措    a name, what is asked, and how: objective, text, extra
工作任务 (sentences) | 年度目标   sentences, and their figures behind: text, more
"""

import re
from collections.abc import Sequence

from luoshi.expressions import expression
from luoshi.tasktable.contents import Contents
from luoshi.tasktable.headings import TEXTUAL, compact, names_chapters

_MOSTLY = 0.6
_GOAL = expression(r"(?:年度|全年|当年|本年|今年|20\d\d年?)(?:(?!季度|月|半年).){0,10}(?:目标|任务|形象进度)$")
_VALUE = expression(r"目标值$|目标数$|量化目标$")  # 扩增学位 | 3000个
_A_PROJECT = expression(r"(?:项目|工程)(?:名称)?\s*$")
_PROJECT = expression(r"^\s*(?:重点|重大)?(?:建设)?(?:项目|工程)(?:名称)?\s*$")
_WHOLE = expression(r"建设(?:内容|规模)|项目(?:内容|概况)")
_NAME = 25  # characters up to which words are a name rather than a sentence


def textual_roles(
    headings: Sequence[str], meanings: Sequence[str | None], held: Sequence[Contents], number: int | None
) -> dict[int, str]:
    """Return a role for each column with words.

    Args:
        held: what stands in each column.
        number: the column of numbers, if there is one.
    """
    meanings = [
        "title" if m == "theme" and headings[i].strip().endswith("工程名称") and not held[i].groups else m
        for i, m in enumerate(_how_apart(headings, meanings, held))
    ]
    columns = [index for index, meaning in enumerate(meanings) if meaning in TEXTUAL]
    if "metric" in meanings:
        return _over_metric(headings, meanings, columns, number)
    themes = [i for i in columns if meanings[i] == "theme"]
    rest = [i for i in columns if meanings[i] != "theme"]
    if not rest and themes:
        rest = [themes.pop()]
    if not rest:
        return {}
    if any(meanings[i] != "schedule" for i in rest) and number is None:
        rest = [i for i in rest if meanings[i] != "schedule"]
    text, step = _text_and_step(meanings, rest, held, number)
    content, project = None, _project(headings, rest, held, text)
    if project is not None and step in (None, project):
        content, text, step = text, project, None
    of_the_year = content is not None and _is_goal_of_the_year(headings[content])
    roles = dict.fromkeys(columns, "extra")
    roles[text] = "text"
    if step is not None:
        roles[step] = "step"
    above = [*themes, *(i for i in rest if i < text and meanings[i] != "schedule")]
    # A level that stands behind the text, as 板块 does in a published csv, is the coarsest.
    above.sort(key=lambda i: (i < text, i))
    if above:
        lone = above[-1] in themes and len(above) == 1
        begins_again = number is not None and held[number].ones > 1  # 1, 2, 3 under each kind
        before = number is not None and above[-1] < number  # 领域 | 序号 | 任务
        is_chapter = lone and (names_chapters(headings[above[-1]]) or begins_again or before)
        roles[above[-1]] = "chapter" if is_chapter else "objective"
    if len(above) > 1:
        roles[above[-2]] = "chapter"
    for index in rest:
        if (
            index > text
            and index != step
            and meanings[index] != "schedule"
            and "remedy" not in meanings
            and _goes_on(headings[index], held[text], held[index])
        ):
            roles[index] = "more"
    if content is not None:
        roles[content] = "more"
        # 新增日处理能力3万吨 | 完成主体结构施工: what the year asks is the promise, the whole project is not due in it
        if of_the_year or any(role == "more" and _is_goal_of_the_year(headings[i]) for i, role in roles.items()):
            for index in [i for i, role in roles.items() if role == "more" and _WHOLE.search(headings[i])]:
                roles[index] = "extra"
    return roles


def _over_metric(
    headings: Sequence[str], meanings: Sequence[str | None], columns: Sequence[int], number: int | None
) -> dict[int, str]:
    """The levels over an indicator: its kind (一级指标, 类别) is the objective where nothing finer stands beside it."""
    finer = [i for i in columns if meanings[i] != "theme" and i < meanings.index("metric")]
    themes = [i for i in columns if meanings[i] == "theme"]
    apart = any(names_chapters(headings[i]) or (number is not None and i < number) for i in themes)
    upper = "chapter" if finer or apart else "objective"
    return {i: upper if i in themes else "objective" if i in finer else "extra" for i in columns}


def _project(headings: Sequence[str], columns: Sequence[int], held: Sequence[Contents], text: int) -> int | None:
    """Find 项目名称 before 建设内容 or 年度目标: where each row has its own, it is the task, and they go on it.

    A content that states the year's goal too (建设内容及年度目标) is the promise itself.
    """
    if not (_is_goal_of_the_year(headings[text]) or (_WHOLE.search(headings[text]) and "目标" not in headings[text])):
        return None
    whole = _WHOLE.search(headings[text]) is not None
    named = (
        i for i in columns if i < text and (_A_PROJECT.search(headings[i]) if whole else _PROJECT.match(headings[i]))
    )
    return next((i for i in named if held[i].begins >= held[text].begins), None)


def asks_of_the_name(headings: Sequence[str], goal: int) -> bool:
    """Tell whether a column asks of the name itself (滨江医院 | 6月底前完工): no column says what the project is."""
    asks = _is_goal_of_the_year(headings[goal]) or bool(_VALUE.search(compact(headings[goal])))
    return asks and not any(_WHOLE.search(heading) for heading in headings)


def _is_goal_of_the_year(heading: str) -> bool:
    """Tell whether a heading names what the year asks, and nothing besides: 年度目标, 2026年计划/形象进度目标."""
    return bool(_GOAL.search(compact(heading))) and not _WHOLE.search(heading)


def _how_apart(headings: Sequence[str], meanings: Sequence[str | None], held: Sequence[Contents]) -> list[str | None]:
    """Measures (工作举措) say how, as a schedule says when: behind a name and a goal, or a goal with figures."""
    found = list(meanings)
    for index, heading in enumerate(headings):
        before = [i for i in range(index) if found[i] in ("title", "objective", "detail") and not held[i].groups]
        if found[index] == "detail" and re.search(r"举措|措施|路径|做法", heading):
            figures = len(before) == 1 and held[before[0]].digits > _MOSTLY > 1 - _MOSTLY > held[index].digits
            if len(before) > 1 or figures:
                found[index] = "schedule"
    return found


def _text_and_step(
    meanings: Sequence[str | None], columns: Sequence[int], held: Sequence[Contents], number: int | None
) -> tuple[int, int | None]:
    if number is not None and held[number].groups and "remedy" not in meanings:
        same = [i for i in columns if held[i].begins == held[number].begins]
        finer = [i for i in columns if held[i].begins > held[number].begins]
        if same and finer:
            later = [i for i in finer if i > same[-1]]
            fine = (later or finer)[0]
            return (fine, None) if each_line_owes(meanings, held, fine, number) else (same[-1], fine)
    if "remedy" in meanings:
        return meanings.index("remedy"), None
    words = [i for i in columns if meanings[i] != "schedule"] or list(columns)
    text = words[0]
    for index in words[1:]:
        if _is_better(meanings, held, text, index):
            text = index
    return text, None


def each_line_owes(meanings: Sequence[str | None], held: Sequence[Contents], text: int, number: int | None) -> bool:
    """Tell whether lines under one number are tasks: what each asks, who owes it, by when and its result are apart."""
    if number is None or not held[number].groups or meanings[text] not in ("title", "detail"):
        return False
    lines = held[text].begins
    owing = [i for i, m in enumerate(meanings) if m in ("lead", "responsible")]
    told = [i for i, m in enumerate(meanings) if m in ("report", "actual", "due") and held[i].filled]
    apart = lines > held[number].begins and all(held[i].begins >= lines for i in (*owing, *told))
    return bool(owing) and bool(told) and apart


def _is_better(meanings: Sequence[str | None], held: Sequence[Contents], text: int, index: int) -> bool:
    """Tell whether a column further right holds the task's words rather than the one so far."""
    old, new = held[text], held[index]
    if new.filled < 0.5 and old.filled > new.filled:
        return False
    if old.groups and not new.groups:
        return True
    if meanings[text] == "objective" and meanings[index] in ("title", "detail"):
        return True
    is_name = old.length <= _NAME and old.sentences < 0.5
    return is_name and new.length >= old.length


def _goes_on(heading: str, text: Contents, other: Contents) -> bool:
    """Tell whether a column behind the text says what of it is to be reached this year: by its heading, or by figures.

    What is to be reached by a quarter or a month is a step on the way, not the promise.
    """
    on_the_way = re.search(r"季度|\d月|月份|月度|半年|安排|进度|时序|节点|步骤", heading)
    if (on_the_way and not _is_goal_of_the_year(heading)) or other.filled <= 0.3 or other.units >= 0.5:
        return False
    return text.length > 0 and (bool(re.search(r"目标", heading)) or (other.digits > 0.3 and other.length > 1))

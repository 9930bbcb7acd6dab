"""Which stretch of a report speaks of this year, and what the others are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luoshi.drafting.decomposition import Kind
from luoshi.drafting.headings import Depth, Heading, heading_of
from luoshi.drafting.report import Line
from luoshi.expressions import expression
from luoshi.tasktable.year import is_of_this_year

_NOTES = expression(
    r"^(?:附\s*[注件录]|注\s*释)|(?:名词|词)\s*(?:的)?(?:解释|说明|注释)|^《?政府工作报告》?(?:有关)?(?:名词|注释|词语)"
)
_REVIEW = expression(r"回顾|成就|总结|成绩|历程|过去|本届政府工作|取得|迈出")
_LONGER = expression(
    r"今后五年|未来五年|五年(?:的)?(?:目标|发展|主要|总体)|远景|十[二三四五六七]五|“十|新一届政府|下一届|未来发展|长远"
)
_THIS_YEAR = expression(r"今年|本年|年度|20\d\d\s*年")
_WORK = expression(r"工作|任务|安排|重点|打算|部署|计划|目标|举措|考虑|建议")
_BEGINS = expression(r"开好局|开局|起好步|起步之年|首年")
_GENERIC = expression(
    r"(?:今年|本年|年度|20\d\d\s*年|当前|全年).{0,14}(?:工作|任务|安排|重点|目标|部署|考虑)|^(?:主要|重点)?(?:工作|任务)(?:安排|目标|重点)?$|开局工作"
)
# a paragraph within a part of several years that goes over to this one
_TURNS = expression(
    r"^(?:[（(][一二三四五六七八九十]+[)）])?[^。；]{0,24}(?:今年|本年|20\d\d\s*年)(?:是|,|，|的|我?[省市区县州]|全[省市区县州])?"
    r"[^。；]{0,12}(?:政府工作|工作|经济社会发展|重点|主要(?:预期)?目标|发展(?:的)?(?:主要)?(?:预期)?目标|要|将|做好|抓好)"
)
_EXPLAINED = expression(
    r"^\s*(?:\[\d+\]|[①-⑳]|\d{1,2}[.．、]?)?[^，。；：:]{1,40}(?:[:：]|——)\S|^[^。]{1,40}(?:是指|指的是)"
)
_WORKS = expression(r"实事(?:项目|工程)?(?:清单|名单|一览表|目录)?$")
_HEADS_NOTES = expression(r"^(?:有关|部分)?(?:名词|注释|词语|术语)[^，。；]{0,10}[:：]?$")
_FEWEST_NOTES = 3
_A_YEAR = expression(r"(?<!\d)(20\d\d)\s*年")
_LONGEST_TURN = 40  # characters in which a paragraph says which year it goes over to
_LONGEST_FRONT = 4  # lines of a title, a day, a name and a greeting


@dataclass(slots=True)
class Part:
    """A stretch of lines of one kind under one heading.

    Args:
        generic: its heading says only that it is of this year's work, so that the headings below it are the chapters.
        mixed: its heading names this year too, of which it speaks from some paragraph on.
    """

    kind: Kind
    heading: Heading | None
    lines: list[Line]
    generic: bool = False
    mixed: bool = False

    @property
    def title(self) -> str:
        return self.heading.text if self.heading else ""


def parts_of(lines: Sequence[Line], year: int | None) -> list[Part]:
    """Cut a report at its headings of parts, and where a paragraph of several years goes over to this one.

    Args:
        year: that of the report, as far as its title or its day says it.
    """
    headings = {line.span: heading_of(line) for line in lines}
    named = [
        h.text
        for h in headings.values()
        if h is not None and h.depth <= Depth.CHAPTER and not _looks_far_ahead(h.text, year)
    ]
    nameless = _nameless_parts(headings.values())
    parts = [Part(Kind.FRONT, None, [])]
    notes = _notes_from(lines)
    for index, line in enumerate(lines):
        heading = headings[line.span] if index < notes else None
        if heading is not None and _begins_part(heading, parts[-1], nameless):
            parts.append(_part(heading, named, parts[-1], year))
            if heading.alone:
                continue
        elif parts[-1].kind is not Kind.NOTES and (index >= notes or _HEADS_NOTES.search(line.text)):
            parts.append(Part(Kind.NOTES, None, []))
        elif _goes_over(parts[-1], line, year):
            parts.append(Part(Kind.THIS_YEAR, parts[-1].heading if parts[-1].mixed else None, [], generic=True))
        parts[-1].lines.append(line)
    return parts


def _nameless_parts(headings: Iterable[Heading | None]) -> bool:
    """Tell whether headings without a number are the parts, and 一、 stands below them."""
    return any(
        heading is not None and heading.depth is Depth.PART and heading.alone and _REVIEW.search(heading.text)
        for heading in headings
    )


def _begins_part(heading: Heading, before: Part, nameless: bool) -> bool:
    if heading.depth is Depth.PART:
        return heading.alone
    if heading.depth is not Depth.CHAPTER or before.kind is Kind.NOTES:
        return False
    return not nameless


def _part(heading: Heading, named: Sequence[str], before: Part, year: int | None) -> Part:
    kind = _kind(heading.text, named, before, year)
    if kind is Kind.THIS_YEAR and _LONGER.search(heading.text) and not _BEGINS.search(heading.text):
        return Part(Kind.LONGER, heading, [], mixed=True)  # “十四五”时期主要目标和2021年重点任务
    if kind is Kind.THIS_YEAR and _REVIEW.search(heading.text):
        return Part(Kind.REVIEW, heading, [], mixed=True)  # 2030年工作回顾和2031年工作安排
    return Part(kind, heading, [], generic=kind is Kind.THIS_YEAR and bool(_GENERIC.search(heading.text)))


def _kind(title: str, named: Sequence[str], before: Part, year: int | None) -> Kind:
    if _NOTES.search(title):
        works = _WORKS.search(title) and is_of_this_year(title, named)
        return Kind.THIS_YEAR if works else Kind.NOTES  # 附件：2031年10件民生实事
    if _looks_far_ahead(title, year):
        return Kind.LONGER
    if _BEGINS.search(title) and not _REVIEW.search(title):
        return Kind.THIS_YEAR
    if not is_of_this_year(title, named):
        return Kind.REVIEW if _REVIEW.search(title) else Kind.LONGER
    if _REVIEW.search(title) and not (_THIS_YEAR.search(title) and _WORK.search(title)):
        return Kind.REVIEW
    if _LONGER.search(title) and not _THIS_YEAR.search(title):
        return Kind.LONGER
    if _THIS_YEAR.search(title):
        return Kind.THIS_YEAR
    # 三、加快转型升级 goes on with what stands before it; 政府自身建设 is of this year wherever it stands
    return Kind.THIS_YEAR if before.kind is not Kind.FRONT else Kind.REVIEW


def _notes_from(lines: Sequence[Line]) -> int:
    """Where the lines begin that explain words up to the end of the report, a heading over them or not."""
    first = len(lines)
    while first > 0 and _EXPLAINED.search(lines[first - 1].text):
        first -= 1
    return first if len(lines) - first >= _FEWEST_NOTES else len(lines)


def _looks_far_ahead(title: str, year: int | None) -> bool:
    """Tell whether a heading is only of years behind the report's: 四、2035年目标."""
    years = [int(found) for found in _A_YEAR.findall(title)]
    return year is not None and bool(years) and min(years) > year


def _names_other(line: Line, year: int | None) -> bool:
    """Tell whether the first year that a line names is not the report's: 2030年主要工作 in that of 2031."""
    found = _A_YEAR.search(line.text[:_LONGEST_TURN])
    return found is not None and year is not None and int(found[1]) != year


def _goes_over(part: Part, line: Line, year: int | None) -> bool:
    """Tell whether a paragraph goes over to this year, in a part of several years or one that has no heading."""
    if not part.mixed and not (part.kind is Kind.FRONT and len(part.lines) > _LONGEST_FRONT):
        return False
    if part.kind is Kind.REVIEW and (_REVIEW.search(line.text[:_LONGEST_TURN]) or _names_other(line, year)):
        return False
    this_year = expression(rf"^(?:各位代表[，,！!])?\s*{year}\s*年(?:是|将)") if year else None
    return bool(_TURNS.search(line.text)) or (this_year is not None and bool(this_year.search(line.text)))

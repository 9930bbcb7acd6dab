"""Livelihood works (民生实事): a list that the report counts, each with its number."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from luoshi.drafting.decomposition import Head
from luoshi.drafting.headings import Heading, heading_of
from luoshi.drafting.report import Line
from luoshi.expressions import expression
from luoshi.place import Place, Span
from luoshi.tasktable.announcements import announcements_in
from luoshi.tasktable.enumeration import Mark, by_marks, first_mark, runs

_FEWEST = 2
_LONGEST_MARK = 12
_STOPS = expression(r"^|[。；;！](?=.)")
_NAMES_WORKS = expression(r"(?:民生|惠民|利民|便民|为民办?)实事(?:项目|工程)?(?:清单|目录)?$")


@dataclass(frozen=True, slots=True)
class Work:
    """One livelihood work: its number as printed, and its words; `mark` is where its number stands."""

    number: str
    span: Span
    mark: Span
    line: Line
    chapter: Head


def works_in(lines: Sequence[Line], over: Heading | None = None) -> Iterator[Work]:
    """Give the works of each list that announces 实事, in its own paragraph or in those behind it.

    Args:
        over: the heading of the part, whose own line is none of `lines`.
    """
    if over is not None and over.alone and lines:
        yield from _below_heading(over, lines[0].place, lines)
    for index, line in enumerate(lines):
        for found, rest in announcements_in(line.text):
            if not found.is_matter:
                continue
            start = line.text.find(rest, found.end) if rest else len(line.text)
            name = Head(
                found.name,
                Span(line.span.start + found.start, line.span.start + found.start + len(found.name)),
                line.place,
            )
            works = list(_within(line, start, name))
            style, value = _last_of(works)
            works += _behind(islice(lines, index + 1, None), name, found.count, style, value)
            if len(works) >= _FEWEST:
                yield from works
                break
        else:
            heading = heading_of(line)
            if heading is not None and heading.alone:
                yield from _below_heading(heading, line.place, islice(lines, index + 1, None))


def _below_heading(heading: Heading, place: Place, behind: Iterable[Line]) -> Iterator[Work]:
    """The works below a heading that names them: 三、2031年民生实事."""
    if not _NAMES_WORKS.search(heading.text):
        return
    works = list(_behind(behind, Head(heading.text, heading.span, place)))
    if len(works) >= _FEWEST:
        yield from works


def _within(line: Line, start: int, chapter: Head) -> Iterator[Work]:
    rest = line.text[start:] if start >= 0 else ""
    found = runs(rest)
    if not found:
        return
    run = found[0]
    last = by_marks(rest)[-1:]  # without the prose that goes on behind the last item
    for mark, following in zip(run, [*run[1:], None], strict=True):
        end = following.start if following else mark.end + len(last[0].text) if last else len(rest)
        at = line.span.start + start
        yield Work(mark.mark, Span(at + mark.end, at + end), Span(at + mark.start, at + mark.end), line, chapter)


def _last_of(works: Sequence[Work]) -> tuple[str, int]:
    mark = first_mark(works[-1].number) if works else None
    return (mark.style, mark.value) if mark else ("", 0)


def _behind(lines: Iterable[Line], chapter: Head, count: int = 0, style: str = "", value: int = 0) -> Iterator[Work]:
    """The works of the lines behind, a line each or several in one, as long as their numbers count on."""
    for line in lines:
        if count and value >= count:
            return
        marks = list(_counting_on(line.text, style, value))
        if not marks:
            return
        for (begin, mark), following in zip(marks, [*marks[1:], None], strict=True):
            at = line.span.start + begin
            end = line.span.start + following[0] if following else line.span.end
            yield Work(mark.mark, Span(at + mark.end, end), Span(at, at + mark.end), line, chapter)
        style, value = marks[-1][1].style, marks[-1][1].value


def _counting_on(text: str, style: str, value: int) -> Iterator[tuple[int, Mark]]:
    """The marks at a line's begin and behind its stops that count on from `value`, each with where it stands."""
    for stop in _STOPS.finditer(text):
        mark = first_mark(text[stop.end() : stop.end() + _LONGEST_MARK])
        if mark is not None and mark.value == value + 1 and (not style or mark.style == style):
            style, value = mark.style, mark.value
            yield stop.end(), mark
        elif stop.end() == 0:
            return

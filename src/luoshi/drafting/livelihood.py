"""Livelihood works (民生实事): a list that the report counts, each with its number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.drafting.decomposition import Head
from luoshi.drafting.report import Line
from luoshi.place import Span
from luoshi.tasktable.announcements import announcements_in
from luoshi.tasktable.enumeration import Mark, by_marks, first_mark, runs

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Work:
    """One livelihood work: its number as printed, and its words; `mark` is where its number stands."""

    number: str
    span: Span
    mark: Span
    line: Line
    chapter: Head


def works_in(lines: Sequence[Line]) -> Iterator[Work]:
    """Give the works of each list that announces 实事, in its own paragraph or in those behind it."""
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
            works = list(_within(line, start, name)) or list(_behind(lines[index + 1 :], name, found.count))
            if len(works) >= _FEWEST:
                yield from works
                break


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


def _behind(lines: Sequence[Line], chapter: Head, count: int) -> Iterator[Work]:
    style, value = "", 0
    for line in lines:
        mark: Mark | None = first_mark(line.text)
        if mark is None or mark.value != value + 1 or (style and mark.style != style):
            return
        style, value = mark.style, mark.value
        begin = line.span.start + mark.end
        yield Work(mark.mark, Span(begin, line.span.end), Span(line.span.start, begin), line, chapter)
        if value == count:
            return

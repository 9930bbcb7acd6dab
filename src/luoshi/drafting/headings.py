"""The headings of a report, by how they are numbered: 一、, （一）, 一是, 1., and lines without a number.

二、2026年主要任务              a heading of a part
（一）推进项目建设攻坚行动。…    a head and its text in one paragraph
一是坚定不移提振内需。…          so
2026年重点工作                  a heading without a number
"""

from dataclasses import dataclass
from enum import IntEnum

from luoshi.drafting.report import Line
from luoshi.expressions import expression
from luoshi.place import Span
from luoshi.tasktable.numbering import NUMERAL


class Depth(IntEnum):
    """How deep a head stands; what is less stands above."""

    PART = 0
    CHAPTER = 1
    SECTION = 2
    FIRSTLY = 3
    POINT = 4
    PARAGRAPH = 5
    SENTENCE = 6


_NUMBERED = (
    (Depth.CHAPTER, expression(rf"^\s*(?:第{NUMERAL}(?:部分|章|篇)[、，,：:\s]?|{NUMERAL}\s*[、.．])\s*")),
    (Depth.SECTION, expression(rf"^\s*[（(]\s*{NUMERAL}\s*[)）]\s*[、.．]?\s*")),
    (Depth.FIRSTLY, expression(rf"^\s*{NUMERAL}(?:是要?|要)\s*")),
    (Depth.POINT, expression(r"^\s*(?:\d{1,2}\s*[.．、](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])\s*")),
)
_DASH = expression(r"^\s*(?:——|—|--|[●■◆▲·•])\s*")
_FIRST_SENTENCE = expression(r"^[^。！!？?；;]*[。！!]")
# 2022年重点工作, 今后五年的目标任务, 加强政府自身建设, 名词解释
_NAMES_A_PART = expression(
    r"回顾$|(?:目标|任务|工作|安排|重点|考虑|部署|建议|遵循|展望|打算|措施|举措)$|自身建设|政府建设|服务型政府|^关于|工作(?:总结|总体)"
    r"|(?:名词|词|注释)\s*(?:的)?(?:解释|说明|和说明)|^(?:附\s*[注件录]|注\s*释|说明)"
)
# 迭代优化“8+4”经济政策体系 has no figure
_FIGURE = expression(r"(?<![“‘+\d])\d(?![^“”]*”)")
_NO_HEAD = expression(r"^(?:各位|今年是|20\d\d年是|当前|让我们)")
_NO_HEADING = expression(
    r"^各位|政府工作报告[》”]?$|^(?:source|title)\s*:|https?:|[，,：:；;]$|[。！!？?]|^[（(]?20\d\d年\d+月\d+日|代表大会|市长|县长|区长|省长|主席\s"
)
_LONGEST_LINE = 60  # characters of a heading that has its line for itself
_LONGEST_NAMELESS = 40  # of one without a number
_LONGEST_HEAD = 60  # of a head in front of its text
_LONGEST_PARAGRAPH_HEAD = 34


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it stands in a line: its words without the number, and what of the line is left behind it.

    Args:
        whole: its number too, and the mark that ends it.
    """

    depth: Depth
    text: str
    span: Span
    rest: Span
    whole: Span

    @property
    def alone(self) -> bool:
        """Whether its line holds nothing else."""
        return self.rest.start == self.rest.end


def heading_of(line: Line) -> Heading | None:
    """Return the heading that a line is, or begins with; None where it has no number and is no heading by itself."""
    for depth, pattern in _NUMBERED:
        if found := pattern.match(line.text):
            return _numbered(line, depth, found.end())
    text = line.text.strip()
    if len(text) <= _LONGEST_NAMELESS and _NAMES_A_PART.search(text) and not _NO_HEADING.search(text):
        return _whole(line, Depth.PART, 0)
    if line.level and len(text) <= _LONGEST_LINE and not _NO_HEADING.search(text):
        return _whole(line, Depth.PART if line.level == 1 else Depth.CHAPTER, 0)
    return None


def _numbered(line: Line, depth: Depth, start: int) -> Heading | None:
    text = line.text
    sentence = _FIRST_SENTENCE.match(text[start:])
    whole = len(text) - start <= _LONGEST_LINE and (sentence is None or start + sentence.end() == len(text))
    if whole:
        return _whole(line, depth, start)
    if depth is Depth.CHAPTER or sentence is None or sentence.end() > _LONGEST_HEAD:
        return None
    end = start + sentence.end()
    return _heading(line, depth, start, end)


def _whole(line: Line, depth: Depth, start: int) -> Heading:
    return _heading(line, depth, start, len(line.text))


def _heading(line: Line, depth: Depth, start: int, end: int) -> Heading:
    at = line.span.start
    words = line.text[start:end].strip().rstrip("。！!")
    first = at + start + (len(line.text[start:end]) - len(line.text[start:end].lstrip()))
    begin = at if depth is not Depth.PARAGRAPH else at + start
    return Heading(depth, words, Span(first, first + len(words)), Span(at + end, line.span.end), Span(begin, at + end))


def paragraph_head(line: Line, start: int = 0) -> Heading | None:
    """Return the short first sentence of a longer paragraph, which may be its head."""
    text = line.text[start:]
    skipped = _DASH.match(text)
    begin = skipped.end() if skipped else 0
    found = _FIRST_SENTENCE.match(text[begin:])
    if found is None or found.end() > _LONGEST_PARAGRAPH_HEAD or begin + found.end() >= len(text):
        return None
    if _FIGURE.search(found[0]) or _NO_HEAD.search(found[0]):
        return None
    return _heading(line, Depth.PARAGRAPH, start + begin, start + begin + found.end())

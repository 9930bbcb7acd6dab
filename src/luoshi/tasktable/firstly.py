"""Runs of 一是, 二是 that a chapter of this year's work goes on with, without counting them beforehand.

    （一）加快动能转换。坚持质量第一。一是抓好重大项目。…二是培育骨干企业。…      in one paragraph
    二是抓好项目建设。…                                                    or a paragraph for each
    今年的重点是：                                                         or numbered paragraphs behind a colon
    1、危旧房改造。改造65万平方米。

What such a run says of reasons, faults, principles or the past promises nothing, and is none. Where other paragraphs
stand between the items, these are sections of prose, and the run is named.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.documents import Paragraph
from luoshi.expressions import expression
from luoshi.tasktable.enumeration import Mark, Piece, by_marks, first_mark, runs

_ORDINAL = ("ordinal", "nth")
_NUMBERED = ("arabic", "paren", "circle", "turned", "dotted", "half", *_ORDINAL)
_FEWEST = 2
_FEWEST_LISTED = 3  # numbered paragraphs behind a colon
_HEAD = 40  # characters of a section's name
_NEAR = 110  # characters before a run that say what it is of
_THOUGHTS = expression(
    r"(?:存在|面临|看到|还有|认识到|正视|清醒).{0,30}(?:问题|不足|困难|挑战|差距|短板)"
    r"|考虑|考量|原因|因素|体会|启示|认识到|遵循|意味|体现在|依据|是指|综合分析|目标是|主要是(?:因为)?[：:]?$"
    r"|把握.{0,10}(?:方面|[几点]|关系|原则|[：:])|把握[好住]?[“‘]"
    r"|(?:特[点征]|优势|机遇|形势|经验|原则|要求|内涵|定位|愿景|指标|亮点|成绩|成效|目标)(?:[：:]|。?$)"
)
# A sentence of a longer plan asks nothing of the year.
LONGER = expression(r"十[一二三四五六七八九]五[”\"]?(?:时期|期间)|(?:今后|未来)[三五]年|[三五]年内")
_PAST = expression(r"已经|已[建完成开实]|去年|上年|同比|位居|连续\d+年|荣获|获评|入选|跃居|超额|圆满|[^为]了(?!解)")
_REASONS = expression(r"这是|就是要|因为|由于|意味着|有利于|主要是")
_COUNTS = expression(
    r"[\d一二三四五六七八九十百两][件项个类大条]"
)  # a list that is counted has as many items, or is named
_SENTENCE = expression(r"[^。！!；;\n]*[。！!；;：:]?")


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it was found: its name, the paragraphs that its pieces stand in; `is_prose` where it is only named."""

    name: str
    first: int
    pieces: tuple[tuple[int, Piece], ...]
    is_prose: bool = False


def runs_of(paragraphs: Sequence[Paragraph], sections: Sequence[str]) -> Iterator[Run]:
    """Return the runs of one chapter's paragraphs.

    Args:
        sections: for each paragraph the words of the last （一） above it, "" where there is none.
    """
    index = 0
    while index < len(paragraphs):
        mark = first_mark(paragraphs[index].text)
        run = None
        if mark is not None and mark.value == 1 and mark.style in _NUMBERED:
            run = _paragraph_run(paragraphs, index, mark, sections[index])
        if run is not None:
            yield run
        else:
            yield from _inner_runs(paragraphs[index].text, index, sections[index])
        index = max(index, run.pieces[-1][0] if run else index) + 1


def _paragraph_run(paragraphs: Sequence[Paragraph], index: int, mark: Mark, section: str) -> Run | None:
    """A run whose items begin a paragraph each."""
    lead = _lead_of(paragraphs[index - 1].text) if index else ""
    if mark.style not in _ORDINAL and not (lead.endswith(("：", ":")) and _asks(lead)):
        return None
    if is_thought(lead) or LONGER.search(lead):
        return None
    found = [(index, mark)]
    for at in range(index + 1, len(paragraphs)):
        following = first_mark(paragraphs[at].text)
        if following is not None and following.style == "sub":
            break
        if following is None or following.style != mark.style:
            continue
        if following.value != len(found) + 1:
            break
        found.append((at, following))
    apart = any(at != index + number for number, (at, _) in enumerate(found))
    if mark.style not in _ORDINAL and apart:
        found = [one for number, one in enumerate(found) if one[0] == index + number]
        apart = False
    if len(found) < (_FEWEST if mark.style in _ORDINAL else _FEWEST_LISTED):
        return None
    pieces = [(at, Piece(one.mark, paragraphs[at].text[one.end :].strip())) for at, one in found]
    if len(found) == _FEWEST and len(runs(pieces[0][1].text)) > 0:
        return None
    return _checked(Run(_name(lead, section), index, tuple(pieces), apart))


def _inner_runs(text: str, index: int, section: str) -> Iterator[Run]:
    """The runs within one paragraph, where its outermost ones are of 一是, or of numbers behind a colon that asks."""
    found = runs(text)
    if not found:
        return
    before = text[: found[0][0].start].rstrip()
    led = _lead_of(before)
    asked = led.endswith(("：", ":")) and found[0][0].style in _NUMBERED and _asks(led) and not _COUNTS.search(led)
    if found[0][0].style not in _ORDINAL and not asked:
        return
    for run in (one for one in found if one[0].style == found[0][0].style and len(one) >= _FEWEST_LISTED):
        lead = _lead_of(text[: run[0].start])
        if is_thought(lead) or LONGER.search(lead) or not (lead or section):
            continue
        pieces = by_marks(text[run[0].start : _reach(run, found)], is_paragraph=True)
        made = _checked(Run(_name(lead, section), index, tuple((index, piece) for piece in pieces)))
        if made is not None:
            yield made


def _reach(run: Sequence[Mark], found: Sequence[Sequence[Mark]]) -> int | None:
    """Up to where a text tells where a run ends: through the next run of its kind; None to the text's end."""
    return next((one[-1].end for one in found if one[0].style == run[0].style and one[0].start > run[-1].start), None)


def _checked(run: Run) -> Run | None:
    """Leave out a run that looks back or gives reasons."""
    texts = [piece.text for _, piece in run.pieces]
    past = sum(1 for text in texts if _PAST.search(text[:_NEAR]) or _REASONS.search(text[:_NEAR]))
    return run if texts and past * 2 < len(texts) and all(texts) else None


def is_thought(sentence: str) -> bool:
    """Tell whether the last clause of a sentence leads to reasons, faults or principles rather than to work."""
    return bool(_THOUGHTS.search(re.split(r"[，,]", sentence.rstrip("，,"))[-1]))


def _lead_of(text: str) -> str:
    """The last sentence before a run."""
    sentences = [one for one in _SENTENCE.findall(text.strip()) if one.strip()]
    return sentences[-1].strip()[-_NEAR:] if sentences else ""


def _asks(lead: str) -> bool:
    return bool(re.search(r"重点|抓好|办好|做好|实施|推进|分别是|包括|如下|以下|任务|工作|项目|工程|实事|行动", lead))


def _name(lead: str, section: str) -> str:
    """What the run is called: its section; else the clause before it."""
    return section or re.split(r"[，,]", lead.strip("。：:；;"))[-1][-_HEAD:]


def section_of(text: str) -> str:
    """The name of the section that a paragraph （一）… begins, "" where it begins none."""
    mark = first_mark(text)
    if mark is None or mark.style != "sub":
        return ""
    head = re.split(r"[。：:]", text[mark.end :].strip("* "))[0].strip("* ")
    return f"{mark.mark}{head}" if len(head) <= _HEAD else ""

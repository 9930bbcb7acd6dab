"""A list of tasks that a report announces in the middle of its prose.

    今年要办好10件民生实事。（1）改造12个老旧小区。（2）新改建道路8条。
    再增加4件：一是建设驿站10座；二是建设天桥3座。
    重点抓好三大科技攻关项目：（1）高纯石英。（2）机械化采收。（3）智能预警。
    抓好年度十件大事：                     and then a numbered paragraph for each

Only what stands in such a list is a task; the prose around it is not. A list of 实事 may have any length; one of
项目, 工程 or 行动 is taken where it has as many items as it announces.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from luoshi.documents import Paragraph
from luoshi.place import Place
from luoshi.plan import Finding
from luoshi.tasktable import findings as tell
from luoshi.tasktable.draft import Draft
from luoshi.tasktable.enumeration import Piece, by_marks, by_stops, first_mark
from luoshi.tasktable.numbering import value_of
from luoshi.tasktable.year import is_of_this_year

_C = "一二三四五六七八九十"
_COUNT = rf"(?:\d{{1,3}}|[{_C}两]{{1,3}})"
_MATTER = r"(?:[民惠利便]民|为民办|办)?实事|大事|要事|好事|难事|民生项目|民生工程|微实事|关键小事"
_WORK = r"项目|工程|行动|攻坚战?|任务|举措|计划"
_OF = r"[件项个类宗条大]"
_BEHIND = r"(?P<behind>[^。：:；;]{0,60}?)(?P<stop>[。：:]|(?=[①⑴]|[（(][1一][)）])|[，,]\s*(?=一是))"
_ANNOUNCED = re.compile(
    rf"(?P<name>(?P<count>{_COUNT})(?:{_OF}(?:方面|领域)?|方面)[^。；;：:，,、（）()\d]{{0,16}}?"
    rf"(?:(?P<matter>{_MATTER})|(?P<work>{_WORK}))(?:项目|工程|任务|工作)*[”’]?)"
    rf"{_BEHIND}"
)
_SOME = re.compile(
    rf"(?P<name>(?:一批|以下|下列)(?P<count>)[^。；;：:，,、（）()\d]{{0,12}}?(?P<work>{_WORK})){_BEHIND}"
)
_LATER = re.compile(
    rf"(?P<name>(?:(?:再|又)?(?:新增|增加|续推|接续))?(?P<count>{_COUNT})(?:{_OF}|方面)[^。；;：:，,、]{{0,16}})$"
)
_COUNTED = re.compile(
    rf"(?P<name>(?:新增|增加|续推|实施|(?:民生|为民|惠民)实事)(?P<count>{_COUNT})[件项])(?P<matter>){_BEHIND}"
)
_PATTERNS = (_ANNOUNCED, _COUNTED, _SOME)
_PAST = re.compile(r"去年|过去|上年|完成了|全部(?:完成|办结|兑现)|如期|圆满|超额|均已|累计(?:完成|实施)")
_LONGEST = 200  # characters of a usual piece; longer ones are prose under a number
_LONGEST_COUNTED = 400  # where there are as many as were announced
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Announcement:
    name: str
    count: int
    is_matter: bool  # of 实事 and the like, not of 项目 or 行动
    is_open: bool  # a colon: the list follows at once
    start: int
    end: int


Chaptered = tuple[Paragraph, str]


def announced_tasks(
    paragraphs: Sequence[Chaptered], *, only_matters: bool = False
) -> tuple[list[Draft], list[Finding]]:
    """Return the tasks of lists that are announced in prose, and the announcements whose list was not found.

    Args:
        paragraphs: each with the chapter that it stands in.
        only_matters: lists of 实事 only, as an annex that explains words gives them.
    """
    drafts: list[Draft] = []
    findings: list[Finding] = []
    known: set[str] = set()
    chapters = list(dict.fromkeys(chapter for _, chapter in paragraphs))
    for index, (paragraph, chapter) in enumerate(paragraphs):
        if not is_of_this_year(chapter, chapters):
            continue
        for found, rest in _announcements(paragraph.text):
            if only_matters and "实事" not in found.name:
                continue
            if not found.is_matter and any(found.name in text for text in known):
                continue  # within an item of a list that was read
            made = _list_of(found, rest, paragraphs, index)
            fresh = [draft for draft in made if draft.text not in known]
            known |= {draft.text for draft in fresh}
            drafts += fresh
            if found.is_matter and not made and found.count >= _FEWEST:
                findings.append(tell.list_not_read(found.name, paragraph.place, found.count))
    return drafts, (findings if not drafts else _still_missing(findings, drafts))


def _still_missing(findings: Sequence[Finding], drafts: Sequence[Draft]) -> list[Finding]:
    """A list that is announced in one place and stands in another is not missing."""
    read = {draft.objective for draft in drafts}
    return [finding for finding in findings if finding.written not in read]


def _announcements(text: str) -> Iterator[tuple[_Announcement, str]]:
    """The announcements of a paragraph, each with the words behind it up to the next list."""
    matches = sorted((m for pattern in _PATTERNS for m in pattern.finditer(text)), key=lambda m: (m.start(), -m.end()))
    kept: list[_Announcement] = []
    for match in matches:
        found = _announcement(match)
        sentence = re.split(r"[。；;]", text[: match.start()])[-1] + match[0]
        overlaps = bool(kept) and found.start < kept[-1].end
        if not _PAST.search(sentence) and not overlaps and (found.is_matter or _at_once(found, text[found.end :])):
            kept.append(found)
    for index, found in enumerate(kept):
        after = next((one for one in kept[index + 1 :] if one.is_matter or not found.is_matter), None)
        yield found, text[found.end : after.start if after else len(text)]


def _announcement(match: re.Match[str]) -> _Announcement:
    """Read one announcement; of several counts before its stop the last names the list: 在省定12件基础上，再新增3件."""
    groups = match.groupdict()
    later = _LATER.search(match["behind"])
    told = later or match
    count = value_of(told["count"].replace("两", "二")) or 0
    name = told["name"].strip("”’")
    is_matter = groups.get("matter") is not None
    return _Announcement(name, count, is_matter, match["stop"][:1] not in ("。", "，", ","), match.start(), match.end())


def _at_once(found: _Announcement, rest: str) -> bool:
    """Tell whether a list follows right behind its name, as one of 项目 or 行动 must; 方面 are a report's chapters."""
    if "方面" in found.name:
        return False
    mark = first_mark(rest)
    return found.is_open or not rest.strip() or (mark is not None and mark.value == 1)


def _list_of(found: _Announcement, rest: str, paragraphs: Sequence[Chaptered], index: int) -> list[Draft]:
    """The tasks of one announced list: behind it in its paragraph, or in the numbered paragraphs that follow."""
    paragraph, chapter = paragraphs[index]
    pieces = by_marks(rest) if found.is_matter or first_mark(rest) else []
    if not pieces and found.is_open and found.count and rest.strip():
        pieces = by_stops(rest, found.count)
    if pieces and _fits(pieces, found):
        return [_draft(piece, chapter, found.name, paragraph.place) for piece in pieces]
    if not rest.strip() or (found.is_matter and first_mark(rest) is None):
        return _following(paragraphs[index + 1 :], found)
    return []


def _fits(pieces: Sequence[Piece], found: _Announcement) -> bool:
    """Tell whether pieces are the list that was announced, and not prose under numbers."""
    length = median(len(piece.text) for piece in pieces)
    if not found.count:
        return len(pieces) > _FEWEST and length <= _LONGEST and not pieces[0].mark.endswith("是")
    if len(pieces) == found.count:
        return length <= _LONGEST_COUNTED
    return found.is_matter and length <= _LONGEST and len(pieces) >= _FEWEST


def _following(paragraphs: Sequence[Chaptered], found: _Announcement) -> list[Draft]:
    """Take the numbered paragraphs that follow, as long as they count on."""
    drafts: list[Draft] = []
    style = ""
    for paragraph, chapter in paragraphs:
        mark = first_mark(paragraph.text)
        if mark is not None and mark.style == "sub" and not found.is_matter:
            break  # （一） under N大任务 are the report's own sections
        if mark is None or mark.value != len(drafts) + 1 or (style and mark.style != style):
            break
        style = mark.style
        text = paragraph.text[mark.end :].strip()
        drafts.append(_draft(Piece(mark.mark, text), chapter, found.name, paragraph.place))
    pieces = [Piece(draft.number, draft.text) for draft in drafts]
    return drafts if pieces and _fits(pieces, found) else []


def _draft(piece: Piece, chapter: str, name: str, place: Place) -> Draft:
    draft = Draft(place, number=piece.mark, chapter=chapter, objective=name, text=piece.text, numbered=False)
    draft.places["text"] = draft.places["objective"] = place
    if piece.mark:
        draft.places["no"] = place
    return draft

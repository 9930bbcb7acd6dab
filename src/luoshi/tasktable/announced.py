"""A list of tasks that a report announces in the middle of its prose.

    今年要办好10件民生实事。（1）改造12个老旧小区。（2）新改建道路8条。
    再增加4件：一是建设驿站10座；二是建设天桥3座。
    抓好年度十件大事：                     and then a numbered paragraph for each

Only what stands in such a list is a task; the prose around it is not.
"""

import re
from collections.abc import Sequence
from statistics import median

from luoshi.documents import Paragraph
from luoshi.place import Place
from luoshi.tasktable.draft import Draft
from luoshi.tasktable.numbering import value_of

_C = "一二三四五六七八九十"
_COUNT = rf"(?:\d{{1,3}}|[{_C}两]{{1,3}})"
_ANNOUNCED = re.compile(
    rf"(?P<name>{_COUNT}[件项个](?:省定|市定|年度|重点|政府)?(?:民生|为民|惠民|利民|便民|办实事|关键)*(?:实事|大事|要事|好事|重点工作|重点任务)+"
    rf"|(?:新增|增加|续推|实施){_COUNT}[件项]|(?:民生|为民|惠民)实事{_COUNT}[件项])[^。：:；]{{0,60}}?[。：:]"
)
_PAST = re.compile(r"去年|过去|上年|完成了|全部(?:完成|办结|兑现)|如期|圆满|超额")
_OTHER_YEARS = re.compile(r"回顾|远景|五年|十[二三四五六]五|“十")
_MARK = re.compile(
    rf"(?:^|(?<=[。；;：:，,]))\s*(?P<mark>[（(]\d{{1,2}}[)）]|\d{{1,2}}[.．、](?!\d)|[{_C}]{{1,2}}是|[①-⑳])\s*"
)
_FEWEST = 2
_LONGEST = 200  # characters of a usual piece; longer ones are prose under a number


def announced_tasks(paragraphs: Sequence[tuple[Paragraph, str]]) -> list[Draft]:
    """Return the tasks of lists that are announced in prose.

    Args:
        paragraphs: each with the chapter that it stands in.
    """
    drafts: list[Draft] = []
    for index, (paragraph, chapter) in enumerate(paragraphs):
        if _OTHER_YEARS.search(chapter):
            continue
        for found in _ANNOUNCED.finditer(paragraph.text):
            sentence = re.split(r"[。；;]", paragraph.text[: found.start()])[-1] + found[0]
            if _PAST.search(sentence):
                continue
            rest = paragraph.text[found.end() :]
            name = found["name"]
            if not rest.strip():
                drafts += _following(paragraphs[index + 1 :], name)
                continue
            after = _ANNOUNCED.search(rest)
            is_open = found[0][-1] in "：:"
            pieces = _pieces(rest[: after.start()] if after else rest, is_open=is_open, count=_count_in(name))
            if pieces and median(len(text) for _, text in pieces) <= _LONGEST:
                drafts += [_draft(mark, text, chapter, name, paragraph.place) for mark, text in pieces]
    return drafts


def _count_in(name: str) -> int:
    found = re.search(_COUNT, name)
    return (value_of(found[0]) or 0) if found else 0


def _pieces(rest: str, *, is_open: bool, count: int) -> list[tuple[str, str]]:
    """Split what follows the announcement at its numbers, or behind a colon at its semicolons.

    At commas only where that gives as many pieces as were announced.
    """
    marks = _run(list(_MARK.finditer(rest)))
    if len(marks) >= _FEWEST:
        ends = [*(mark.start() for mark in marks[1:]), len(rest)]
        pieces = [(m["mark"].rstrip(".．、"), rest[m.end() : end].strip()) for m, end in zip(marks, ends, strict=True)]
        mark, last = pieces[-1]
        pieces[-1] = (mark, last[: last.index("。") + 1] if "。" in last else last)
        return [(mark, _trimmed(text)) for mark, text in pieces]
    if not is_open:
        return []
    sentence = rest.partition("。")[0]
    parts = [part.strip() for part in re.split(r"[；;]", sentence) if part.strip()]
    by_commas = [part.strip() for part in re.split(r"[，,]", sentence) if part.strip()]
    if len(parts) < _FEWEST and len(by_commas) == count:
        parts = by_commas
    return [("", part) for part in parts] if len(parts) >= _FEWEST else []


def _run(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """Keep the marks that count on from the first: 1, 2, 3."""
    kept: list[re.Match[str]] = []
    for mark in marks:
        value = value_of(mark["mark"].rstrip("是.．、"))
        if value == len(kept) + 1:
            kept.append(mark)
    return kept


def _following(paragraphs: Sequence[tuple[Paragraph, str]], name: str) -> list[Draft]:
    """Take the numbered paragraphs that follow, as long as they count on."""
    drafts: list[Draft] = []
    for paragraph, chapter in paragraphs:
        found = _MARK.match(paragraph.text)
        if not found or value_of(found["mark"].rstrip("是.．、")) != len(drafts) + 1:
            break
        text = paragraph.text[found.end() :].strip()
        drafts.append(_draft(found["mark"].rstrip(".．、"), text, chapter, name, paragraph.place))
    short = drafts and median(len(draft.text) for draft in drafts) <= _LONGEST
    return drafts if short and len(drafts) >= _FEWEST else []


def _trimmed(text: str) -> str:
    return text.strip().rstrip("；;，,")


def _draft(mark: str, text: str, chapter: str, name: str, place: Place) -> Draft:
    draft = Draft(place, number=mark, chapter=chapter, objective=name, text=text, numbered=False)
    draft.places["text"] = draft.places["objective"] = place
    if mark:
        draft.places["no"] = place
    return draft

"""Numbered sentences → drafts of tasks: chapters, items, units in parentheses or on their own lines.

    一、深化改革                                     a chapter
    1. 投用学校5所。（牵头单位：区教育局）              a task
    （一）优化教育资源                                a task whose words follow, by line:
    目标任务：新增学位2745个。
    责任单位：区教育局、区住建局

Prose is not taken for tasks: in a report that is read out, only what names its units is one,
and an annex of tasks; an annex that explains words is none.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.documents import Paragraph
from luoshi.place import Place
from luoshi.tasktable.announced import announced_tasks
from luoshi.tasktable.clauses import Clause, all_roles, step_of
from luoshi.tasktable.draft import Answer, Draft
from luoshi.tasktable.forms import Labelled, put
from luoshi.tasktable.items import DEPTH, Item, as_written, item_of
from luoshi.tasktable.numbering import heading_depth
from luoshi.tasktable.results import answer_in, behind
from luoshi.tasktable.wording import is_end_mark, is_footnote, join_mark
from luoshi.units import looks_like_unit
from luoshi.units.roles import Roles

_C = "一二三四五六七八九十百"
_INNER = re.compile(rf"(?<=[。；;：:])\s*(?=[①-⑳]|[（(]\d{{1,2}}[)）]|\d{{1,2}}[.．、](?!\d)|[{_C}]是)")
_DATED = re.compile(
    r"^(?:20\d\d|[二○〇零Oo一二三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日$"
)
_FEWEST_NAMED = 3  # items that name their units, from which a signed text is the plan itself
_GLOSSARY = re.compile(r"名词|注\s*释|解释|释义|术语|附注")
_ANNEX = re.compile(r"^附\s*[件表录]?\s*\d*\s*[:：]?|^附件")
_TASKS = re.compile(
    r"任务|实事|清单|要点|分工|分解|台账|工作安排|重点工作|目标责任|责任制|承诺|工作计划|行动计划|实施方案|推进表|项目表|明细|目标"
)
_SPEECH = re.compile(r"各位代表|各位委员|现在，?我代表|请予审议|请予审查")


def read_paragraphs(
    paragraphs: Sequence[Paragraph], *, pasted: bool, beside_tables: bool
) -> tuple[list[Draft], list[str]]:
    """Return the tasks that paragraphs hold, and the titles of the parts that gave some.

    Args:
        pasted: the text came from a box: where nothing is numbered, every sentence line is a task.
        beside_tables: tables gave tasks already; paragraphs then count only where they name units.
    """
    drafts: list[Draft] = []
    titles: list[str] = []
    parts = _parts(as_written(paragraphs))
    for part in [*(part for part in parts if not part.is_notice), *(part for part in parts if part.is_notice)]:
        had = len(drafts)
        if part.is_glossary or (part.is_notice and drafts):
            continue
        drafts += _tasks_of(part, pasted=pasted and not drafts, beside_tables=beside_tables)
        if part.is_speech and not beside_tables:
            drafts += announced_tasks(_with_chapters(part))
        if len(drafts) > had and part.title:
            titles.append(part.title)
    return drafts, titles


def _with_chapters(part: "_Part") -> list[tuple[Paragraph, str]]:
    """A part's paragraphs, each with the last chapter line above it."""
    chapter = ""
    found = []
    for item in part.items:
        if item.style == "chapter" and item.is_title:
            chapter = f"{item.mark}{item.text}"
        mark = f"{item.mark}." if item.style == "arabic" else item.mark
        found.append((Paragraph(f"{mark}{item.text}", item.place), chapter))
    return found


@dataclass(slots=True)
class _Part:
    """The main text, or one annex."""

    title: str
    items: list[Item]
    is_notice: bool = False  # it ends in a signature and a date, and something follows

    @property
    def is_glossary(self) -> bool:
        """Whether it explains words."""
        explained = sum(1 for item in self.items if re.search(r"[:：]?(?:是指|指的是|即指|，指|：指)", item.text[:60]))
        return bool(_GLOSSARY.search(self.title)) or (explained > 2 and explained * 3 > len(self.items))

    @property
    def is_speech(self) -> bool:
        return any(_SPEECH.search(item.text) for item in self.items[:40])


def _parts(paragraphs: Sequence[Paragraph]) -> list[_Part]:
    """Cut at annexes; the line behind 附件 is the annex's title."""
    parts = [_Part("", [])]
    named = 0
    for paragraph in paragraphs:
        text = paragraph.text.strip()
        if is_end_mark(text) or is_footnote(text) or not text:
            continue
        if _begins_part(text):
            parts.append(_Part(text, []))
            named = 0
        elif _DATED.match(text) and _is_signed(parts[-1]):
            parts[-1].is_notice = True
            parts.append(_Part("", []))
            named = 0
        elif len(parts) > 1 and named < 2 and len(text) < 50 and not parts[-1].items and not item_of(paragraph).style:
            parts[-1].title += " " + text
            named += 1
        else:
            parts[-1].items.append(item_of(paragraph))
    if not parts[-1].items and len(parts) > 1 and not parts[-1].title:
        parts.pop()
        parts[-1].is_notice = False  # nothing follows: the plan itself is signed
    first = parts[0]
    first.title = " ".join(item.text for item in first.items[:3] if len(item.text) < 60 and not item.style)
    return parts


def _is_signed(part: _Part) -> bool:
    """Tell whether a part's last line is the office that signs it; its tasks name no units of their own."""
    last = part.items[-1] if part.items else None
    signed = last is not None and not last.style and len(last.text) < 30 and looks_like_unit(last.text)
    return signed and sum(1 for item in part.items if item.named) < _FEWEST_NAMED


def _begins_part(text: str) -> bool:
    """Tell whether a line begins an annex: 附件…, or a bare 名词解释."""
    if _ANNEX.match(text) and len(text) < 50 and not _GLOSSARY.search(text):
        return True
    return len(text) < 30 and bool(_GLOSSARY.search(text)) and not re.search(r"[。；;，,]", text)


def _tasks_of(part: _Part, *, pasted: bool, beside_tables: bool) -> list[Draft]:
    named = [item for item in part.items if item.named or (item.label and item.label.meaning in _UNIT_LABELS)]
    if pasted and not any(item.style or item.label for item in part.items):
        return _Builder(part.items, "", named_only=False).lines()
    if named and len(named) >= (3 if part.is_speech and len(part.items) > 30 else 1):
        style = _style_of_named(part.items)
        return _Builder(part.items, style, named_only=part.is_speech or style == "").drafts()
    if beside_tables or part.is_speech:
        return []
    style = _style_of_list(part)
    if style:
        return _Builder(part.items, style, named_only=False).drafts()
    return []


_SENTENCE_ENDS = "。；;：:！!？?…）)"
_UNIT_LABELS = ("lead", "cooperating", "responsible")


def _style_of_named(items: Sequence[Item]) -> str:
    """The style of numbers under which units are named most often: there the tasks stand."""
    counts: Counter[str] = Counter()
    current = ""
    for item in items:
        current = item.style or current
        if item.named or (item.label and item.label.meaning in _UNIT_LABELS):
            counts[item.style or current] += 1
    return counts.most_common(1)[0][0] if counts else ""


def _style_of_list(part: _Part) -> str:
    """The style of a plain list of tasks, "" where the part is no such list."""
    numbered = [item for item in part.items if item.style and item.style != "dash"]
    behind_them = [item for item in part.items if not item.style and (item.label or answer_in(item.text, item.place))]
    rest = len(part.items) - len(behind_them)
    listed = bool(_TASKS.search(part.title)) or len(numbered) * 2 > rest
    if len(numbered) < 2 or not listed:
        return ""
    words = sum(len(item.text) for item in part.items) - sum(len(item.text) for item in behind_them)
    if sum(len(item.text) for item in numbered) * 2 < words:
        return ""
    counts = Counter(item.style for item in numbered)
    sentences = Counter(item.style for item in numbered if not item.is_title or counts[item.style] == len(numbered))
    options = [style for style in sentences if sentences[style] * 2 >= counts[style]]
    return min(options, key=lambda style: DEPTH[style], default="")


class _Builder:
    """Turns a part's lines into drafts, given the style of number that its tasks have."""

    def __init__(self, items: Sequence[Item], style: str, *, named_only: bool) -> None:
        self.items = items
        self.style = style
        self.named_only = named_only
        self.made: list[Draft] = []
        self.current: Draft | None = None
        self.chapter: tuple[str, Place | None] = ("", None)
        self.chapter_depth: int | None = None
        self.objective: tuple[str, Place | None] = ("", None)
        self.rests: list[tuple[Draft, str]] = []  # lines behind a task's result: more of it, or the text's end
        self.labels: list[str] = []  # the meanings of the lines 牵头单位：… of the current task

    def drafts(self) -> list[Draft]:
        for item in self.items:
            self._item(item)
            for line in item.tail:
                if self.current is not None:
                    self._label(self.current, line)
        self._take_rests()
        return [d for d in self.made if d.text and (not self.named_only or d.roles)]

    def _take_rests(self) -> None:
        """Give results their further lines; where only the last task has some, they are the text's closing words."""
        if all(draft is self.made[-1] for draft, _ in self.rests) and len(self.made) > 1:
            return
        for draft, text in self.rests:
            draft.answers[-1].text += f"\n{text}"

    def lines(self) -> list[Draft]:
        """Take every line for a task."""
        for item in self.items:
            if len(item.text) > 3:
                self._task(item)
        return [draft for draft in self.made if draft.text]

    def _item(self, item: Item) -> None:
        if item.label and self.current is not None:
            for line in item.labels:
                if self.current is not None:
                    self._label(self.current, line)
        elif item.style == self.style and (item.style or item.named):
            self._task(item)
        elif (item.style and DEPTH[item.style] < DEPTH.get(self.style, 99)) or (item.level and not item.named):
            self._heading(item)
        elif item.named and item.style and len(item.clauses) >= 1 and self._stands_alone(item):
            self._task(item)
        elif self.current is not None:
            self._more(item)

    def _label(self, draft: Draft, line: Labelled) -> None:
        """Put a line's value into its field; units that come again behind other lines are the page's own."""
        again = line.meaning in self.labels and self.labels[-1] != line.meaning
        if again and line.meaning in _UNIT_LABELS:
            self.current = None
            return
        self.labels.append(line.meaning)
        put(draft, line)

    def _stands_alone(self, item: Item) -> bool:
        """Tell whether a deeper item with its own units is a task: its parent's words are only a title."""
        return self.current is None or not self.current.roles

    def _heading(self, item: Item) -> None:
        if item.named:
            self._task(item)
            return
        self.current = None
        text = f"{item.mark}{item.text}" if item.style else item.text
        depth = heading_depth(item.mark)
        upper = self.chapter_depth
        if self.chapter[0] and depth is not None and upper is not None and depth > upper:
            self.objective = (text, item.place)
        else:
            self.chapter, self.objective, self.chapter_depth = (text, item.place), ("", None), depth

    def _task(self, item: Item) -> None:
        named = [clause for clause in item.clauses if clause.roles]
        if len(named) > 1 and all(clause.whole for clause in named[:-1]):
            self._several(item)
            return
        pieces = _INNER.split(item.text)
        if len(pieces) > 1 and len(named) > 1:
            inner = [item_of(Paragraph(piece, item.place)) for piece in pieces]
            if sum(1 for piece in inner if piece.named) * 2 > len(inner):
                if not inner[0].named and not inner[0].style:
                    self.objective = (f"{item.mark}.{inner[0].text}".rstrip("。：:"), item.place)
                    inner = inner[1:]
                for piece in inner:
                    self._add(
                        piece, _words(piece.clauses).rstrip("；;，,"), _first(piece.clauses), piece.mark or item.mark
                    )
                return
        draft = self._add(item, _words(item.clauses) or item.text, all_roles(named), item.mark)
        if len(named) > 1:
            draft.steps = [step_of(clause, item.place) for clause in named]

    def _several(self, item: Item) -> None:
        """Take each sentence with its own units for a task; a short sentence at the head is their title."""
        mark = item.mark
        for index, clause in enumerate(item.clauses):
            text = clause.text
            head, stop, rest = text.partition("。")
            if index == 0 and stop and rest and item.style in ("chapter", "sub") and _is_name(head):
                self._heading(Item(item.mark, item.style, head, item.place))
                text, mark = rest.strip(), ""
            piece = item_of(Paragraph(text, item.place))
            if piece.style and piece.style not in ("chapter", "dash") and (index or mark == ""):
                self._add(item, piece.text, clause.roles, piece.mark)
            else:
                self._add(item, text, clause.roles, mark if index == 0 else "")

    def _add(self, item: Item, text: str, roles: Roles | None, mark: str) -> Draft:
        draft = _draft(item, text, mark)
        draft.named = roles
        draft.chapter, draft.objective = self.chapter[0], self.objective[0]
        for name, (_, place) in (("chapter", self.chapter), ("objective", self.objective)):
            if place:
                draft.places[name] = place
        if roles:
            draft.leader, draft.due = roles.leader, roles.due
            draft.places["lead"] = draft.places["cooperating"] = item.place
        self.made.append(draft)
        self.current, self.labels = draft, []
        return draft

    def _more(self, item: Item) -> None:
        """A line behind a task: its result, its units, or more of its words."""
        draft = self.current
        assert draft is not None
        words = _words(item.clauses)
        if not item.style and self._is_closed(draft) and not answer_in(words, item.place):
            if self.labels[-1:] == ["report"] and draft.answers:
                self.rests.append((draft, item.text))
            return
        if (roles := all_roles([c for c in item.clauses if c.roles])) and draft.named is None:
            draft.named = roles
            draft.leader, draft.due = draft.leader or roles.leader, draft.due or roles.due
            draft.places["lead"] = draft.places["cooperating"] = item.place
        elif roles and item.style:
            draft.steps.append(step_of(next(c for c in item.clauses if c.roles), item.place))
        if not words:
            return
        if answer := answer_in(words, item.place):
            _add_answer(draft, answer)
            return
        words = f"{item.mark}{'.' if item.style == 'arabic' else ''}{words}"
        if not draft.asked and not item.style and _is_name(draft.text) and not draft.objective and draft.number:
            draft.objective, draft.places["objective"] = draft.text, draft.places["text"]
            draft.text, draft.places["text"], draft.asked = words, item.place, True
        elif self.style or not item.named:
            broken = not item.style and draft.text[-1:] not in _SENTENCE_ENDS
            draft.text += (join_mark(draft.text, words) if broken else "\n") + words

    @staticmethod
    def _is_closed(draft: Draft) -> bool:
        """Tell whether a task is whole: a sentence, and its units named behind it."""
        return bool(draft.roles) and (bool(draft.units) or not _is_name(draft.text))


def _draft(item: Item, text: str, mark: str) -> Draft:
    words, answer = behind(text or item.text, item.place)
    draft = Draft(item.place, number=mark.rstrip("、.． "), text=words, numbered=False)
    draft.places["text"] = item.place
    if mark:
        draft.places["no"] = item.place
    if answer:
        _add_answer(draft, answer)
    return draft


def _add_answer(draft: Draft, answer: Answer) -> None:
    draft.answers.append(answer)
    draft.places.setdefault("statement", answer.place)


def _is_name(text: str) -> bool:
    return len(text) <= 30 and text[-1:] not in "。；;！!"


def _words(clauses: Sequence[Clause]) -> str:
    return "".join(clause.text for clause in clauses).strip()


def _first(clauses: Sequence[Clause]) -> Roles | None:
    return next((clause.roles for clause in clauses if clause.roles), None)

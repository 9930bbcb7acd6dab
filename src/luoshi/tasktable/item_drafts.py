"""The lines of a part → drafts of tasks, given the style of number that its tasks have."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from luoshi.documents import Paragraph
from luoshi.expressions import expression
from luoshi.place import Place
from luoshi.tasktable.clauses import Clause, all_roles, step_of
from luoshi.tasktable.draft import Answer, Draft
from luoshi.tasktable.forms import Labelled, put
from luoshi.tasktable.items import DEPTH, TICKED, Item, item_of
from luoshi.tasktable.numbering import CIRCLED, NUMERAL, heading_depth, unit_of
from luoshi.tasktable.parts import Part
from luoshi.tasktable.results import ABOUT, answer_in, as_answer, behind, behind_target
from luoshi.tasktable.shapes import Shape, heading_lines, is_headed
from luoshi.tasktable.wording import join_mark
from luoshi.units.roles import Roles

_INNER = expression(rf"(?<=[。；;：:])\s*(?=[{CIRCLED}]|[（(]\d{{1,3}}[)）]|\d{{1,3}}[.．、](?!\d)|(?:{NUMERAL})是)")
_PROMISED = expression(r"^(?:确保|力争|将|要|计划|争取|年底前|加快|推动|同时)")
_DONE_SO_FAR = expression(
    r"(?:建成|完成|开工|完工|新增|新建|改造|到位|发放|培训|竣工|投用|引进|签约|整治)[^。；;，,]{0,8}\d[^。；;]*[。]?"
)
_SENTENCE_ENDS = "。；;：:！!？?…）)"
_FEWEST_LISTED = 3  # marked works of a paragraph, from which it is a list of them
UNIT_LABELS = ("lead", "cooperating", "responsible")


class DraftBuilder:
    """Turns a part's lines into drafts, given the style of number that its tasks have."""

    def __init__(self, part: Part, shape: Shape, *, named_only: bool) -> None:
        self.items = part.items
        self.shape = shape
        self.style = shape.style
        self.named_only = named_only
        self.says_results = part.says_results
        self.results_behind = part.says_results or _answer_behind_units(part.items)
        listed = bool(shape.style) and not named_only
        self.headings = (
            heading_lines(part.items, shape.style, tells_results=part.says_results) if listed else frozenset()
        )
        self.styled_after = _styled_after(part.items)
        self.headed_styles = {item.style for item in part.items if len(_owed(item)) > 1 and _head_within(item)}
        self.hosts = _hosts(part.items)
        self.at = 0  # the index of the line that is being read
        self.made: list[Draft] = []
        self.current: Draft | None = None
        self.chapter: tuple[str, Place | None] = ("", None)
        self.chapter_depth: int | None = None
        self.objective: tuple[str, Place | None] = ("", None)
        self.below: list[tuple[int, str]] = []  # the numbered headings under the chapter, the last one innermost
        self.passed: list[Item] = []
        self.rests: list[tuple[Draft, str]] = []  # lines behind a task's result: more of it, or the text's end
        self.labels: list[str] = []  # the meanings of the lines 牵头单位：… of the current task

    def drafts(self) -> list[Draft]:
        for index, item in enumerate(self.items):
            self.at = index
            self._item(item)
            for line in item.tail:
                if self.current is not None:
                    self._label(self.current, line)
        self._take_rests()
        if self.says_results:
            _part_second_sentences(self.made)
        if self.named_only:
            self.passed += [item_of(Paragraph(d.text, d.place)) for d in self.made if d.text and not d.roles]
        return [d for d in self.made if d.text and (not self.named_only or d.roles)]

    def _take_rests(self) -> None:
        """Give results their further lines; where only the last task has some, they are the text's closing words."""
        if all(draft is self.made[-1] for draft, _ in self.rests) and len(self.made) > 1:
            return
        for draft, text in self.rests:
            draft.answers[-1].text += f"\n{text}"

    def lines(self, items: Sequence[Item]) -> list[Draft]:
        """Take each of these lines for a task."""
        for item in items:
            if len(item.text) > 3:
                self._task(item)
        return [draft for draft in self.made if draft.text]

    def _item(self, item: Item) -> None:
        if item.label and self.current is not None:
            for line in item.labels:
                if self.current is not None:
                    self._label(self.current, line)
        elif self.at in self.headings:
            self._plain_heading(item)
        elif self._is_task(item) or self._is_run_of_works(item):
            self._task(item)
        elif (item.style and DEPTH[item.style] < DEPTH.get(self.style, 99)) or (item.level and not item.named):
            self._heading(item)
        elif item.named and item.style and len(item.clauses) >= 1 and self._stands_alone(item):
            self._task(item)
        elif self.current is not None:
            self._more(item)
        elif self.made or item.named or (item.label and item.label.meaning in UNIT_LABELS):
            self.passed.append(item)

    def _is_run_of_works(self, item: Item) -> bool:
        """Tell whether a line under a heading holds works that other marks than the tasks' number: ①…（A）；②…（B）."""
        return self.current is None and not item.style and not item.label and _lists_owed_works(item)

    def _is_task(self, item: Item) -> bool:
        if self.shape.unnumbered and not item.style:
            return self.at > 0 and is_headed(item.text)
        if self.shape.upper and item.style == self.shape.upper and not item.is_title:
            after = self.styled_after[self.at]
            return after is None or DEPTH[after.style] <= DEPTH[item.style]  # a sentence with nothing under it
        return item.style == self.style and bool(item.style or item.named)

    def _plain_heading(self, item: Item) -> None:
        """Take a line without a number as the heading of the run below it."""
        self.current = None
        text = item.text.rstrip("。：:")
        if self.chapter[0] and self.chapter_depth is not None:
            self.objective = (text, item.place)
        else:
            self.chapter, self.objective, self.below = (text, item.place), ("", None), []

    def _label(self, draft: Draft, line: Labelled) -> None:
        """Put a line's value into its field; units that come again behind other lines are the page's own."""
        again = line.meaning in self.labels and self.labels[-1] != line.meaning
        hosts = line.label in self.hosts and bool(draft.roles)
        if (again or hosts) and line.meaning in UNIT_LABELS:
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
        text = f"{item.written}{item.text}"
        depth = heading_depth(item.mark)
        upper = self.chapter_depth
        if self.chapter[0] and depth is not None and upper is not None and depth > upper:
            self.below = [*(one for one in self.below if one[0] < depth), (depth, text)]
            self.objective = (text, item.place)
        else:
            self.chapter, self.objective, self.chapter_depth = (text, item.place), ("", None), depth
            self.below = []

    def _task(self, item: Item) -> None:
        named = _owed(item)
        alone = len(named) == 1 and item.style in self.headed_styles  # one sentence, beside heads over several
        if (len(named) > 1 and all(clause.whole for clause in named[:-1])) or (alone and _head_within(item)):
            self._several(item)
            return
        if len(named) > 1:
            inner = _inner_of(item)
            if sum(1 for piece in inner if piece.named) * 2 > len(inner) > 1:
                if not inner[0].named and not inner[0].style:
                    self.objective = (f"{item.written}{inner[0].text}".rstrip("。：:"), item.place)
                    inner = inner[1:]
                for piece in inner:
                    self._add(
                        piece, _words(piece.clauses).rstrip("；;，,"), _first(piece.clauses), piece.mark or item.mark
                    )
                return
        words, result = self._without_result(item)
        if self.says_results and result is None and (about := ABOUT.match(words)):
            words, result = about[0].strip(), as_answer(words[about.end() :], item.place)
        if self.says_results and result is None:
            words, result = behind_target(words, item.place)
        draft = self._add(item, words or item.text, all_roles(item.clauses), item.mark)
        if result:
            _add_answer(draft, result)
        if len(named) > 1:
            draft.steps = [step_of(clause, item.place) for clause in named]

    def _without_result(self, item: Item) -> tuple[str, Answer | None]:
        """Part the words of a task from what stands behind its units, where that is what was done."""
        if self.results_behind and (tail := _behind_units(item)):
            return _words(item.clauses[:-1]), as_answer(tail, item.place)
        return _words(item.clauses), None

    def _several(self, item: Item) -> None:
        """Take each sentence with its own units for a task; a short sentence at the head is their title."""
        mark = item.mark
        for index, clause in enumerate(item.clauses):
            text = clause.text
            if index == 0 and (head := _head_within(item)):
                self._heading(replace(item, text=head, clauses=[], tail=[], result=None))
                text, mark = text[len(head) + 1 :].strip(), ""
            piece = item_of(Paragraph(text, item.place))
            if piece.style and piece.style not in ("chapter", "dash") and (index or mark == ""):
                self._add(item, piece.text, clause.roles, piece.mark)
            else:
                self._add(item, text, clause.roles, mark if index == 0 else "")

    def _add(self, item: Item, text: str, roles: Roles | None, mark: str) -> Draft:
        draft = _draft(item, text, "" if item.style == "dash" else mark)
        if mark in TICKED:
            draft.extra["勾选"] = mark
        draft.named = roles
        draft.chapter, draft.objective = self.chapter[0], self.objective[0]
        if between := [text for _, text in self.below if text != draft.objective]:
            draft.extra["小节"] = " ".join(between)  # 第一部分 over 一、 over （一）: the fields are two
        if not roles and (unit := unit_of(draft.objective) or unit_of(draft.chapter)):
            draft.named = Roles(lead=[unit])  # the heading is the unit whose tasks these are
        for name, (_, place) in (("chapter", self.chapter), ("objective", self.objective)):
            if place:
                draft.places[name] = place
        if roles is not None:
            _take_beside(draft, roles, item.place)
        if roles:
            draft.places["lead"] = draft.places["cooperating"] = item.place
        if item.result is not None and not draft.answers:
            _add_answer(draft, item.result)
        self.made.append(draft)
        self.current, self.labels = draft, []
        return draft

    def _more(self, item: Item) -> None:
        """A line behind a task: its result, its units, or more of its words."""
        draft = self.current
        assert draft is not None
        words = _words(item.clauses)
        roles = all_roles(item.clauses)
        if roles is not None and not roles and not words:
            _take_beside(draft, roles, item.place)
            return
        if self.says_results and (not item.style or item.bulleted) and not item.named and words:
            self._take_result(draft, item)
            return
        if not item.style and self._is_closed(draft) and not answer_in(words, item.place):
            if self.labels[-1:] == ["report"] and draft.answers:
                self.rests.append((draft, item.text))
            else:
                self.passed.append(item)
            return
        if roles and not draft.named:
            draft.named = roles
            _take_beside(draft, roles, item.place)
            draft.places["lead"] = draft.places["cooperating"] = item.place
        elif roles and item.style:
            draft.steps.append(step_of(next(c for c in item.clauses if c.roles), item.place))
        if not words:
            return
        if answer := answer_in(words, item.place):
            _add_answer(draft, answer)
            return
        words = f"{item.written}{words}"
        if not draft.asked and not item.style and _is_name(draft.text) and not draft.objective and draft.number:
            draft.objective, draft.places["objective"] = draft.text, draft.places["text"]
            draft.text, draft.places["text"], draft.asked = words, item.place, True
        elif self.style or not item.named:
            broken = not item.style and draft.text[-1:] not in _SENTENCE_ENDS
            draft.text += (join_mark(draft.text, words) if broken else "\n") + words

    def _take_result(self, draft: Draft, item: Item) -> None:
        """In a part that tells results, a line without a number is the result of the task above it."""
        if draft.answers and not answer_in(item.text, item.place):
            self.rests.append((draft, item.text))
        else:
            _add_answer(draft, answer_in(item.text, item.place) or as_answer(item.text, item.place))

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


def _take_beside(draft: Draft, roles: Roles, place: Place) -> None:
    """Take what a bracket says beside its units: the leader, the date, others under their labels."""
    for name in ("leader", "due"):
        if getattr(draft, name) is None and getattr(roles, name):
            setattr(draft, name, getattr(roles, name))
            draft.places[name] = place
    for label, value in roles.others.items():
        draft.extra.setdefault(label, value)
        draft.places.setdefault(f"extra.{label}", place)


def _part_second_sentences(drafts: Sequence[Draft]) -> None:
    """Among tasks that are answered, take what was done from the words of one that is not: 新建公园8个。建成3个。"""
    silent = [draft for draft in drafts if not draft.answers]
    if not silent or len(silent) * 3 > len(drafts):
        return
    for draft in silent:
        first, stop, rest = draft.text.partition("。")
        if stop and _DONE_SO_FAR.fullmatch(rest.strip()) and any(sign.isdigit() for sign in first):
            draft.text = first + stop
            _add_answer(draft, as_answer(rest, draft.places["text"]))


def _add_answer(draft: Draft, answer: Answer) -> None:
    draft.answers.append(answer)
    draft.places.setdefault("statement", answer.place)


def _is_name(text: str) -> bool:
    return len(text) <= 30 and text[-1:] not in "。；;！!，,、"


def _owed(item: Item) -> list[Clause]:
    return [clause for clause in item.clauses if clause.roles]


def _head_within(item: Item) -> str:
    """The short sentence that heads a numbered paragraph: （七）守牢安全底线。整治隐患200处。（A）; "" for none."""
    head, stop, rest = (item.clauses[0].text if item.clauses else "").partition("。")
    return head if stop and rest and item.style in ("chapter", "sub") and _is_name(head) else ""


def _inner_of(item: Item) -> list[Item]:
    """The pieces of a paragraph at the marks within it: ①…（A）；②…（B）."""
    return [item_of(Paragraph(piece, item.place)) for piece in _INNER.split(item.text)]


def _lists_owed_works(item: Item) -> bool:
    """Tell whether a paragraph without a number is a run of marked works, most of them with units of their own."""
    if len(_owed(item)) < _FEWEST_LISTED:
        return False
    marked = [piece for piece in _inner_of(item) if piece.style]
    return len(marked) >= _FEWEST_LISTED and sum(1 for piece in marked if piece.named) * 2 > len(marked)


def _words(clauses: Sequence[Clause]) -> str:
    return "".join(clause.text for clause in clauses).strip()


def _first(clauses: Sequence[Clause]) -> Roles | None:
    return next((clause.roles for clause in clauses if clause.roles), None)


def _hosts(items: Sequence[Item]) -> frozenset[str]:
    """The labels that only one line of a part bears and that say whose page it is: 主办单位：市政府办公室."""
    counts = Counter(line.label for item in items for line in (*item.labels, *item.tail))
    return frozenset(label for label, count in counts.items() if count == 1 and label.startswith(("主办", "承办")))


def _styled_after(items: Sequence[Item]) -> list[Item | None]:
    """For each line the next one with a number."""
    found: list[Item | None] = []
    after: Item | None = None
    for item in reversed(items):
        found.append(after)
        after = item if item.style else after
    return found[::-1]


def _behind_units(item: Item) -> str:
    """The words behind the last bracket of units."""
    if len(item.clauses) < 2 or item.clauses[-1].roles or not item.clauses[-2].roles:
        return ""
    return item.clauses[-1].text


def _answer_behind_units(items: Sequence[Item]) -> bool:
    """Tell whether each item goes on behind its units with what was done, as lists of results do."""
    named = [item for item in items if item.style and item.named]
    tails = [tail for item in named if (tail := _behind_units(item))]
    return len(tails) > 1 and len(tails) == len(named) and not any(_PROMISED.match(tail) for tail in tails)

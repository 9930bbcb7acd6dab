"""A list of tasks that a report announces in the middle of its prose.

    今年要办好10件民生实事。（1）改造12个老旧小区。（2）新改建道路8条。
    再增加4件：一是建设驿站10座；二是建设天桥3座。
    重点抓好三大科技攻关项目：（1）高纯石英。（2）机械化采收。（3）智能预警。
    抓好年度十件大事：                     and then a numbered paragraph for each

Only what stands in such a list is a task; the prose around it is not. A list of 实事 may have any length; one of
项目, 工程 or 行动 is taken where it has as many items as it announces.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from statistics import median

from luoshi.documents import Paragraph
from luoshi.expressions import expression
from luoshi.place import Place
from luoshi.plan import Finding
from luoshi.tasktable import findings as tell
from luoshi.tasktable.announcements import FEWEST, LONGEST_HEADING, Announcement, announcements_in
from luoshi.tasktable.draft import Draft
from luoshi.tasktable.enumeration import Piece, as_many, by_figures, by_marks, by_sentences, by_stops, first_mark
from luoshi.tasktable.firstly import Run, runs_of, section_of
from luoshi.tasktable.phrases import phrases_of
from luoshi.tasktable.year import is_of_this_year

_MERE_COUNT = expression(r"[”’].|[个项条]\D*项目|条|等|\d\d\d")
_LONGEST = 200  # characters of a usual piece; longer ones are prose under a number
_LONGEST_COUNTED = 400  # where there are as many as were announced
_DASH = expression(r"^\s*(?:——|—|[●■◆▲·•])\s*")
_SHORT = 120  # characters of a paragraph that is an item without a number
_MOST_AT_ONCE = 20_000  # characters of a paragraph in which lists are looked for at once
_FEWEST_CALLED = 3
_NAME = 10  # characters up to which the clauses behind a mere name are a slogan

Chaptered = tuple[Paragraph, str]


def announced_tasks(
    paragraphs: Sequence[Chaptered], *, only_matters: bool = False, only_counted: bool = False
) -> tuple[list[Draft], list[Finding]]:
    """Return the tasks of lists that are announced in prose, and the announcements whose list was not read.

    Args:
        paragraphs: each with the chapter that it stands in.
        only_matters: lists of 实事 only, as an annex that explains words gives them.
        only_counted: lists only that have as many items as are announced, as in a notice, which is no report.
    """
    reader = _Reader(paragraphs, only_matters=only_matters, only_counted=only_counted)
    reader.lists()
    if not only_matters and not only_counted:
        reader.runs()
    return reader.drafts, reader.missing()


class _Reader:
    """Takes the lists of a report, then the runs that nothing counts, each sentence once."""

    def __init__(self, paragraphs: Sequence[Chaptered], *, only_matters: bool, only_counted: bool) -> None:
        self.paragraphs = [stretch for paragraph in paragraphs for stretch in _stretches(*paragraph)]
        self.only_matters = only_matters
        self.only_counted = only_counted
        chapters = list(dict.fromkeys(chapter for _, chapter in paragraphs))
        self.of_this_year = {chapter for chapter in chapters if is_of_this_year(chapter, chapters)}
        self.has_chapters = any(chapters)
        self.drafts: list[Draft] = []
        long = [paragraph for paragraph, _ in paragraphs if len(paragraph.text) > _MOST_AT_ONCE]
        self.findings = [tell.paragraph_in_stretches(len(one.text), one.place) for one in long]
        self.known: set[str] = set()
        self.at: dict[Place, list[Draft]] = {}  # by paragraph, what was read in it
        self.named_at: dict[int, Finding] = {}  # by paragraph, what is named of 方面 or 行动

    def lists(self) -> None:
        for index, (paragraph, chapter) in enumerate(self.paragraphs):
            if chapter not in self.of_this_year:
                continue
            for found, rest in announcements_in(paragraph.text):
                if (self.only_matters and "实事" not in found.name) or (self.only_counted and found.is_aspect):
                    continue
                if not found.is_matter and any(found.name in text for text in self._read_in(paragraph)):
                    continue  # within an item of a list that was read
                made = _list_of(found, rest, self.paragraphs, index)
                if self.only_counted and len(made) != found.count:
                    made = []
                self._take(made)
                if not made and found.count >= FEWEST and (found.is_matter or self._may_name(found, rest, chapter)):
                    self._name(found, index)
            for phrase in phrases_of(paragraph.text):
                if phrase.is_matter:
                    self._take(
                        [_draft(Piece("", name), chapter, phrase.name, paragraph.place) for name in phrase.names]
                    )
                elif not self.only_matters and self._is_work(chapter):
                    place = paragraph.place
                    self.findings.append(tell.list_not_read(phrase.name, place, len(phrase.names), phrase.written))

    def _may_name(self, found: Announcement, rest: str, chapter: str) -> bool:
        """Tell whether a list that was not read is worth naming: not 19个水利项目, nor 三大任务 in mid prose."""
        if found.is_called or not self._is_work(chapter) or _MERE_COUNT.search(found.name):
            return False
        return not found.is_aspect or not rest.strip() or first_mark(rest) is not None

    def _is_work(self, chapter: str) -> bool:
        """Tell whether a chapter is of this year's work where the report has chapters."""
        return bool(chapter) or not self.has_chapters

    def _take(self, made: Sequence[Draft]) -> None:
        fresh = [draft for draft in made if draft.text not in self.known]
        self.known |= {draft.text for draft in fresh}
        self.drafts += fresh
        for draft in fresh:
            self.at.setdefault(draft.place, []).append(draft)

    def _read_in(self, paragraph: Paragraph) -> list[str]:
        return [draft.text for draft in self.at.get(paragraph.place, [])]

    def _name(self, found: Announcement, index: int) -> None:
        place = self.paragraphs[index][0].place
        say = tell.sections_not_read if found.is_aspect else tell.list_not_read
        finding = say(found.name, place, found.count)
        self.findings.append(finding)
        if not found.is_matter:
            self.named_at[index] = finding

    def runs(self) -> None:
        """Take the runs of 一是, 二是 that stand in a chapter of this year's work."""
        listed = {place: tuple(drafts) for place, drafts in self.at.items()}
        section = ""
        for chapter, group in groupby(range(len(self.paragraphs)), key=lambda index: self.paragraphs[index][1]):
            indexes = list(group)
            if chapter not in self.of_this_year or not self._is_work(chapter):
                continue
            lines, sections, section = [self.paragraphs[index][0] for index in indexes], [], ""
            for line in lines:
                section = section_of(line.text) or section
                sections.append(section)
            for run in runs_of(lines, sections):
                self._run(run, indexes, chapter, listed)

    def _run(self, run: Run, indexes: Sequence[int], chapter: str, listed: Mapping[Place, Sequence[Draft]]) -> None:
        """Take a run; `listed` is what was read in each paragraph before any run was."""
        lines = {at: self.paragraphs[indexes[at]][0] for at, _ in run.pieces}
        read = {at: listed.get(line.place, ()) for at, line in lines.items()}
        pieces = [(at, piece) for at, piece in run.pieces if not _holds_a_list(piece.text, read[at])]
        if any(piece.text in self.known for _, piece in pieces):
            return
        first = indexes[run.first]
        if run.is_prose:
            if first not in self.named_at and first - 1 not in self.named_at:
                place = self.paragraphs[first][0].place
                self.findings.append(tell.sections_not_read(run.name or chapter, place, len(run.pieces)))
            return
        for at in (first, first - 1):
            if at in self.named_at and self.named_at[at].code == "list-not-read":
                self.findings.remove(self.named_at.pop(at))
        self._take([_draft(piece, chapter, run.name, lines[at].place) for at, piece in pieces])

    def missing(self) -> list[Finding]:
        """A list that is announced in one place and stands in another is not missing, nor one within a task."""
        read = {draft.objective for draft in self.drafts}
        once = {(str(finding.place), finding.written): finding for finding in self.findings}
        return [
            finding for finding in once.values() if finding.written not in read and not self._within_a_task(finding)
        ]

    def _within_a_task(self, finding: Finding) -> bool:
        phrase = finding.reckoned
        return phrase is not None and any(phrase in draft.text for draft in self.at.get(finding.place, []))


def _stretches(paragraph: Paragraph, chapter: str) -> Iterator[Chaptered]:
    """Cut a paragraph that no report has so long at ends of its sentences, so that the work follows its length."""
    text = paragraph.text
    while len(text) > _MOST_AT_ONCE:
        end = max(text.rfind(stop, 0, _MOST_AT_ONCE) for stop in "。\n；;") + 1 or _MOST_AT_ONCE
        yield replace(paragraph, text=text[:end]), chapter
        text = text[end:]
    yield replace(paragraph, text=text) if text is not paragraph.text else paragraph, chapter


def _holds_a_list(text: str, read: Sequence[Draft]) -> bool:
    """Tell whether a list that was read in its paragraph stands in a text: its items are the tasks then."""
    inner = sum(1 for other in read if other.text != text and other.text in text)
    named = any(d.objective in text and len(text) < len(d.objective) + _NAME for d in read if d.objective)
    return inner >= FEWEST or named


def _list_of(found: Announcement, rest: str, paragraphs: Sequence[Chaptered], index: int) -> list[Draft]:
    """The tasks of one announced list: behind it in its paragraph, or in the numbered paragraphs that follow."""
    paragraph, chapter = paragraphs[index]
    pieces = by_marks(rest) if found.is_matter or first_mark(rest) else []
    if found.is_aspect and pieces and pieces[0].mark.startswith(("（", "(")) and not pieces[0].mark[1:2].isdigit():
        return []
    if not pieces and rest.strip() and not found.is_aspect:
        if found.is_open:
            pieces = by_stops(rest, found.count) if found.count else by_figures(rest)
            if found.is_matter and found.count > FEWEST and len(pieces) != found.count:
                pieces = as_many(by_sentences(rest), found.count) or pieces
        elif found.is_matter and found.count:
            pieces = as_many(by_stops(rest, found.count), found.count)
    if found.is_called and (len(pieces) < _FEWEST_CALLED or median(len(piece.text) for piece in pieces) < _NAME):
        return []
    if pieces and _fits(pieces, found):
        return [_draft(piece, chapter, found.name, paragraph.place) for piece in pieces]
    if not rest.strip() or (found.is_matter and first_mark(rest) is None):
        return _run_on_behind(paragraphs[index + 1 :], found) or _following(paragraphs[index + 1 :], found)
    return []


def _run_on_behind(paragraphs: Sequence[Chaptered], found: Announcement) -> list[Draft]:
    """Take the next paragraph's run of marks, where it has as many as were announced."""
    if not paragraphs or found.count < FEWEST or first_mark(paragraphs[0][0].text) is None:
        return []
    paragraph, chapter = paragraphs[0]
    pieces = as_many(by_marks(paragraph.text), found.count)
    return [_draft(piece, chapter, found.name, paragraph.place) for piece in pieces] if _fits(pieces, found) else []


def _fits(pieces: Sequence[Piece], found: Announcement) -> bool:
    """Tell whether pieces are the list that was announced, and not prose under numbers."""
    length = median([len(piece.text) for piece in pieces] or [0])
    if not found.count:
        told = found.is_matter or not pieces[0].mark.endswith("是")
        return len(pieces) > FEWEST and length <= _LONGEST and told
    if len(pieces) == found.count:
        return length <= _LONGEST_COUNTED or found.is_aspect
    return found.is_matter and length <= _LONGEST and len(pieces) >= FEWEST


def _following(paragraphs: Sequence[Chaptered], found: Announcement) -> list[Draft]:
    """Take the paragraphs that follow: those that count on, those behind dashes, or as many as were announced."""
    return _counted_behind(paragraphs, found) or _dashed_behind(paragraphs, found) or _plain_behind(paragraphs, found)


def _dashed_behind(paragraphs: Sequence[Chaptered], found: Announcement) -> list[Draft]:
    drafts = []
    for paragraph, chapter in takewhile(lambda one: _DASH.match(one[0].text), paragraphs):
        text = _DASH.sub("", paragraph.text).strip()
        drafts.append(_draft(Piece("", text), chapter, found.name, paragraph.place))
    pieces = [Piece("", draft.text) for draft in drafts]
    whole = len(drafts) == found.count or (not found.count and found.is_open and len(drafts) > FEWEST)
    return drafts if drafts and whole and _fits(pieces, found) else []


def _plain_behind(paragraphs: Sequence[Chaptered], found: Announcement) -> list[Draft]:
    """Take paragraphs without a number: of 实事, behind a colon, short ones, and no further one of their kind."""
    if not (found.is_matter and found.is_open and found.count > FEWEST):
        return []
    behind = list(takewhile(lambda one: _is_short(one[0].text), paragraphs[: found.count + 1]))
    if len(behind) != found.count:
        return []
    return [_draft(Piece("", line.text.strip()), chapter, found.name, line.place) for line, chapter in behind]


def _is_short(text: str) -> bool:
    return 4 < len(text) <= _SHORT and first_mark(text) is None and not text.startswith("各位")


def _counted_behind(paragraphs: Sequence[Chaptered], found: Announcement) -> list[Draft]:
    drafts: list[Draft] = []
    style = ""
    for paragraph, chapter in paragraphs:
        mark = first_mark(paragraph.text)
        if mark is not None and mark.style == "sub" and not found.is_matter:
            if found.is_aspect and style != "sub" and len(paragraph.text) <= LONGEST_HEADING:
                continue  # a heading between items that count on below it
            if len(paragraph.text) > _LONGEST or paragraph.text[-1:] not in "。；;":
                break  # （一） under N大任务 are the report's own sections
        if mark is None or mark.value != len(drafts) + 1 or (style and mark.style != style):
            break
        style = mark.style
        text = paragraph.text[mark.end :].strip()
        drafts.append(_draft(Piece(mark.mark, text), chapter, found.name, paragraph.place))
    pieces = [Piece(draft.number, draft.text) for draft in drafts]
    if style == "sub" and not found.is_matter and len(pieces) != found.count:
        return []
    return drafts if pieces and _fits(pieces, found) else []


def _draft(piece: Piece, chapter: str, name: str, place: Place) -> Draft:
    draft = Draft(place, number=piece.mark, chapter=chapter, objective=name, text=piece.text, numbered=False)
    draft.places["text"] = draft.places["objective"] = place
    if piece.mark:
        draft.places["no"] = place
    return draft

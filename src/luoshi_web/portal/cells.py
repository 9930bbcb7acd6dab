"""The cells of one row of the long table, remembered by what they show.

A table's words hardly ever change, and setting 154 rows is most of what a page costs. So a
row is kept by all that it is made of; whatever changes makes another row.
"""

from functools import lru_cache, partial
from typing import NamedTuple

from django.template import loader
from markupsafe import Markup

from luoshi_web.pages import lamps, marks
from luoshi_web.pages.typography import shown
from luoshi_web.portal.hits import hits
from luoshi_web.supervision.board import Board, UnitStanding
from luoshi_web.supervision.words import as_of_words, cycle_words, short_sentence


class Cells(NamedTuple):
    """All that the cells of a row show; the language is one of them.

    `said` is the office's wording where it `phrased` the statement, which then stands on the task's own page; it is
    `dated` where it speaks of another day than the column. `last` is what was reported before, and `when`.
    `unasked`: the cycle came with a table that the row is not in. `words` were searched for, and are marked. `waits`:
    it was reported, and the office has not looked yet.
    """

    english: bool
    no: int | str
    address: str
    text: Markup
    lead: Markup
    cooperating: tuple[Markup, ...]
    said: Markup
    phrased: bool
    lamp: lamps.Lamp | None
    why: str
    dated: str
    last: str
    when: str
    unasked: bool
    words: str
    waits: bool


def cells(board: Board, row: UnitStanding, words: str = "") -> Markup:
    """Return the cells of a row, from number to statement, with the words of a search marked."""
    task = row.task
    last = board.last_report(task)
    told = Cells(
        english=lamps.in_english(),
        no=task.no,
        address=board.task_address(task.key),
        text=marks.promise(task),
        lead=board.unit_links(task.lead),
        cooperating=board.unit_names(task.cooperating),
        said=shown(task.phrasing) if task.phrasing else marks.statement(task, board.findings(task)),
        phrased=bool(task.phrasing),
        lamp=row.lamp,
        why=short_sentence(task),
        dated=as_of_words(board.said_on(task)),
        last=(last.phrasing or last.statement) if last else "",
        when=cycle_words(last) if last else "",
        unasked=task.key in board.judged.not_asked,
        words=words,
        waits=task.key in board.judged.waiting,
    )
    # what was searched for would push out the rows that everybody sees
    return _set.__wrapped__(told) if words else _set(told)


@lru_cache(maxsize=4096)
def _set(shown: Cells) -> Markup:
    context = shown._asdict() | {"hit": partial(hits, words=shown.words)}
    return Markup(loader.get_template("portal/_cells.html").render(context).strip())

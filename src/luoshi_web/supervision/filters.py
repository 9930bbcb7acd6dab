"""Filters of the plan page: which tasks are shown, from the address alone."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from luoshi.plan import Light, State, Task

_NUMBERED = re.compile(r"^(?:第\s*|no\.\s*|task\s+)([^\s项]+)\s*项?$")  # 第93项, No. 93


def plain(text: str) -> str:
    """Return text as it is compared in a search: full width and case do not matter."""
    return unicodedata.normalize("NFKC", text).casefold()


@dataclass(frozen=True, slots=True)
class Filter:
    """What the reader asked for; an empty field asks for nothing.

    `chapter` is the chapter's place in the plan, from 0; `severe` keeps red ones only.
    """

    q: str = ""
    chapter: int | None = None
    unit: str = ""
    state: State | None = None
    severe: bool = False
    numeric: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filter":
        """Read a query string; what makes no sense is as if it had not been asked."""
        chapter, state = asked.get("chapter", ""), asked.get("state", "")
        return cls(
            q=asked.get("q", "").strip()[:100],
            chapter=int(chapter) if chapter.isdecimal() and len(chapter) < 5 else None,
            unit=asked.get("unit", "").strip()[:200],
            state=State(state) if state in set(State) else None,
            severe=asked.get("light") == Light.RED,
            numeric=asked.get("numeric") == "1",
        )

    @property
    def asks(self) -> bool:
        return self != Filter()

    def query(self, **changes: object) -> str:
        """Return the query string of this filter with some fields changed, "?" in front."""
        changed = replace(self, **changes)  # type: ignore[arg-type]
        parts = {
            "q": changed.q,
            "chapter": "" if changed.chapter is None else str(changed.chapter),
            "unit": changed.unit,
            "numeric": "1" if changed.numeric else "",
            "state": changed.state or "",
            "light": Light.RED.value if changed.severe else "",
        }
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    def finds(self, task: Task, chapter: int, units: frozenset[str], names: Collection[str] = ()) -> bool:
        """Tell whether a task is shown.

        Args:
            units: the names of those who lead it, by which the list of units filters.
            names: all other names of its units, which a search finds it by.
        """
        return self.finds_but_state(task, chapter, units, names) and self.of_state(task)

    def of_state(self, task: Task) -> bool:
        if self.state is None and not self.severe:
            return True
        judged = task.assessment
        if judged is None or (self.state is not None and judged.state is not self.state):
            return False
        return not self.severe or judged.light is Light.RED

    def finds_but_state(self, task: Task, chapter: int, units: frozenset[str], names: Collection[str] = ()) -> bool:
        if self.chapter is not None and chapter != self.chapter:
            return False
        if self.unit and self.unit not in units:
            return False
        if self.numeric and not task.numeric:
            return False
        return not self.q or matches(task, self.q, names)


def matches(task: Task, words: str, names: Collection[str] = ()) -> bool:
    """Tell whether every word of a search stands somewhere in a task; a number also finds its task."""
    number = _NUMBERED.match(plain(words))
    if words == str(task.no) or (number and number[1] == plain(str(task.no))):
        return True
    where = searched(task, names)
    return all(word in where for word in plain(words).split())


def searched(task: Task, names: Collection[str] = ()) -> str:
    """Return all that a search looks through in a task, as it is compared; its units go by further names too."""
    said = (task.text, task.objective, task.chapter, task.statement, task.phrasing)
    texts = (*said, *task.lead, *task.cooperating, *names)
    return plain("\n".join(texts))


def longest_found(words: str, tasks: Iterable[Task]) -> str:
    """Return the longest part of a search, two characters at least and without a space, that stands in some task.

    What stands somewhere has each of its own parts there too. So one pass over the search is
    enough: a part that is found grows at its end, one that is not moves on by a character.
    """
    where = "\n".join(map(searched, tasks))
    best, start = "", 0
    for end in range(1, len(words) + 1):
        while start < end:
            part = words[start:end]
            if not any(map(str.isspace, part)) and plain(part) in where:
                break
            start += 1
        if end - start > max(1, len(best)):
            best = words[start:end]
    return best

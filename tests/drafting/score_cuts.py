"""Drafts held against reports that were cut by hand: which tasks, chapters and objectives were found.

    python tests/drafting/score_cuts.py tests/drafting/cuts.jsonl --corpus FOLDER [--show]

A line locates one report's cuts, in characters of its file: `{"file", "sha256", "chapters": [[start, end]…],
"objectives": […], "tasks": [[[start, end]…]…]}`. A task is found where a draft task covers the same characters but for
half (intersection over union at least 0.5), each counted once; a heading where they share half of theirs.
"""

import argparse
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from luoshi.documents import read_document
from luoshi.drafting import Decomposition, Fate, draft_report
from luoshi.place import Span

HALF = 0.5
Chars = frozenset[int]


@dataclass(frozen=True, slots=True)
class Score:
    """How many were cut by hand, how many by the rules, and how many of them are the same."""

    wanted: int
    made: int
    same: int

    @property
    def f1(self) -> float:
        return 2 * self.same / (self.wanted + self.made) if self.wanted + self.made else 1.0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.wanted + other.wanted, self.made + other.made, self.same + other.same)


@dataclass(frozen=True, slots=True)
class Scores:
    """One report's scores, and the tasks in which the two differ, as spans of the file."""

    file: str
    tasks: Score
    chapters: Score
    objectives: Score
    missed: tuple[Chars, ...]
    further: tuple[Chars, ...]


def scored(lines: Iterable[str], corpus: Path) -> list[Scores]:
    """Score each report that stands in the corpus as it was when it was cut."""
    found = []
    for line in lines:
        cut = json.loads(line)
        path = corpus / cut["file"]
        if path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == cut["sha256"]:
            found.append(_score(cut, path))
    return found


def _score(cut: dict, path: Path) -> Scores:
    data = path.read_bytes()
    draft = draft_report(read_document(data, path.name))
    at = positions(draft, data.decode())
    text = data.decode()
    wanted = [_letters(spans, text) for spans in cut["tasks"]]
    made = [frozenset(at[i] for span in task.spans for i in range(*span) if i in at) for task in draft.tasks]
    made = [frozenset(i for i in chars if text[i].isalnum()) for chars in made]
    pairs = matched(wanted, made)
    chapters = {task.chapter.span for task in draft.tasks if task.chapter and task.fate is Fate.WORK}
    objectives = {task.objective.span for task in draft.tasks if task.objective}
    return Scores(
        path.name,
        Score(len(wanted), len(made), len(pairs)),
        _headings(cut["chapters"], chapters, at, text),
        _headings(cut["objectives"], objectives, at, text),
        tuple(chars for index, chars in enumerate(wanted) if index not in pairs),
        tuple(chars for index, chars in enumerate(made) if index not in pairs.values()),
    )


def _letters(spans: Iterable[Sequence[int]], text: str) -> Chars:
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def _headings(wanted: Sequence[Sequence[int]], made: Iterable[Span], at: dict[int, int], text: str) -> Score:
    ours = [frozenset(at[i] for i in range(*span) if i in at and text[at[i]].isalnum()) for span in made]
    theirs = [_letters([span], text) for span in wanted]
    same = sum(
        1 for chars in theirs if any(len(chars & other) * 2 >= min(len(chars), len(other)) > 0 for other in ours)
    )
    return Score(len(theirs), len(ours), same)


def matched(wanted: Sequence[Chars], made: Sequence[Chars]) -> dict[int, int]:
    """Pair what covers the same characters but for half, the likest first."""
    alike = []
    for one, chars in enumerate(wanted):
        for other, ours in enumerate(made):
            if both := len(chars & ours):
                share = both / len(chars | ours)
                if share >= HALF:
                    alike.append((-share, one, other))
    pairs: dict[int, int] = {}
    for _, one, other in sorted(alike):
        if one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs


def positions(draft: Decomposition, text: str) -> dict[int, int]:
    """Where each character of the report's text stands in the file; marks of bold and of headings are left out."""
    starts, offset = {}, 0
    for number, line in enumerate(text.split("\n"), 1):
        starts[number] = (offset, line)
        offset += len(line) + 1
    found = {}
    for line in draft.report.lines:
        start, raw = starts[line.place.line or 0]
        at = 0
        for index, letter in enumerate(line.text):
            at = raw.find(letter, at)
            if at < 0:
                break
            found[line.span.start + index] = start + at
            at += 1
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    scores = scored(arguments.file.read_text(encoding="utf-8").splitlines(), arguments.corpus)
    for one in scores:
        print(one.file, *(f"{name} {getattr(one, name).f1:.3f} ({getattr(one, name)})" for name in NAMES))
        if arguments.show:
            text = (arguments.corpus / one.file).read_text(encoding="utf-8")
            for name, several in (("-", one.missed), ("+", one.further)):
                for chars in several:
                    print(f"  {name} {''.join(text[i] for i in sorted(chars))}")
    for name in NAMES:
        total = sum((getattr(one, name) for one in scores), Score(0, 0, 0))
        print(f"{name}: F1 {total.f1:.3f} of {total.wanted} by hand, {total.made} by the rules")


NAMES = ("tasks", "chapters", "objectives")

if __name__ == "__main__":
    main()

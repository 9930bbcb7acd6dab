"""Score how announced lists of work reports are read: score_lists.py LISTS.jsonl CORPUS [--show]

Not a test of the suite: the reports are not kept here, and the labels hold places in them, not words. A label is a
line of JSON: file, kind (list, inline: one phrase of names, chapters: N个方面工作 with a section for each), title,
n, start, end, items as [start, end) in characters of the file.

A list is *read* where its items are tasks one for one, whole to the last character, punctuation at the ends aside; an
item that is longer than 400 characters, or holds a run of its own, may be several tasks that stand one behind the
other. It is *named* where a finding (or the refusal, where nothing was read) gives its title and its number. Else it
is lost.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from luoshi.errors import NoTaskFound
from luoshi.plan import Task
from luoshi.reading import read_plan

_LONG = 400
_RUN = re.compile(r"[（(]1[）)]|①|一是|二是|第一，")
_MOST = 14  # tasks that one item may be


def plain(text: str) -> str:
    return re.sub(r"\s+|\*\*|^[。；;，,、：:]+|[。；;，,、：:！!]+$", "", text)


def outcome(label: dict[str, Any], text: str, tasks: Sequence[Task], told: Sequence[str]) -> str:
    """Return read, named, or lost; "part N" where N of the items are tasks and the list is not named."""
    if label["kind"] == "inline" and _holds(text[label["start"] : label["end"]], tasks):
        return "read"
    count = sum(1 for start, end in label["items"] if _is_read(text[start:end], tasks))
    if count == len(label["items"]):
        return "read"
    inline = label["end"] if label["kind"] == "inline" else 0
    near = (
        plain(text[max(0, label["start"] - 250) : max(label["items"][0][0] + 1, inline)])
        .replace("“", "")
        .replace("”", "")
    )
    number = str(label["n"] or len(label["items"]))
    named = any(number in message and title and _same(title, near) for title, message in _titles(told))
    return "named" if named else f"part {count}" if count else "lost"


def _holds(phrase: str, tasks: Sequence[Task]) -> bool:
    return any(plain(phrase) in plain(task.text) for task in tasks)


def _is_read(item: str, tasks: Sequence[Task]) -> bool:
    whole = plain(item)
    texts = [plain(task.text) for task in tasks]
    if whole in texts:
        return True
    head, _, rest = item.partition("。")
    headed = [task for task in tasks if plain(head) and plain(head) in plain(task.objective)]
    if rest and any(plain(task.text) == plain(rest) for task in headed):
        return True
    if len(item) <= _LONG and not _RUN.search(item):
        return False
    bare = _letters(item)
    for first in range(len(texts)):
        joined = ""
        for task in tasks[first : first + _MOST]:
            joined += _letters(task.text)
            if joined == bare or (rest and joined == _letters(rest)):
                return True
            if not (bare.startswith(joined) or _letters(rest).startswith(joined)):
                break
    return False


def _letters(text: str) -> str:
    return re.sub(r"[（(]\d+[）)]|[①-⑳]|[一二三四五六七八九十]是|[^\w%]", "", text)


def _titles(told: Sequence[str]) -> list[tuple[str, str]]:
    return [(title, message) for message in told for title in re.findall(r"“(.+?)”(?=[（、，]|这|$)", message)]


def _same(title: str, near: str) -> bool:
    bare = re.sub(r"[“”…]", "", plain(title))
    return bare in near


def main() -> None:
    labels = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf8").splitlines()]
    corpus, show = Path(sys.argv[2]), "--show" in sys.argv
    counts: dict[str, Counter[str]] = {}
    for name in dict.fromkeys(label["file"] for label in labels):
        data = (corpus / name).read_bytes()
        text = data.decode("utf8")
        try:
            plan = read_plan(data, name)
            tasks, told = list(plan.tasks), [f.message for f in plan.findings if f.code.endswith("-not-read")]
        except NoTaskFound as refusal:
            tasks, told = [], [str(refusal)]
        for label in (one for one in labels if one["file"] == name):
            result = outcome(label, text, tasks, told)
            counts.setdefault(label["kind"], Counter())[result.split()[0]] += 1
            if show and result != "read":
                print(label["kind"], name[:3], result, "of", len(label["items"]), "|", label["title"][-50:])
    for kind, count in counts.items():
        print(kind, sum(count.values()), dict(count))


if __name__ == "__main__":
    main()

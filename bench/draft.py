"""Drafts of work reports: what is lost, how they stand beside cuts by hand, who is proposed, how long it takes."""

import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.measuring import Table
from luoshi.documents import read_document
from luoshi.drafting import draft_report
from luoshi.reading import read_plan
from tests.drafting import accounting
from tests.drafting.score_cuts import NAMES, Score, scored
from tests.drafting.test_who_is_proposed import left_out, shares

TITLE = "Work reports cut into drafts"
ABOUT = (
    "Reports of the corpus that `LUOSHI_CORPUS` names, each cut into its draft. A value is that of a target that the "
    "grammar reads in this year's part, paragraph by paragraph: it must stand in exactly one task. The cuts by hand "
    "were made by readers who had not seen the rules; a task is found where a draft task covers the same letters but "
    "for half. Units are proposed for the demo with one objective left out at a time, and for a next year of it "
    "that was made up by one who had not read the rules, half of it reworded; the functions were written from the "
    "units' names alone. Seconds are of the processor, of a report of about 20,000 characters in a process that has "
    "cut one before."
)
FOLDER = Path(__file__).parent.parent / "tests" / "drafting"
CUTS = {"opened": "cuts_opened.jsonl", "held out": "cuts_held_out.jsonl"}
GOALS = {"tasks": 0.85, "chapters": 0.95, "objectives": 0.95}
ROUNDS = 5


def gates(corpus: Path) -> list[list[str]]:
    """What of all reports was lost, doubled, rewritten or taken from another part."""
    reports = values = wrong = changed = other = without = refused = 0
    for path in sorted(corpus.glob("*.txt")):
        try:
            draft = draft_report(read_document(path.read_bytes(), path.name))
        except Exception as error:  # a report without such a part is counted, whatever it says
            refused += 1
            print(path.name, error)
            continue
        reports += 1
        values += sum(1 for _ in accounting.values_of_this_year(draft))
        wrong += len(accounting.values_not_in_one_task(draft))
        changed += len(accounting.words_changed(draft))
        other += len(accounting.tasks_of_other_parts(draft))
        without += len(accounting.letters_without_fate(draft))
    return [
        ["reports", str(reports), f"{refused} refused"],
        ["values of this year's part", str(values), f"{wrong} not in exactly one task"],
        ["tasks with a word changed", str(changed), "gate: 0"],
        ["tasks of another part", str(other), "gate: 0"],
        ["letters without a fate", str(without), "gate: 0"],
    ]


def by_hand(corpus: Path) -> list[list[str]]:
    rows = []
    for which, name in CUTS.items():
        path = FOLDER / name
        scores = scored(path.read_text(encoding="utf-8").splitlines(), corpus) if path.exists() else []
        for kind in NAMES if scores else ():
            total = sum((getattr(one, kind) for one in scores), Score(0, 0, 0))
            said = f"{total.wanted} by hand, {total.made} by the rules, {total.same} the same; goal {GOALS[kind]}"
            rows.append([f"{kind}, {len(scores)} reports {which}", f"F1 {total.f1:.3f}", said])
    return rows


def proposals() -> list[list[str]]:
    [file] = (Path(__file__).parent.parent / "src/luoshi_web/demo").rglob("binjiang-2025-h1.txt")
    demo = read_plan(file.read_bytes(), file.name)
    given = json.loads((FOLDER / "functions_of_a_district.json").read_text(encoding="utf-8"))
    functions: dict[str, Sequence[str]] = {one["unit"]: one["functions"] for one in given}
    rows = []
    for name, known in (("with functions", functions), ("without", {})):
        first, among, sure, wrong = shares(left_out(demo.tasks, known))
        said = f"first {first:.2f}; {sure} called sure, {wrong} of them wrong"
        rows.append([f"lead among three, an objective left out, {name}", f"{among:.2f}", said])
    return rows


def seconds(corpus: Path) -> list[list[str]]:
    near = sorted(corpus.glob("*.txt"), key=lambda one: abs(len(one.read_text(encoding="utf-8")) - 20_000))
    data = near[ROUNDS].read_bytes()
    draft_report(read_document(data, near[ROUNDS].name))
    taken = []
    for path in near[:ROUNDS]:  # each another report: what was read once is remembered
        data = path.read_bytes()
        begun = time.process_time()
        draft_report(read_document(data, path.name))
        taken.append(time.process_time() - begun)
    letters = len(data.decode())
    return [[f"a report of {letters:,} characters", f"{median(taken):.2f} s", "goal: under 2 s"]]


def measure() -> Table:
    folder = os.environ.get("LUOSHI_CORPUS")
    rows = proposals()
    if folder:
        corpus = Path(folder)
        rows = [*gates(corpus), *by_hand(corpus), *rows, *seconds(corpus)]
    return Table(["what", "measured", ""], rows, [] if folder else ["LUOSHI_CORPUS names no folder of reports."])

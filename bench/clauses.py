"""Figures out of clauses: Luoshi beside what people would use instead, one core, CPU seconds."""

import json
import os
import re
import statistics
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from bench.builds import HERE, Build
from bench.measuring import ROUNDS, Table
from bench.readers import READERS, plainly

TITLE = "Figures out of clauses"
ABOUT = (
    "Each distinct text and statement of the demo plan, split at ，。； into clauses, read one by one on one core, "
    "in CPU seconds (median of five). F1 is on value and measure, against the labels in `tests/gold`. The control "
    "is one regular expression: a number, 万 or 亿, the longest measure word that Luoshi knows."
)
ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold" / "binjiang-2025-h1.gold.json"
NAMES = {
    "luoshi": "**Luoshi**",
    "recognizers": "recognizers-text-suite",
    "jionlp": "jionlp (money)",
    "jionlp_with_time": "jionlp (money and time)",
    "chinese2digits": "chinese2digits",
    "cn2an": "cn2an, then the control",
    "control": "control: one regular expression",
}
END_OF_CLAUSE = re.compile("[^,，。;；]+")


def labelled_clauses() -> tuple[list[dict[str, str]], list[Counter[tuple[str, str]]]]:
    """Return the clauses, and the (value, measure) pairs that were labelled in each."""
    clauses, labels, seen = [], [], set()
    for task in json.loads(GOLD.read_text(encoding="utf-8"))["tasks"]:
        for kind, text, found in (
            ("target", task["text"], task["targets"]),
            ("progress", task["statement"], task["observations"]),
        ):
            if text in seen:
                continue
            seen.add(text)
            for clause in END_OF_CLAUSE.finditer(text):
                clauses.append({"kind": kind, "text": clause[0]})
                inside = [one for one in found if one["value"] is not None and one["value_span"]]
                inside = [one for one in inside if clause.start() <= one["value_span"][0] < clause.end()]
                labels.append(Counter((plainly(str(one["value"])), one["measure"]) for one in inside))
    return clauses, labels


def f1(labels: list[Counter[tuple[str, str]]], found: list[Counter[tuple[str, str]]]) -> float:
    hits = sum((label & one).total() for label, one in zip(labels, found, strict=True))
    return 2 * hits / (sum(one.total() for one in labels) + sum(one.total() for one in found))


def measure() -> Table:
    clauses, labels = labelled_clauses()
    lines = "\n".join(json.dumps(clause, ensure_ascii=False) for clause in clauses)
    around = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "ignore"}
    rows = []
    for name in READERS:
        command = [ROOT / ".venv-bench" / "bin" / "python", "-m", "bench.readers", name]
        done = subprocess.run(command, cwd=ROOT, env=around, input=lines, capture_output=True, text=True, check=True)
        answer = json.loads(done.stdout)
        found = [Counter((value, measure) for value, measure in pairs) for pairs in answer["pairs"]]
        speed = f"{len(clauses) / answer['seconds']:,.0f}"
        rows.append([NAMES[name], f"{f1(labels, found):.3f}", speed, str(answer["failed"])])
    notes = [
        f"{len(clauses)} clauses, {sum(label.total() for label in labels)} labelled pairs.",
        "Luoshi also gives metric, basis, comparator, period, hedge, milestone and span; none of the others does.",
        "Those that read a bare number are given the longest measure word that follows it, which favours them.",
    ]
    return Table(["reader", "F1 of value and measure", "clauses a CPU second", "clauses it failed on"], rows, notes)


ABOUT_AGAINST = (
    "The same clauses beside an earlier build: a process of each in turns, each the median of its five rounds in "
    "processor time, and of those the median of five; the least of the five in brackets."
)


def against(build: Build) -> tuple[Table, ...]:
    """Measure this build beside another, in clauses a second of processor time."""
    clauses, labels = labelled_clauses()
    lines = "\n".join(json.dumps(clause, ensure_ascii=False) for clause in clauses)
    speeds: dict[str, list[float]] = {}
    scores: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="luoshi-clauses-") as home:
        for _ in range(ROUNDS):
            for one in (build, HERE):
                answer = json.loads(one.run(one.around(home), "-m", "bench.readers", "luoshi", given=lines))
                speeds.setdefault(one.name, []).append(len(clauses) / answer["seconds"])
                found = [Counter((value, measure) for value, measure in pairs) for pairs in answer["pairs"]]
                scores[one.name] = f1(labels, found)
    rows = [
        [name, f"{scores[name]:.3f}", f"{statistics.median(of_build):,.0f} ({min(of_build):,.0f})"]
        for name, of_build in speeds.items()
    ]
    share = statistics.median(speeds[HERE.name]) / statistics.median(speeds[build.name])
    return (
        Table(["build", "F1", "clauses a CPU second"], rows, [f"{len(clauses)} clauses; now / before: {share:.2f}."]),
    )

"""The grammar: where its time goes, how it grows with the text, what a long fuzz finds, and labelled clauses."""

import cProfile
import os
import pstats
import random
import time
from pathlib import Path

from bench.clauses import labelled_clauses
from bench.measuring import Table, rivals
from luoshi.grammar import read_promise, read_statement
from luoshi.grammar.examples import PROMISES, STATEMENTS
from tests.grammar.score_clauses import located, score

TITLE = "The grammar"
ABOUT = (
    "One core, CPU seconds. A text of ten times the length should take ten times as long. The fuzz reads texts put "
    "together at random from the grammar's own words for a minute, and holds every span to its text. The labelled "
    "clauses are from 70 work reports of other governments, labelled by two readers who had not seen the grammar; "
    "`tests/grammar/labels.jsonl` and `labels_held_out.jsonl` locate them, and `LUOSHI_CORPUS` names the folder that "
    "holds the reports. The rules were mended while the first were read, so these say how well the grammar knows its "
    "own school; the second were kept from those who wrote the rules, so these say how it does on what it has not "
    "seen. `labels_hard.jsonl` and `labels_hard_held_out.jsonl` are further clauses, picked because they are hard."
)
LABELS = {
    "clauses that the rules were mended by": "labels.jsonl",
    "clauses held out": "labels_held_out.jsonl",
    "hard clauses that the rules were mended by": "labels_hard.jsonl",
    "hard clauses held out": "labels_hard_held_out.jsonl",
}
FOLDER = Path(__file__).parent.parent / "tests" / "grammar"
FUZZ_SECONDS = 60
UNIT = "力争新增规上企业5家以上、增长8%,其中工业企业3家(含小微企业1家),占比60%。"


def lengths() -> list[list[str]]:
    """Time one text at 1,000, 10,000 and 100,000 characters."""
    rows = []
    for length in (1_000, 10_000, 100_000):
        text = (UNIT * (length // len(UNIT) + 1))[:length]
        timing = rivals({"read": lambda text=text: read_promise(text)}, clock=time.process_time)["read"]  # type: ignore[misc]
        rows.append([f"a text of {length:,} characters", str(timing)])
    return rows


def shares() -> list[list[str]]:
    """Tell which module the time of the demo plan's clauses goes to."""
    clauses = [clause["text"] for clause in labelled_clauses()[0]]
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(20):
        for text in clauses:
            read_promise(text)
    profile.disable()
    spent: dict[str, float] = {}
    for (path, _, _), (_, _, own, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        name = Path(path).stem if "luoshi" in path else "the interpreter's own (re, str, dict)"
        spent[name] = spent.get(name, 0) + own
    whole = sum(spent.values())
    largest = sorted(spent.items(), key=lambda item: -item[1])[:6]
    return [[f"time in `{name}`", f"{100 * own / whole:.0f} %"] for name, own in largest]


def fuzz(seconds: float, seed: int = 1) -> int:
    """Read random texts until the time is over, and return how many.

    Raises:
        AssertionError: a span does not give back its text; the text is in the message.
    """
    chance = random.Random(seed)
    examples = [text for groups in (PROMISES, STATEMENTS) for group in groups.values() for text in group]
    pieces = [
        text[at : at + length] for text in examples for length in (1, 2, 3, 5) for at in range(0, len(text), length)
    ]
    end, count = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        text = "".join(chance.choices(pieces, k=chance.randint(1, 30)))
        for read in (read_promise, read_statement):
            reading = read(text, year=2025)
            for figure in (*reading.targets, *reading.observations):
                assert 0 <= figure.span.start < figure.span.end <= len(text), text
                assert figure.value_span is None or figure.value_span.of(text) == figure.value_text, text
        count += 1
    return count


def labelled() -> list[list[str]]:
    """Score the labelled clauses, where the reports are at hand."""
    corpus = os.environ.get("LUOSHI_CORPUS", "")
    if not corpus or not Path(corpus).is_dir():
        return []
    rows = []
    for which, name in LABELS.items():
        lines = list(located((FOLDER / name).read_text(encoding="utf-8").splitlines(), Path(corpus)))
        scores = score(lines)
        for kind in ("targets", "observations"):
            figures = f"plain F1 {scores[kind]:.3f}, strict {scores[f'{kind} strict']:.3f}"
            rows.append([f"{len(lines)} {which}, {kind}", figures])
    return rows


def measure() -> Table:
    rows = [*lengths(), *shares()]
    rows.append([f"a fuzz of {FUZZ_SECONDS} seconds", f"{fuzz(FUZZ_SECONDS):,} texts, none of which broke it"])
    rows += labelled()
    return Table(["what", "median of five (fastest to slowest), or found"], rows)

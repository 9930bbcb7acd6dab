"""Measure the two thresholds of likeness: how many figures are settled wrongly, and how many left open, at each.

    python tests/pacing/score_likeness.py --corpus DIR

`SETTLES` decides from where on a likeness of words settles that a figure counts what its target names, `DOUBTFUL` from
where on a person is asked (src/luoshi/pacing/likeness.py). Two measurements:

- the open pairs of pairs.jsonl, and the rows of lights.csv with their variants, each with its own right answer;
- strangers: tasks of pairs.jsonl, each with the sentence that answers another task counted in the same measure. Hardly
  any of them speaks of the task: what lights there and does not where only names settle is settled wrongly by likeness.

Those held out are not used: a threshold chosen by them could not be judged by them.
"""

import argparse
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from luoshi.grammar import read_promise, read_statement
from luoshi.pacing import likeness
from luoshi.plan import Light, State
from tests.pacing.one_row import judged
from tests.pacing.score_pairs import Pair, Verdict, count, judge, located
from tests.pacing.test_the_lights_of_other_tables import GIVEN, TURNED

FOLDER = Path(__file__).parent
SETTLES = (0.5, 0.56, 0.62, 0.68, 0.74, 0.8, 0.86, 0.92, 1.0)
DOUBTFUL = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


@contextmanager
def thresholds(settles: float, doubtful: float) -> Iterator[None]:
    """Judge by other thresholds for a while."""
    before = likeness.SETTLES, likeness.DOUBTFUL
    likeness.SETTLES, likeness.DOUBTFUL = settles, doubtful
    try:
        yield
    finally:
        likeness.SETTLES, likeness.DOUBTFUL = before


def pairs(corpus: Path) -> list[Pair]:
    """Return the open pairs and the rows of lights.csv with their variants."""
    lines = (FOLDER / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [
        Pair(f"l{index}", "made", "plain", case.as_of, case.text, case.statement, case.states, case.lights, case.why)
        for index, case in enumerate((*GIVEN, *TURNED))
    ]
    return [*located(lines, corpus), *rows]


def strangers(of: list[Pair], most: int = 2500) -> list[tuple[Pair, Pair]]:
    """Return tasks with the sentences of others that count in a measure of theirs; the same ones each time."""
    asked = [{target.measure for target in read_promise(pair.text).targets} - {None, "%"} for pair in of]
    given = [{figure.measure for figure in read_statement(pair.statement).observations} for pair in of]
    crossed = [
        (of[i], of[j])
        for i, measures in enumerate(asked)
        for j, others in enumerate(given)
        if of[i].text != of[j].text and measures & others
    ]
    return random.Random(1).sample(crossed, min(most, len(crossed)))


def lit_and_asked(crossed: list[tuple[Pair, Pair]]) -> tuple[int, int]:
    """Count the strangers that get a light, and those about which a person is asked."""
    found = [judged(task.text, answer.statement, task.as_of) for task, answer in crossed]
    return sum(one.light is not Light.GREY for one in found), sum(one.state is State.UNCLEAR for one in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder that located texts stand in")
    of = pairs(parser.parse_args().corpus)
    crossed = strangers([pair for pair in of if not pair.id.startswith("l")])
    with thresholds(1.01, 1.01):
        named, _ = lit_and_asked(crossed)
    head = ("settles", "doubtful", "false lights", "left grey", "strangers lit by likeness", "strangers asked about")
    print("| " + " | ".join(head) + " |", "|" + " --- |" * len(head), sep="\n")
    in_force = likeness.SETTLES, likeness.DOUBTFUL
    tried = [(settles, in_force[1]) for settles in SETTLES]
    tried += [(in_force[0], doubtful) for doubtful in DOUBTFUL if doubtful != in_force[1]]
    for settles, doubtful in tried:
        with thresholds(settles, doubtful):
            counted = count(judge(of))
            lit, asked = lit_and_asked(crossed)
        false = counted.of[Verdict.FALSE_GREEN] + counted.of[Verdict.FALSE_ALARM]
        mark = "**" if (settles, doubtful) == in_force else ""
        cells = (f"{mark}{settles:.2f}{mark}", f"{mark}{doubtful:.2f}{mark}", false, counted.of[Verdict.LEFT_GREY])
        print("| " + " | ".join(map(str, (*cells, lit - named, asked))) + " |", flush=True)
    print(f"{len(of)} pairs, {len(crossed)} strangers, {named} of which are lit by their names")


if __name__ == "__main__":
    main()

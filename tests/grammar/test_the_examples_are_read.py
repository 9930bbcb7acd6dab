"""The examples of luoshi.grammar.examples are the grammar's specification; every one is read as it says."""

import re
from datetime import date
from pathlib import Path

from luoshi.grammar import claims, explain, read_promise, read_statement
from luoshi.grammar.examples import (
    CLAIMS,
    MILESTONES,
    PROMISES,
    STATEMENTS,
    YEAR,
    short_milestone,
    short_observation,
    short_target,
    tables,
)
from tests.rows import each_of

AS_OF = date(YEAR, 6, 30)
DOCS = Path(__file__).parents[2] / "docs" / "grammar.md"


@each_of(("text", "meant"), [(text, meant) for group in PROMISES.values() for text, meant in group.items()])
def test_a_promise_is_read(text: str, meant: tuple[str, ...]) -> None:
    assert tuple(map(short_target, read_promise(text, year=YEAR, as_of=AS_OF).targets)) == meant


@each_of(("text", "meant"), [(text, meant) for group in STATEMENTS.values() for text, meant in group.items()])
def test_a_statement_is_read(text: str, meant: tuple[str, ...]) -> None:
    assert tuple(map(short_observation, read_statement(text, year=YEAR, as_of=AS_OF).observations)) == meant


@each_of(("text", "meant"), MILESTONES.items())
def test_a_milestone_is_read(text: str, meant: tuple[str, ...]) -> None:
    assert tuple(map(short_milestone, read_promise(text, year=YEAR, as_of=AS_OF).milestones)) == meant


@each_of(("text", "claim"), CLAIMS.items())
def test_a_claim_is_read(text: str, claim: str) -> None:
    assert read_statement(text, year=YEAR, as_of=AS_OF).claim == claim


@each_of("text", [text for groups in (PROMISES, STATEMENTS) for group in groups.values() for text in group])
def test_every_example_can_be_explained(text: str) -> None:
    for kind in ("target", "progress"):
        assert explain(text, kind, YEAR, AS_OF).startswith(text)


def test_the_docs_show_the_examples() -> None:
    assert tables() in DOCS.read_text(encoding="utf-8"), "put examples.tables() into docs/grammar.md"


def test_every_rule_that_the_examples_use_has_a_chinese_name() -> None:
    for kind, groups in (("target", PROMISES), ("progress", STATEMENTS)):
        for text in [text for group in groups.values() for text in group]:
            assert_named(explain(text, kind, YEAR, AS_OF, language="en"), explain(text, kind, YEAR, AS_OF))


def assert_named(english: str, chinese: str) -> None:
    """Both trees have the same lines; in Chinese no rule is left in English."""
    assert len(english.splitlines()) == len(chinese.splitlines())
    for line in chinese.splitlines()[1:]:
        first = line.lstrip("├└│─ ·").split("  ")[0].split(" (")[0]
        assert not first.isascii() or not first, line


def test_what_a_claim_may_begin_with_leaves_none_out() -> None:
    texts = [*CLAIMS, *(text for group in STATEMENTS.values() for text in group)]
    guarded = dict(claims._ROWS)
    for claim, pattern in claims.CLAIMS:
        for text in texts:
            assert bool(re.search(pattern, text)) == bool(guarded[claim].search(text)), (claim, text)

"""What the README says is so: its commands run, its library call runs, its figures are those of the demo plan."""

import re
from collections import Counter
from pathlib import Path

import pytest

from luoshi.cli import main
from luoshi.plan import Plan
from luoshi.reading import read_plan

ROOT = Path(__file__).parent.parent
PAGES = ["README.md", "README.zh-CN.md"]


def blocks(name: str, language: str = "") -> list[str]:
    """Return the code blocks of a page that are marked as of `language`."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def commands(name: str) -> list[list[str]]:
    lines = [line.split(" #")[0].split() for block in blocks(name) for line in block.splitlines()]
    return [line[1:] for line in lines if line and line[0] == "luoshi"]


@pytest.fixture(scope="module")
def plan() -> Plan:
    path = ROOT / "src" / "luoshi_web" / "demo" / "binjiang-2025-h1.txt"
    return read_plan(path.read_bytes(), path.name)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder where the README's paths lead somewhere, and what is written does no harm."""
    (tmp_path / "src").symlink_to(ROOT / "src")
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    return tmp_path


@pytest.mark.parametrize("name", PAGES)
def test_it_opens_with_the_two_commands(name: str) -> None:
    lines = [line.split("#")[0].strip() for line in blocks(name)[0].strip().splitlines()]
    assert lines[-2:] == ["make run", "make test"]


@pytest.mark.parametrize("line", commands(PAGES[0]), ids=" ".join)
def test_its_commands_run(
    line: list[str], checkout: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each in a fork of this process, which has read the plan and made what that takes: tests/cli starts the others."""
    monkeypatch.chdir(checkout)
    status = main(line)
    out, err = capfd.readouterr()
    assert status == 0, err
    assert out.strip()


def test_both_languages_show_the_same_commands() -> None:
    assert commands(PAGES[0]) == commands(PAGES[1])


def test_its_library_call_runs(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = blocks(PAGES[0], "python")
    monkeypatch.chdir(checkout)
    exec(compile(example, PAGES[0], "exec"), {"__name__": "__main__"})
    assert len(capsys.readouterr().out.splitlines()) == 154


def test_its_figures_are_those_of_the_demo_plan(plan: Plan) -> None:
    numeric = [task for task in plan.tasks if task.numeric]
    states = Counter(task.assessment.state.value for task in plan.tasks if task.assessment)

    assert len(plan.tasks) == 154
    assert sum(task.statement.strip(" 。") == "序时推进" for task in plan.tasks) == 144
    assert len(numeric) == 45
    assert states == {
        "ahead": 3, "on_pace": 1, "behind": 2, "awaiting_data": 2, "not_due": 1, "no_figure": 43, "claim_only": 102
    }  # fmt: skip
    for name in PAGES:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert all(re.search(rf"(?<!\d){figure}(?!\d)", text) for figure in ("154", "144", "45", "43", "102"))


def test_its_sentence_on_task_5_is_what_is_said(plan: Plan) -> None:
    (task,) = (task for task in plan.tasks if task.key == "5")
    assert task.assessment is not None
    assert "53.7%" in task.assessment.sentence
    assert "6.5%" in task.assessment.sentence

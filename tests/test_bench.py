"""The benchmarks: medians that are medians, a page whose tables are replaced, a control that is fair."""

from collections import Counter
from pathlib import Path

import pytest

import bench.__main__ as page
from bench import BENCHMARKS, clauses
from bench.measuring import ROUNDS, Table, rivals
from bench.readers import control
from bench.table_readers import recovered


def test_a_figure_is_the_median_of_five_rounds_taken_in_turn() -> None:
    taken = {"first": [1, 6, 4, 9, 5], "second": [2, 3, 8, 0, 4]}  # seconds, round by round
    seconds = iter([tick for one, two in zip(*taken.values(), strict=True) for tick in (0, one, 0, two)])
    order: list[str] = []
    actions = {"first": lambda: order.append("first"), "second": lambda: order.append("second")}

    timings = rivals(actions, clock=lambda: next(seconds))

    assert order[2:] == ["first", "second"] * ROUNDS
    first, second = timings["first"], timings["second"]
    assert (first.fastest, first.median, first.slowest) == (1000, 5000, 9000)
    assert (second.fastest, second.median, second.slowest) == (0, 3000, 8000)


def test_a_table_is_replaced_in_the_page_and_never_doubled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "PAGE", tmp_path / "benchmarks.md")
    old, new = Table(["what"], [["old"]]), Table(["what"], [["new"]], ["noted"])

    page.write("reading", page.section("reading", "Reading", "About it.", old))
    page.write("clauses", page.section("clauses", "Clauses", "About it.", old))
    page.write("reading", page.section("reading", "Reading", "About it.", new))

    text = (tmp_path / "benchmarks.md").read_text(encoding="utf-8")
    assert text.count("## Reading") == 1
    assert text.index("| new |") < text.index("## Clauses")
    assert "| new |\n\n- noted\n" in text


def test_a_benchmark_that_lacks_what_it_needs_leaves_its_table_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(page, "PAGE", tmp_path / "benchmarks.md")
    monkeypatch.setattr("sys.argv", ["bench", "lights"])
    monkeypatch.delenv("LUOSHI_CORPUS", raising=False)
    page.write("lights", page.section("lights", "Lights", "About it.", Table(["what"], [["old"]])))

    assert page.main() == 0

    assert "| old |" in (tmp_path / "benchmarks.md").read_text(encoding="utf-8")
    assert "nothing was measured" in capsys.readouterr().out


def test_the_control_reads_a_number_its_size_and_the_longest_measure() -> None:
    read = control()
    assert read("target", "完成投资300亿元以上") == [("30000000000", "元")]
    assert read("target", "下降0.5个百分点") == [("0.5", "个百分点")]
    assert read("target", "第三季度") == []


def test_every_labelled_figure_stands_in_one_clause() -> None:
    found, labels = clauses.labelled_clauses()
    assert (len(found), len(labels)) == (394, 394)
    assert clauses.f1(labels, labels) == 1
    assert clauses.f1(labels, [Counter()] * len(labels)) == 0


def test_a_row_is_recovered_only_when_every_cell_is_right() -> None:
    wanted = [["objective", "1", "新增 学位", "教育局", "/", "序时推进"]]
    assert recovered([[None, 1.0, "新增学位", "教育局", "/", "序时推进"]], wanted) == 1
    assert recovered([["1", "新增学位", "教育局", "序时推进", "/"]], wanted) == 0


def test_every_benchmark_has_its_file() -> None:
    folder = Path(page.__file__).parent
    assert [name for name in BENCHMARKS if not (folder / f"{name}.py").exists()] == []

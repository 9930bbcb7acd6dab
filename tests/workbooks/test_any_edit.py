"""Random edits of a workbook: never a crash, never a change without a listed line, and twice is once."""

import io
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from luoshi.errors import UnreadableFile
from luoshi_web.reports.models import Contribution, Draft
from luoshi_web.trail.models import Entry
from luoshi_web.workbooks.cells import read_book
from luoshi_web.workbooks.content import Content, content_of
from luoshi_web.workbooks.models import Outcome, Upload
from tests.chosen import times
from tests.reports.town import Town
from tests.workbooks.book import Filled, cycle_of, lines, sent

CELLS = st.one_of(
    st.none(),
    st.text(max_size=12).filter(lambda text: all(ord(one) >= 32 for one in text)),
    st.integers(-(10**9), 10**17),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(),
    st.booleans(),
    st.sampled_from(["报不了", "未开始", "=1+1", "=A1", "12%", "１２", "LS1:r:2:0:", "#REF!", " ", "2025-09-31"]),
)
PLACES = st.tuples(st.sampled_from(["填报", "数字", "识别", "说明", "协办"]), st.integers(1, 7), st.integers(1, 10))
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), PLACES, CELLS),
        st.tuples(st.just("merge"), PLACES, st.integers(1, 3)),
        st.tuples(st.just("delete row"), PLACES, st.none()),
        st.tuples(st.just("insert row"), PLACES, st.none()),
        st.tuples(st.just("delete column"), PLACES, st.none()),
        st.tuples(st.just("insert column"), PLACES, st.none()),
        st.tuples(st.just("rename"), PLACES, st.text("abc表", min_size=1, max_size=4)),
    ),
    max_size=8,
)


def edit(book: Any, what: str, place: tuple[str, int, int], value: Any) -> None:
    title, row, column = place
    if title not in book.sheetnames:
        return
    sheet = book[title]
    if what == "write":
        cell = sheet.cell(row, column)
        if type(cell).__name__ == "Cell":
            cell.value = value
    elif what == "merge":
        sheet.merge_cells(start_row=row, start_column=column, end_row=row + value, end_column=column + value - 1)
    elif what == "rename":
        sheet.title = value
    else:
        act, _, of = what.partition(" ")
        getattr(sheet, f"{act}_{'rows' if of == 'row' else 'cols'}")(row if of == "row" else column)


def standing(content: Content) -> dict[tuple[str, str, int], dict[str, str]]:
    return {item.row: dict(item.raw) for item in content.items}


def acts() -> tuple[int, int, int]:
    numbers = sum(Draft.objects.values_list("number", flat=True)) + sum(
        Contribution.objects.values_list("number", flat=True)
    )
    return numbers, Entry.objects.count(), Upload.objects.count()


@pytest.mark.parametrize("unit", ["教育局", "财政局", "住建局"])
def test_any_edit_is_taken_or_said(town: Town, unit: str) -> None:
    town.opened()
    by = {"教育局": town.wang, "财政局": town.cai, "住建局": town.zhu}[unit]
    fresh = Filled(town, unit).bytes

    @settings(max_examples=times(3, 40), deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(EDITS, st.booleans())
    def edited(edits: list[tuple[str, tuple[str, int, int], Any]], hand_in: bool) -> None:
        book = load_workbook(io.BytesIO(fresh))
        for what, place, value in edits:
            edit(book, what, place, value)
        stored = io.BytesIO()
        book.save(stored)
        data = stored.getvalue()
        before = standing(content_of(cycle_of(town), town.unit(unit)))

        received = sent(town, data, by, unit=unit, hand_in=hand_in)

        after = standing(content_of(cycle_of(town), town.unit(unit)))
        changed = {row for row in after if after[row] != before[row]}
        taken = lines(received.upload, Outcome.TAKEN) if received.new else []
        named = {(line.kind, (line.report or line.contribution.report).task.key, line.part) for line in taken}  # type: ignore[union-attr]
        assert changed <= named
        assert received.upload.finished_at is not None
        once = acts()
        assert not sent(town, data, by, unit=unit, hand_in=hand_in).new
        assert acts() == once

    edited()


@settings(max_examples=times(40, 150), deadline=None, derandomize=True)
@given(st.data())
def test_broken_bytes_are_refused_in_a_sentence(data: st.DataObject) -> None:
    whole = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    with suppress(UnreadableFile):  # and nothing else
        read_book(bytes(whole[: data.draw(st.integers(1, len(whole)))]), "x.xlsx")


def _small() -> bytes:
    book, stored = Workbook(), io.BytesIO()
    for row in range(1, 6):
        book.active.append([row, "本期完成情况", 0.5])  # type: ignore[union-attr]
    book.save(stored)
    return stored.getvalue()


SMALL = _small()  # once: a zip holds the time of day

"""A unit's sealed scan says which versions it covers, and that it is old once a version came after it."""

from pathlib import Path

import pytest

from luoshi.errors import LuoshiError
from luoshi_web.reports.actions.answering import Written, correct, withdraw
from luoshi_web.reports.actions.keeping import NotTaken
from luoshi_web.reports.actions.sealing import add_sheet, remove_sheet, sealed_of
from luoshi_web.reports.models import SealedSheet
from luoshi_web.supervision.reviewing import accept
from luoshi_web.trail.models import Entry
from tests.reports.files import PDF, sent, zipped
from tests.reports.town import Town, on

DONE = "截至9月底，新增绿化面积19.2万方。"


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> None:
    settings.KEPT_FILES = tmp_path


def test_a_scan_covers_what_was_handed_in_and_grows_old(town: Town) -> None:
    cycle, unit = town.opened(), town.unit("住建局")
    version = town.submitted("3", DONE, town.zhu)
    sheet = add_sheet(cycle, unit, sent("盖章.pdf"), by=town.zhu, at=on(11))
    (one,) = sealed_of(cycle, unit)
    assert (list(sheet.versions.all()), one.covers, one.newer, one.stale) == ([version], 1, 0, False)

    town.submitted("4", "加强了扬尘管治。", town.zhu)
    assert [(one.covers, one.newer) for one in sealed_of(cycle, unit)] == [(1, 1)]
    accept(town.report("3"), by=town.li, at=on(13))
    correct(town.report("3"), Written("截至9月底，新增绿化面积20万方。"), reason="补录", by=town.zhu, at=on(14))
    assert [(one.covers, one.newer) for one in sealed_of(cycle, unit)] == [(0, 2)]
    add_sheet(cycle, unit, sent("盖章2.pdf", PDF + b"2"), by=town.zhu, at=on(15))
    assert [(one.sheet.number, one.stale) for one in sealed_of(cycle, unit)] == [(2, False), (1, True)]


def test_what_was_withdrawn_is_not_held_against_a_scan(town: Town) -> None:
    cycle, unit = town.opened(), town.unit("住建局")
    town.submitted("3", DONE, town.zhu)
    add_sheet(cycle, unit, sent("a.pdf"), by=town.zhu, at=on(11))
    withdraw(town.report("3"), by=town.zhu, at=on(11))
    assert [(one.covers, one.newer) for one in sealed_of(cycle, unit)] == [(0, 0)]


def test_a_scan_before_anything_is_handed_in_and_one_that_is_no_scan_are_refused(town: Town) -> None:
    cycle, unit = town.opened(), town.unit("住建局")
    with pytest.raises(LuoshiError, match="先提交再传"):
        add_sheet(cycle, unit, sent("a.pdf"), by=town.zhu, at=on(11))
    town.submitted("3", DONE, town.zhu)
    with pytest.raises(NotTaken, match="不能传"):
        add_sheet(cycle, unit, sent("a.docx", zipped("word/document.xml")), by=town.zhu, at=on(11))
    assert SealedSheet.objects.count() == 0


def test_a_wrong_scan_is_taken_back_and_the_trail_has_both(town: Town) -> None:
    cycle, unit = town.opened(), town.unit("住建局")
    town.submitted("3", DONE, town.zhu)
    sheet = add_sheet(cycle, unit, sent("a.pdf"), by=town.zhu, at=on(11))
    for _ in range(2):
        remove_sheet(sheet, by=town.zhu, at=on(11))
    assert sealed_of(cycle, unit) == []
    acts = Entry.objects.filter(chain=town.place.pk, act__startswith="sheet.").order_by("seq")
    assert list(acts.values_list("act", flat=True)) == ["sheet.added", "sheet.removed"]

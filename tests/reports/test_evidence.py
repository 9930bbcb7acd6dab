"""Evidence is added and taken out while a report is written, and stays with each version it was handed in with."""

from pathlib import Path

import pytest

from luoshi.errors import LuoshiError
from luoshi.report import StepRefused
from luoshi_web.reports.actions import contributing
from luoshi_web.reports.actions.answering import Written, correct, save_draft, submit, withdraw
from luoshi_web.reports.actions.evidence import MOST, add_file, add_link, evidence_of, remove
from luoshi_web.reports.models import Evidence
from luoshi_web.reports.steps import NotOpen
from luoshi_web.supervision.reviewing import accept
from luoshi_web.trail.models import Entry
from tests.reports.files import PDF, sent
from tests.reports.town import Town, on

DONE = "截至9月底，新增学位240个。"


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> Path:
    settings.KEPT_FILES = tmp_path
    return tmp_path


def bytes_in(folder: Path) -> list[bytes]:
    return sorted(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_was_handed_in_stays_with_its_version(town: Town) -> None:
    town.opened()
    first = add_file(town.report("2"), sent("验收单.pdf"), by=town.wang, at=on(10))
    version = town.submitted("2", DONE, town.wang)
    withdraw(town.report("2"), by=town.wang, at=on(10, 11))
    remove(first, by=town.wang, at=on(10, 12))
    link = add_link(town.report("2"), "https://www.example.com/a", by=town.wang, at=on(10, 12))
    draft = save_draft(town.report("2"), Written(DONE), seen=2, by=town.wang, at=on(10, 13))
    second = submit(town.report("2"), seen=draft.number, by=town.wang, at=on(10, 13))

    assert list(version.evidence.all()) == [first]
    assert list(second.evidence.all()) == [link]
    assert (first.number, link.number) == (1, 2)
    acts = Entry.objects.filter(chain=town.place.pk, act__startswith="evidence.").order_by("seq")
    assert [entry.act for entry in acts] == ["evidence.added", "evidence.removed", "evidence.added"]
    assert "验收单.pdf" in acts[0].details.text
    assert "sha256" in acts[0].objects_touched


def test_the_same_file_or_link_twice_is_there_once(town: Town) -> None:
    town.opened()
    for _ in range(2):
        add_file(town.report("2"), sent("a.pdf"), by=town.wang, at=on(10))
        add_link(town.report("2"), "http://a.example/", by=town.wang, at=on(10))
    assert evidence_of(town.report("2")).count() == 2


def test_nothing_is_added_to_what_is_submitted_or_closed(town: Town) -> None:
    town.opened(closes_at=on(16))
    row = add_file(town.report("2"), sent("a.pdf"), by=town.wang, at=on(10))
    town.submitted("2", DONE, town.wang)
    with pytest.raises(StepRefused, match="要改，请先撤回"):
        add_link(town.report("2"), "http://a.example/", by=town.wang, at=on(10))
    with pytest.raises(StepRefused, match="要改，请先撤回"):
        remove(row, by=town.wang, at=on(10))
    with pytest.raises(NotOpen, match="已锁定"):
        add_file(town.report("3"), sent("a.pdf"), by=town.zhu, at=on(17))


def test_a_correction_may_bring_evidence_of_its_own(town: Town) -> None:
    town.opened()
    version = town.submitted("2", DONE, town.wang)
    accept(town.report("2"), by=town.li, at=on(13))
    add_file(town.report("2"), sent("a.pdf"), by=town.wang, at=on(14))
    second = correct(town.report("2"), Written("截至9月底，新增学位250个。"), reason="补录", by=town.wang, at=on(14))

    assert (version.evidence.count(), second.evidence.count()) == (0, 1)


def test_a_unit_that_was_asked_has_evidence_of_its_own(town: Town) -> None:
    town.opened()
    row = town.contribution("2", "财政局")
    added = add_file(row.report, sent("a.pdf"), by=town.cai, at=on(10), contribution=row)
    number = contributing.save(row, "已拨付。", seen=0, by=town.cai, at=on(10))
    version = contributing.submit(row, seen=number, by=town.cai, at=on(10))

    assert list(version.evidence.all()) == [added]
    assert evidence_of(town.report("2")).count() == 0
    with pytest.raises(StepRefused):
        add_file(row.report, sent("b.pdf", PDF + b"2"), by=town.cai, at=on(10), contribution=row)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//a.example/",
        "https://",
        "https://a.example:99999/",
        "data:text/html,x",
        "ftp://a.example/",
        "https://a.example/a b",
        "https://a.example/\nb",
        "https://wang:secret@a.example/",
        f"https://a.example/{'a' * 1000}",
        "",
    ],
)
def test_a_link_is_of_the_web_and_holds_no_secret(town: Town, link: str) -> None:
    town.opened()
    with pytest.raises(LuoshiError):
        add_link(town.report("2"), link, by=town.wang, at=on(10))
    assert Evidence.objects.count() == 0


def test_a_report_holds_so_many_and_says_so(town: Town) -> None:
    town.opened()
    for number in range(MOST):
        add_link(town.report("2"), f"https://a.example/{number}", by=town.wang, at=on(10))
    with pytest.raises(LuoshiError, match=f"最多放{MOST}件"):
        add_link(town.report("2"), "https://a.example/more", by=town.wang, at=on(10))


def test_what_is_taken_out_before_it_was_handed_in_leaves_the_disk(
    town: Town, files: Path, django_capture_on_commit_callbacks
) -> None:
    town.opened()
    first = add_file(town.report("2"), sent("一.pdf"), by=town.wang, at=on(10))
    other = add_file(town.report("3"), sent("二.pdf"), by=town.zhu, at=on(10))  # the same bytes
    with django_capture_on_commit_callbacks(execute=True):
        remove(first, by=town.wang, at=on(10, 11))
    assert bytes_in(files) == [PDF]
    with django_capture_on_commit_callbacks(execute=True):
        remove(other, by=town.zhu, at=on(10, 11))
    assert bytes_in(files) == []

    again = add_file(town.report("2"), sent("一.pdf"), by=town.wang, at=on(10, 12))
    assert (bytes_in(files), again.file.size) == ([PDF], len(PDF))
    town.submitted("2", DONE, town.wang)
    withdraw(town.report("2"), by=town.wang, at=on(10, 13))
    with django_capture_on_commit_callbacks(execute=True):
        remove(again, by=town.wang, at=on(10, 14))
    assert bytes_in(files) == [PDF]  # a version has it


def test_what_is_refused_leaves_nothing_on_the_disk(town: Town, files: Path) -> None:
    town.opened()
    for n in range(MOST):
        add_link(town.report("2"), f"https://www.example.com/{n}", by=town.wang, at=on(10))
    with pytest.raises(LuoshiError, match="最多放"):
        add_file(town.report("2"), sent("多.pdf"), by=town.wang, at=on(10))
    assert bytes_in(files) == []


def test_an_office_keeps_so_much_and_is_told(town: Town, files: Path, settings) -> None:
    town.opened()
    settings.KEPT_TOTAL_BYTES = len(PDF) + 5
    add_file(town.report("2"), sent("一.pdf"), by=town.wang, at=on(10))
    add_file(town.report("3"), sent("同.pdf"), by=town.zhu, at=on(10))  # the same bytes take no more room
    with pytest.raises(LuoshiError, match="上限，这个文件没有存下"):
        add_file(town.report("2"), sent("二.pdf", PDF + b"more"), by=town.wang, at=on(10))
    assert bytes_in(files) == [PDF]

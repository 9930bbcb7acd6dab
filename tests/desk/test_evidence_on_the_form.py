"""Evidence on a report's page: sent with its form, listed, taken out, handed out as a download to who may have it."""

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from luoshi_web.reports.models import Contribution, Evidence, KeptFile, Report, ReportState
from tests.desk.desk import CYCLE, Desk
from tests.desk.test_a_cycle_on_its_pages import DONE, REPORT, opened
from tests.reports.files import PDF, PNG, sent
from tests.reports.town import AS_OF, Town


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> Path:
    settings.KEPT_FILES = tmp_path
    return tmp_path


@pytest.fixture
def small_disk() -> Iterator[int]:
    """A disk that takes no file beyond 15 MB: the kernel refuses the write, as it does when the disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (15_000_000, hard))
    yield 15_000_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def report(key: str = "2") -> Report:
    return Report.objects.get(cycle__as_of=AS_OF, task__key=key)


def test_files_and_a_link_go_with_what_is_submitted(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    both = [sent("验收单.pdf"), sent("现场.png", PNG)]
    assert wang.send(REPORT, statement=DONE, evidence_file=both, do="attach").status == 302
    page = wang.open(REPORT)
    assert page.texts(".evidence a") == ["验收单.pdf", "现场.png"]
    assert page.tree.cssselect("#statement")[0].text.strip() == DONE
    wang.send(REPORT, evidence_link="https://www.example.com/a?b=1", do="submit")

    assert report().state == ReportState.SUBMITTED
    assert report().current.evidence.count() == 3
    link = Desk(town.li).open(REPORT).tree.cssselect(".evidence a[rel*=noopener]")[0]
    assert link.get("href") == "https://www.example.com/a?b=1"


def test_a_file_is_a_download_whatever_it_is_and_a_stranger_is_not_told(town: Town) -> None:
    opened(town)
    Desk(town.wang).send(REPORT, statement=DONE, evidence_file=sent("验收单.pdf"), do="submit")
    address = f"{REPORT}evidence/1/"
    answer = Desk(town.li).client.get(address)

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Type"] == "application/pdf"
    assert Desk(town.cai).client.get(address).status_code == 200  # who adds to the report reads it
    for stranger in (town.zhou, town.zhu):
        assert Desk(stranger).client.get(address).status_code == 404
    assert Desk(town.li).client.get(f"{REPORT}evidence/2/").status_code == 404
    assert Desk(town.li).client.get(f"{CYCLE}report/3/evidence/1/").status_code == 404


def test_what_is_not_handed_in_is_the_units_own(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    wang.send(REPORT, statement=DONE, evidence_file=sent("a.pdf"), do="attach")
    address = f"{REPORT}evidence/1/"
    assert Desk(town.li).client.get(address).status_code == 404
    assert wang.client.get(address).status_code == 200
    wang.send(REPORT, remove="1")
    assert wang.client.get(address).status_code == 404


def test_taking_evidence_out_keeps_what_is_typed(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    wang.send(REPORT, statement="一", evidence_file=sent("a.pdf"), do="attach")
    assert wang.send(REPORT, statement="一二", remove="1").status == 302
    page = wang.open(REPORT)
    assert (page.texts(".evidence a"), page.tree.cssselect("#statement")[0].text.strip()) == ([], "一二")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [("a.pdf", PNG, "的内容不是pdf"), ("a.exe", b"MZ", "不能传"), ("a.pdf", b"", "是空的")],
)
def test_a_file_that_is_not_taken_is_said_and_nothing_typed_is_lost(
    town: Town, name: str, content: bytes, why: str
) -> None:
    opened(town)
    good = sent("b.pdf")
    page = Desk(town.wang).send(REPORT, statement=DONE, evidence_file=[good, sent(name, content)], do="submit")

    assert (page.status, why in page.text) == (409, True)
    assert page.tree.cssselect("#statement")[0].text.strip() == DONE
    assert report().state == ReportState.DRAFT  # not submitted without what was meant to go with it
    assert page.texts(".evidence a") == ["b.pdf"]
    assert Desk(town.wang).send(REPORT, do="submit").status == 302  # the number of the draft is the new one


def test_a_file_that_is_too_large_is_thrown_away_as_it_comes(town: Town, settings, files: Path) -> None:
    settings.EVIDENCE_FILE_BYTES = 1_000_000
    opened(town)
    big = sent("大.pdf", PDF + bytes(1_000_000))
    page = Desk(town.wang).send(REPORT, statement=DONE, evidence_file=big, do="submit")

    assert (page.status, "“大.pdf”超过1兆" in page.text) == (409, True)
    assert page.tree.cssselect("#statement")[0].text.strip() == DONE
    assert list(files.iterdir()) == []


def test_too_many_files_at_once_are_said(town: Town) -> None:
    opened(town)
    many = [sent(f"{n}.pdf", PDF + bytes([n])) for n in range(12)]
    page = Desk(town.wang).send(REPORT, statement=DONE, evidence_file=many, do="attach")
    assert (page.status, "一次最多传10个文件" in page.text) == (409, True)
    assert Evidence.objects.count() == 10


def test_when_the_disk_is_full_one_sentence_and_the_text_is_kept(town: Town, small_disk: int, files: Path) -> None:
    opened(town)
    page = Desk(town.wang).send(
        REPORT, statement=DONE, evidence_file=sent("a.pdf", PDF + bytes(small_disk + 1_000_000)), do="submit"
    )
    assert (page.status, "磁盘满了" in page.text) == (409, True)
    assert page.tree.cssselect("#statement")[0].text.strip() == DONE
    assert [one for one in files.rglob("*") if one.is_file()] == []
    assert KeptFile.objects.count() == 0


def test_a_name_that_hides_something_is_shown_as_it_is(town: Town) -> None:
    opened(town)
    tricky = sent("x.pdf")
    tricky._name = "\u202egnp.exe/../../<img src=x>\u202e.pdf"
    page = Desk(town.wang).send(REPORT, statement=DONE, evidence_file=tricky, do="attach")
    assert page.status == 302
    assert Evidence.objects.get().name == "<img src=x>.pdf"
    assert "<img src=x>" not in Desk(town.wang).open(REPORT).html


def test_nobody_who_is_not_signed_in_fills_the_disk(town: Town, client, files: Path) -> None:
    opened(town)
    answer = client.post(REPORT, {"statement": DONE, "evidence_file": sent("a.pdf"), "do": "submit"})
    assert answer["Location"].startswith("/sign-in/")
    assert (list(files.iterdir()), KeptFile.objects.count()) == ([], 0)


def test_a_unit_that_was_asked_has_evidence_and_takes_it_back(town: Town) -> None:
    opened(town)
    cai, wang = Desk(town.cai), Desk(town.wang)
    cai.send(REPORT, statement="已拨付。", evidence_file=sent("拨款单.pdf"), do="give")
    row = Contribution.objects.get(report=report(), unit__name="财政局")
    assert row.current.evidence.count() == 1
    assert "拨款单.pdf" in wang.open(REPORT).text
    assert wang.client.get(f"{REPORT}evidence/1/").status_code == 200

    assert cai.send(REPORT, do="take-back").status == 302
    row.refresh_from_db()
    assert row.state == ReportState.DRAFT
    assert wang.send(REPORT, remove="1").status == 403  # it is not the owner's
    assert cai.send(REPORT, statement="已拨付。", remove="1").status == 302
    assert row.current.evidence.count() == 1  # the version keeps it


def test_a_correction_keeps_what_is_typed_while_evidence_is_added(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    wang.send(REPORT, statement=DONE, do="submit")
    Desk(town.li).send(f"{CYCLE}review/2/", do="accept")
    page = wang.send(
        REPORT, statement="截至9月底，新增学位250个。", reason="补录", evidence_file=sent("a.pdf"), do="attach"
    )
    assert page.status == 200
    assert page.tree.cssselect("#statement")[0].text.strip() == "截至9月底，新增学位250个。"
    assert page.tree.cssselect("#reason")[0].get("value") == "补录"
    assert wang.send(REPORT, statement="截至9月底，新增学位250个。", reason="补录", do="correct").status == 302
    assert report().current.evidence.count() == 1

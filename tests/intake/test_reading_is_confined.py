"""A file is read in a process of its own: bounded, watched, and killed without harm."""

import os
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pytest

from luoshi_web.intake.confined import NoReading, Order, WholeReading, read_confined
from luoshi_web.intake.models import Intake, IntakeReading, IntakeState
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from tests.intake.children import child_of, children_of, is_gone, long_table
from tests.intake.offices import BAD_TABLE, Desk, work

pytestmark = pytest.mark.usefixtures("begun_anew")


def order(**limits: int) -> Order:
    return Order("任务表.txt", None, 2026, **limits)


def kill_the_child(parent: int | None = None) -> threading.Thread:
    """Kill -9 the first child that reads, from aside."""

    def kill() -> None:
        os.kill(child_of(parent or os.getpid()), signal.SIGKILL)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    return killer


def test_a_file_is_read_as_the_core_reads_it() -> None:
    reading = read_confined(BAD_TABLE.encode(), order())

    assert isinstance(reading, WholeReading), reading
    assert (reading.tasks, reading.kind) == (4, "text")


def test_it_tells_how_many_rows_are_read() -> None:
    told: list[tuple[str, int, int]] = []

    def how_far(stage: str, done: int, of: int) -> bool:
        told.append((stage, done, of))
        return True

    read_confined(long_table(1200), order(), how_far)

    seen = [(done, of) for stage, done, of in told if stage == "sentences"]
    assert {of for _, of in seen} == {1200}
    assert seen == sorted(seen)
    assert len(set(seen)) > 1  # of a second or less that it takes, every third of a second


def test_a_killed_child_leaves_a_sentence() -> None:
    kill_the_child()

    assert read_confined(long_table(), order()) == NoReading(
        "读取中断了，请再试一次。", "The reading was broken off; please try again."
    )


def test_it_ends_when_its_time_is_up() -> None:
    outcome = read_confined(long_table(), order(seconds=1))

    assert isinstance(outcome, NoReading)
    assert "读了1秒还没有读完" in outcome.chinese
    assert children_of(os.getpid()) == []


def broad_table() -> bytes:
    """12 MB in few rows, which are read in no time."""
    return long_table(500).replace(b" |\n", f" | {'注' * 8000} |\n".encode())


@pytest.mark.parametrize(
    "table", [broad_table, pytest.param(lambda: long_table(20_000), id="long_table", marks=pytest.mark.long)]
)
def test_it_ends_when_its_memory_is_used_up(table: Callable[[], bytes]) -> None:
    outcome = read_confined(table(), order(memory=85_000_000))

    assert isinstance(outcome, NoReading)
    assert "内存超过了85兆" in outcome.chinese


def test_it_ends_when_nobody_wants_it_any_more() -> None:
    outcome = read_confined(long_table(2000), order(), lambda stage, done, of: not done)

    assert isinstance(outcome, NoReading)
    assert outcome.stopped
    assert children_of(os.getpid()) == []


def test_the_child_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOSHI_SECRET_KEY", "the-signing-key")
    monkeypatch.setenv("SOME_DATABASE_PASSWORD", "open-sesame")
    around: list[bytes] = []

    def look() -> None:
        pid = child_of(os.getpid())
        around.append((Path("/proc") / str(pid) / "environ").read_bytes())

    looker = threading.Thread(target=look)
    looker.start()
    read_confined(long_table(), order(), lambda *_: not around)
    looker.join()

    assert b"the-signing-key" not in around[0]
    assert b"open-sesame" not in around[0]
    assert b"DATABASE_URL" not in around[0]


def test_the_child_dies_with_its_parent(tmp_path: Path) -> None:
    (tmp_path / "table").write_bytes(long_table())
    code = (
        "from luoshi_web.intake.confined import Order, read_confined; from pathlib import Path;"
        "read_confined(Path('table').read_bytes(), Order('t.txt', None, 2026))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path)
    child = child_of(parent.pid)

    parent.kill()
    parent.wait()

    assert is_gone(child)


@lru_cache
def bomb() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(510):
                part.write(b"\0" * 1_000_000)
        package.writestr("xl/workbook.xml", "<workbook/>")
    return packed.getvalue()


HOSTILE = {
    "a zip bomb.xlsx": bomb,
    "half a workbook.xlsx": lambda: bomb()[:20_000],
    "a bomb of entities.html": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
        + b"]><x>&m;</x>"
    ),
    "noise.pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400,
    "control characters.txt": lambda: bytes(range(1, 32)) * 100,
    "columns.csv": lambda: ("序号,工作任务," + "列," * 10_000 + "\n1,新建公园2个,").encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_a_sentence(name: str) -> None:
    outcome = read_confined(HOSTILE[name](), Order(name, None, 2026, memory=1_500_000_000, seconds=60))

    assert isinstance(outcome, NoReading), outcome
    assert outcome.chinese.endswith("。")
    assert outcome.english


@pytest.fixture
def uploaded(lake: Jurisdiction, li: User) -> Intake:
    from luoshi_web.intake.actions import take_in

    return take_in(long_table(2000), "任务表.txt", jurisdiction=lake, year=None, by=li).intake


def test_a_child_killed_in_the_middle_leaves_a_row_that_says_so_and_nothing_else(uploaded: Intake, li: User) -> None:
    killer = kill_the_child()
    work()
    killer.join()

    uploaded.refresh_from_db()
    assert (uploaded.state, uploaded.trouble) == (IntakeState.FAILED, "读取中断了，请再试一次。")
    assert not IntakeReading.objects.exists()
    assert "读取中断了，请再试一次。" in Desk(li, uploaded).get().content.decode()


def test_a_reading_that_was_broken_off_is_begun_anew_by_a_button(lake: Jurisdiction, li: User) -> None:
    from luoshi_web.intake.actions import take_in

    intake = take_in(BAD_TABLE.encode(), "任务表.txt", jurisdiction=lake, year=None, by=li).intake
    killer = kill_the_child()
    work()
    killer.join()

    Desk(li, intake).send("again/")
    work()

    intake.refresh_from_db()
    assert (intake.state, intake.trouble) == (IntakeState.READ, "")


def test_a_cancelled_reading_stops_and_keeps_the_file(uploaded: Intake, li: User, monkeypatch) -> None:
    from luoshi_web.intake import actions, reading

    class ToldOnce(reading.ProgressReporter):
        """Somebody presses the button after the first word of progress."""

        def __call__(self, stage: str, done: int, of: int) -> bool:
            if done:
                actions.cancel(Intake.objects.get(pk=self.pk))
                self.told = None
            return super().__call__(stage, done, of)

    monkeypatch.setattr(reading, "ProgressReporter", ToldOnce)
    work()

    uploaded.refresh_from_db()
    assert uploaded.state == IntakeState.CANCELLED
    assert not IntakeReading.objects.exists()
    desk = Desk(li, uploaded)
    assert "读取已取消" in desk.get().content.decode()
    assert desk.get("file/").content == long_table(2000)


def test_cancelling_what_is_not_being_read_says_so(draft: Intake, li: User) -> None:
    answer = Desk(li, draft).send("cancel/")

    assert answer.status_code == 409
    draft.refresh_from_db()
    assert draft.state == IntakeState.READ

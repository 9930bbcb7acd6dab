"""A worker killed in the middle of a reading: begun anew by another, given up after twice, and never half a plan."""

import signal
import time
from collections.abc import Callable

from tests import warm
from tests.intake.children import child_of, is_gone, long_table
from tests.jobs.conftest import Ask, Run

UPLOAD = """
from luoshi_web.intake.actions import take_in
from luoshi_web.people.models import User
from luoshi_web.plans.models import Jurisdiction
place, _ = Jurisdiction.objects.get_or_create(slug="lake", name="湖区")
user, _ = User.objects.get_or_create(username="li")
take_in(sys.stdin.buffer.read(), "任务表.txt", jurisdiction=place, year=None, by=user)
"""
STATE = "select state, (select count(*) from intake_intakereading), attempt, trouble from intake_intake"
WORKERS = "select count(*) from jobs_worker"
# no worker is left: whoever looks at the page frees the job
LOOK = """
import time
from luoshi_web.intake.models import Intake
from luoshi_web.jobs.reaper import reap
while Intake.objects.get().state == "reading":
    reap()
    time.sleep(0.2)
"""

Start = Callable[[], warm.Process]


def wait_for(ask: Ask, sql: str, wanted: str, within: float = 120) -> str:
    until = time.monotonic() + within
    while not (said := ask(sql)).startswith(wanted):
        assert time.monotonic() < until, f"wanted {wanted}, is {said}"
        time.sleep(0.1)
    return said


def kill_in_the_middle(process: warm.Process) -> None:
    child = child_of(process.pid)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert is_gone(child), "a child outlives its worker"


def test_a_reading_whose_worker_was_killed_is_begun_anew_by_another(run: Run, ask: Ask, worker: Start) -> None:
    run(UPLOAD, given=long_table(500))
    kill_in_the_middle(worker())
    assert ask(STATE).startswith("reading 0 ")

    worker()

    assert wait_for(ask, STATE, "read ").startswith("read 1 ")


def test_a_reading_that_killed_two_workers_is_given_up_and_says_so(run: Run, ask: Ask, worker: Start) -> None:
    run(UPLOAD, given=long_table(500))
    kill_in_the_middle(worker())
    kill_in_the_middle(worker())

    run(LOOK)

    said = ask(STATE)
    assert said.startswith("failed 0 ")
    assert said.endswith("读取中断了，请再试一次。")


def test_a_worker_that_is_told_to_stop_ends_and_leaves_no_name(ask: Ask, worker: Start) -> None:
    process = worker()
    wait_for(ask, WORKERS, "1")

    process.send_signal(signal.SIGTERM)

    assert process.wait(10) == 0
    assert ask(WORKERS) == "0"


def test_two_workers_read_one_file_once(run: Run, ask: Ask, worker: Start) -> None:
    worker()
    worker()
    run(UPLOAD, given=long_table(300))

    assert wait_for(ask, STATE, "read ").startswith("read 1 1 ")

"""A worker killed between recording and sending: nothing is lost, and nothing goes out twice by itself."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.jobs.shared import Around, said_by, started, surroundings, worker_of
from tests.reminders.post import Postbox, free_port, mail_server

pytestmark = pytest.mark.django_db  # so that it runs on PostgreSQL too; its tables are in a database of their own

RECORD = """
from django.utils import timezone
from luoshi_web.people.models import User
from luoshi_web.plans.models import Jurisdiction
from luoshi_web.reminders.models import Kind
from luoshi_web.reminders.outbox import Notice, record_messages
place = Jurisdiction.objects.create(slug="river", name="江城")
user = User.objects.create_user("wang", email="wang@office.example")
record_messages(place.pk, [Notice("one", Kind.URGE, user, "落实：催办", "请报")], by=None, at=timezone.now())
"""
STATE = """
from luoshi_web.reminders.models import Message
message = Message.objects.get()
print(message.state, message.attempts, message.number)
"""
AFTERWARDS = """
from datetime import timedelta
from django.utils import timezone
from luoshi_web.people.models import User
from luoshi_web.reminders.models import Message
from luoshi_web.reminders.sending import reap_silent, repeat, send_mail_due
print(reap_silent(timezone.now() + timedelta(minutes=6)), send_mail_due(), Message.objects.get().state)
repeat(Message.objects.get(), by=User.objects.get())
"""
JOBS_LEFT = """
import time
from django_tasks_db.models import DBTaskResult
while DBTaskResult.objects.exclude(status="SUCCESSFUL").exists():
    time.sleep(0.1)
"""


@pytest.fixture
def site(tmp_path: Path, shared_folder: Path) -> Iterator[Around]:
    with surroundings(tmp_path, shared_folder) as around:
        yield around | {"LUOSHI_MAIL_URL": f"smtp://127.0.0.1:{free_port()}", "LUOSHI_MAIL_FROM": "o@river.example"}


@pytest.fixture
def box(site: Around) -> Iterator[Postbox]:
    with mail_server(int(site["LUOSHI_MAIL_URL"].rpartition(":")[2])) as made:
        yield made


def wait_for_letters(box: Postbox, count: int) -> None:
    until = time.monotonic() + 120
    while len(box.letters) < count:
        assert time.monotonic() < until, "no letter came"
        time.sleep(0.05)


def test_a_worker_killed_while_it_sends_leaves_the_letter_perhaps_sent_until_a_person_repeats_it(
    site: Around, box: Postbox
) -> None:
    box.silent = True
    said_by(started(site, RECORD))
    first = worker_of(site)
    wait_for_letters(box, 1)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert said_by(started(site, STATE)).startswith("sending 1 ")
    box.silent = False

    second = worker_of(site)
    try:
        # the second worker runs the dead one's job again, and leaves the letter alone
        said_by(started(site, JOBS_LEFT))
        assert said_by(started(site, AFTERWARDS)) == "(1, 0) 0 perhaps_sent"
        wait_for_letters(box, 2)
        said_by(started(site, JOBS_LEFT))
    finally:
        second.terminate()
        second.wait()

    state, attempts, number = said_by(started(site, STATE)).split()
    assert (state, attempts, len(box.letters)) == ("sent", "2", 2)
    assert {letter["Message-ID"] for letter in box.letters} == {f"<{number}@river.example>"}


def test_a_process_killed_after_recording_has_lost_nothing(site: Around, box: Postbox) -> None:
    killed = started(site, RECORD + "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL

    worker = worker_of(site)
    try:
        wait_for_letters(box, 1)
    finally:
        worker.terminate()
        worker.wait()

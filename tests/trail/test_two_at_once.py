"""Several write at once: no number is given twice, nothing is lost, the chain holds."""

import os
import shutil
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection

from luoshi_web.places.models import Jurisdiction
from luoshi_web.trail import queries
from luoshi_web.trail.chain import Head
from luoshi_web.trail.models import Entry
from tests import warm
from tests.trail.town import act

WRITERS, EACH = 3, 10
WRITE = f"""
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "luoshi_web.settings"
django.setup()
from luoshi_web.plans.models import Jurisdiction
from tests import warm
from tests.trail.town import act
town = Jurisdiction.objects.get()
for _ in range({EACH}):
    act(town)
"""


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_threads_that_write_at_once_make_one_chain() -> None:
    town = Jurisdiction.objects.create(slug="town", name="某镇")
    failed: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(EACH):
                act(town)
        except BaseException as error:  # told in the test's own thread
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    written = Entry.objects.filter(chain__jurisdiction=town).values_list("seq", flat=True)
    assert list(written) == list(range(1, WRITERS * EACH + 1))
    assert isinstance(queries.verified(town.pk), Head)


@pytest.mark.sqlite
def test_processes_that_write_into_one_file_at_once_make_one_chain(tmp_path: Path, migrated: Path) -> None:
    shutil.copy(migrated, tmp_path)
    around = {**os.environ, "LUOSHI_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "luoshi_web.settings"}

    made = 'from luoshi_web.plans.models import *; Jurisdiction.objects.create(slug="town", name="某镇")'
    warm.checked(around, "shell", "-c", made)

    writers = [warm.Process(around, code=WRITE) for _ in range(WRITERS)]
    assert [(writer.communicate()[1], writer.returncode) for writer in writers] == [("", 0)] * WRITERS
    assert f"某镇：{WRITERS * EACH}条，都对得上" in warm.checked(around, "verify")

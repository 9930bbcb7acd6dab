"""A worker's heartbeat: says that it lives, looks after the jobs of those that do not, and keeps the schedules."""

import logging
import os
import socket
import threading

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone
from django.utils.crypto import get_random_string

from luoshi_web.jobs.models import Worker
from luoshi_web.jobs.reaper import reap
from luoshi_web.jobs.retrying import retry_failed
from luoshi_web.jobs.schedules import fire

logger = logging.getLogger(__name__)


def worker_name() -> str:
    """Make a name that no other worker has: host, process, chance; 64 characters at most."""
    return f"{socket.gethostname()[:32]}-{os.getpid()}-{get_random_string(8)}"


class Heart(threading.Thread):
    """Beats until `stop` is called, or its process ends."""

    def __init__(self, name: str) -> None:
        super().__init__(name="heart", daemon=True)
        self.worker = name
        self._stopped = threading.Event()

    def begin(self) -> None:
        """Be heard of before the first job is taken; then beat."""
        self._beat()
        self.start()

    def run(self) -> None:
        while not self._stopped.wait(settings.JOBS_HEARTBEAT):
            self.look_after()
        connection.close()

    def look_after(self) -> None:
        """Be heard of; then free, retry and enqueue what is due. No error of it stops the heart."""
        try:
            self._beat()
            reap()
            retry_failed()
            fire()
        except (DatabaseError, InterfaceError) as error:
            # the next beat may find it again; a silent worker's job is run by another
            logger.warning("the database did not answer a heartbeat: %s", error)
            connection.close()
        except Exception:
            logger.exception("a heartbeat failed")

    def stop(self) -> None:
        """Stop, and say that no more is to be expected of this worker."""
        self._stopped.set()
        if self.is_alive():
            self.join(timeout=10)
        Worker.objects.filter(name=self.worker).delete()

    def _beat(self) -> None:
        now = timezone.now()
        Worker.objects.update_or_create(name=self.worker, defaults={"heard_at": now}, create_defaults={
            "heard_at": now, "started_at": now,
        })  # fmt: skip

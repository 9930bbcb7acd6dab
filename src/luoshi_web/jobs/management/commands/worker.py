"""worker: run the jobs of the site, such as reading an uploaded file, until told to stop."""

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connection
from django_tasks_db.management.commands.db_worker import Worker as Runner

from luoshi_web.jobs.heartbeat import Heart, worker_name
from luoshi_web.jobs.queues import LARGE, READING
from luoshi_web.jobs.reaper import reap

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "运行后台任务（读文件等），直到被停止。 Run the site's jobs until stopped; several may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="run what is waiting, then end")
        parser.add_argument(
            "--short",
            action="store_true",
            help="只做不费时的任务，大文件留给别的进程。 Leave large files and long plans to another worker.",
        )

        parser.add_argument(
            "--prompt",
            action="store_true",
            help="只发提醒和消息，不读文件。 Send reminders and messages only, and read no file.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        name, begun = worker_name(), False
        left = [LARGE, READING] if options["prompt"] else [LARGE] if options["short"] else []
        runner = self._runner(name, batch=options["batch"], left=left)
        while True:
            heart = Heart(name)
            try:
                # before its name is known: who reads the name may tell it to stop at once
                runner.configure_signals()
                try:
                    heart.begin()
                    reap()
                    begun = True
                    runner.run()
                finally:
                    heart.stop()
                return
            except (OperationalError, InterfaceError) as error:
                # at its start a wrong address would never be seen, and in a batch somebody waits for the end
                if not begun or options["batch"]:
                    raise
                logger.warning("the database is away, looked for every %d s: %s", settings.JOBS_HEARTBEAT, error)
            connection.close()
            time.sleep(settings.JOBS_HEARTBEAT)
            # another name, so that what the old one had in hand is found silent and begun anew
            name = runner.worker_id = worker_name()

    @staticmethod
    def _runner(name: str, *, batch: bool, left: list[str]) -> Runner:
        return Runner(
            queue_names=["*"],
            interval=settings.JOBS_INTERVAL,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=left,
        )

"""worker: run the jobs of the site, such as reading an uploaded file, until told to stop."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django_tasks_db.management.commands.db_worker import Worker as Runner

from luoshi_web.jobs.heart import Heart, worker_name
from luoshi_web.jobs.reaper import reap


class Command(BaseCommand):
    help = "运行后台任务（读文件等），直到被停止。 Run the site's jobs until stopped; several may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="run what is waiting, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        name = worker_name()
        runner = Runner(
            queue_names=["*"],
            interval=settings.JOBS_INTERVAL,
            batch=options["batch"],
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )
        heart = Heart(name)
        heart.begin()
        reap()
        runner.configure_signals()
        try:
            runner.run()
        finally:
            heart.stop()

from typing import Any

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "luoshi_web.intake"

    def ready(self) -> None:
        from luoshi_web.jobs.signals import given_up

        def heard(sender: Any, **job: Any) -> None:
            from luoshi_web.intake.confirming import given_up_confirming
            from luoshi_web.intake.reading import given_up_reading

            given_up_reading(job["task_path"], job["args"])
            given_up_confirming(job["task_path"], job["args"])

        given_up.connect(heard, weak=False, dispatch_uid="intake")

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "luoshi_web.reminders"

    def ready(self) -> None:
        from luoshi_web.reminders import timetable

        timetable.keep()

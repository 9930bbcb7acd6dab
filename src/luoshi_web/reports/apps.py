from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "luoshi_web.reports"

    def ready(self) -> None:
        from luoshi_web.reports import contents

        contents.keep()

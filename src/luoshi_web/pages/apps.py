from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "luoshi_web.pages"

    def ready(self) -> None:
        from luoshi_web.database_file import watch

        watch()

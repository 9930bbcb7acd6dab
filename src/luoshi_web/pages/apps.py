from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "luoshi_web.pages"

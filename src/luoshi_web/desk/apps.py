from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "luoshi_web.desk"

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "luoshi_web.backups"

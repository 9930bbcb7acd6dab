from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "luoshi_web.jobs"

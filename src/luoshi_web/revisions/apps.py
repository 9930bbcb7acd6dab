from django.apps import AppConfig


class RevisionsConfig(AppConfig):
    name = "luoshi_web.revisions"

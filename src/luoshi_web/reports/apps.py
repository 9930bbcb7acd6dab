from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "luoshi_web.reports"

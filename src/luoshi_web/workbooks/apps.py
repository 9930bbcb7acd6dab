from django.apps import AppConfig


class WorkbooksConfig(AppConfig):
    name = "luoshi_web.workbooks"

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "luoshi_web.calendars"

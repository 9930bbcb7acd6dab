from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "luoshi_web.people"

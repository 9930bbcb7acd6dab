from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "luoshi_web.administration"

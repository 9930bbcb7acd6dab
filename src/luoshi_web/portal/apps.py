from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "luoshi_web.portal"

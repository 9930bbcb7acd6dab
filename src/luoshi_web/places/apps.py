from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "luoshi_web.places"

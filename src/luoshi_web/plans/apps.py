from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "luoshi_web.plans"

    def ready(self) -> None:
        from luoshi_web.plans import contents

        contents.keep()

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in

from luoshi_web.outages import looking_goes_on


class PeopleConfig(AppConfig):
    name = "luoshi_web.people"

    def ready(self) -> None:
        # under the name of Django's own, which is then not connected a second time, whichever of the two is ready first
        user_logged_in.disconnect(dispatch_uid="update_last_login")
        user_logged_in.connect(note_sign_in, dispatch_uid="update_last_login")


def note_sign_in(sender: Any, user: Any, **_: Any) -> None:
    """Note when somebody signed in last; they are in also where that cannot be written now."""
    from django.contrib.auth.models import update_last_login

    with looking_goes_on("when somebody signed in"):
        update_last_login(sender, user)

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class TrailConfig(AppConfig):
    name = "luoshi_web.trail"

    def ready(self) -> None:
        post_migrate.connect(guarded, sender=self)


def guarded(using: str, **_: Any) -> None:
    """Put the guard up after every migration, since SQLite drops triggers with a table that it makes anew."""
    from luoshi_web.trail.guard import put_up

    connection = connections[using]
    if "trail_details" in connection.introspection.table_names():
        put_up(connection)

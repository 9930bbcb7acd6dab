"""Sessions in the database; where it can be read and not written, in a signed cookie for an hour.

So people sign in and look at pages while the disk is full or the database is a copy that only
reads. Signing out then empties this browser's cookie only. The next thing that can be written
makes it an ordinary session again.
"""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.core import signing
from django.db import DatabaseError

from luoshi_web.outages import only_reads

CARRIED = "."  # what the key of a session that is carried in its cookie begins with
SALT = "luoshi_web.people.sessions"
HOLDS = 3600  # seconds


class SessionStore(InDatabase):
    """Reads and writes as Django's own does, while anything can be written."""

    @classmethod
    def get_model_class(cls) -> Any:
        return InDatabase.get_model_class()

    def load(self) -> dict[str, Any]:
        if not self._carried():
            return dict(super().load())
        try:
            return dict(signing.loads(str(self.session_key)[len(CARRIED) :], salt=SALT, max_age=HOLDS))
        except signing.BadSignature:
            self._session_key = None
            return {}

    def save(self, must_create: bool = False) -> None:
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        if self._carried():
            self._session_key, must_create = self._get_new_session_key(), True  # type: ignore[attr-defined]
        try:
            super().save(must_create=must_create)
        except DatabaseError as error:
            if not only_reads(error):
                raise
            self._session_key = CARRIED + signing.dumps(data, salt=SALT, compress=True)

    def delete(self, session_key: str | None = None) -> None:
        if (session_key or self.session_key or "").startswith(CARRIED):
            return
        try:
            super().delete(session_key)
        except DatabaseError as error:
            if not only_reads(error):
                raise

    def _carried(self) -> bool:
        return (self.session_key or "").startswith(CARRIED)

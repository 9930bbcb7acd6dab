"""What a password must be, where Django's own sentence is in English only."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from luoshi_web.people.models import User

LEAST = 10


class LongEnough:
    """At least ten characters, of any script."""

    def validate(self, password: str, user: User | None = None) -> None:
        if len(password) < LEAST:
            raise ValidationError(_("太短了，至少要10个字。"), code="password_too_short")

    def get_help_text(self) -> str:
        return _("至少10个字。")

"""People who sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Somebody with an account.

    A Chinese name has no first and last part, so it is one field. Which unit a person
    works for, and in which role, is dated and stands in a table of its own.
    """

    first_name = None
    last_name = None
    name = models.CharField(max_length=100, blank=True)

    def get_full_name(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()

"""The processes that run jobs, and when each was last heard of."""

from django.db import models


class Worker(models.Model):
    """One process; its name is the worker id of the jobs that it takes."""

    name = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    heard_at = models.DateTimeField()

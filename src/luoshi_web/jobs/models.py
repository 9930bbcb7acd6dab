"""The processes that run jobs, when each was last heard of; and which moments of a schedule were seen to."""

from django.db import models


class Worker(models.Model):
    """One process; its name is the worker id of the jobs that it takes."""

    name = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    heard_at = models.DateTimeField()


class Tick(models.Model):
    """One moment of a schedule whose job was enqueued. That it is unique lets one worker of several fire it."""

    name = models.CharField(max_length=60)
    due = models.DateTimeField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["name", "due"], name="a_tick_fires_once"),)

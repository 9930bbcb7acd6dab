"""What rooms may hear of their jobs."""

from django.dispatch import Signal

given_up = Signal()
"""A job's workers died as often as is tried. Arguments: task_path, args, kwargs, as it was enqueued."""

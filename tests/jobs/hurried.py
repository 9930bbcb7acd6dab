"""The site's settings, with a worker taken for dead after two seconds of silence."""

from luoshi_web.settings import *  # noqa: F403

JOBS_INTERVAL = 0.1
JOBS_HEARTBEAT = 0.5
JOBS_SILENCE = 2

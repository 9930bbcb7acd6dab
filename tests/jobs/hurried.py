"""The site's settings, with a worker taken for dead after two seconds of silence, and connections of a second."""

from luoshi_web.settings import *  # noqa: F403
from luoshi_web.settings import DATABASES

JOBS_INTERVAL = 0.1
JOBS_HEARTBEAT = 0.5
JOBS_SILENCE = 2
# a SQLite file that is taken away stays open to whoever has it open: a worker sees it gone when it opens it anew
DATABASES["default"]["CONN_MAX_AGE"] = 1

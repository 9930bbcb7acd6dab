"""The site's own settings, with two pages more to measure it against."""

from luoshi_web.settings import *  # noqa: F403

ROOT_URLCONF = "bench.plain_urls"

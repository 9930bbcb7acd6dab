"""The site's own settings, with two pages more to measure it against."""

from luoshi_web.settings import *  # noqa: F403

MIDDLEWARE = ["bench.plain_urls.forgetting", *MIDDLEWARE]  # noqa: F405
ROOT_URLCONF = "bench.plain_urls"

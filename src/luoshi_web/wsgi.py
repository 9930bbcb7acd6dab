"""The door for gunicorn: `gunicorn luoshi_web.wsgi`."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi_web.settings")

application = get_wsgi_application()

from luoshi.errors import LuoshiError  # noqa: E402  # what is below needs Django to be set up
from luoshi_web.backups.older import refuse_older  # noqa: E402

try:
    refuse_older()
except LuoshiError as error:
    print(error.chinese, error.english, sep="\n", file=sys.stderr, flush=True)
    sys.exit(2)

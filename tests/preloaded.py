"""What the processes of a site import, as far as it can be imported before they have settings: see warm.py."""

import contextlib
import importlib

NAMES = """
asyncio email.mime.text lxml.html openpyxl rapidfuzz requests cryptography.x509 jinja2.ext qrcode xlrd PIL.Image
python_calamine sqlparse whitenoise.middleware chinese_calendar smtplib sqlite3 psycopg psycopg_pool
django.core.management.commands.migrate django.core.management.commands.check django.core.management.commands.runserver
django.core.cache.backends.locmem django.core.handlers.wsgi django.core.files.storage django.core.mail.backends.smtp
django.db.models django.db.migrations.executor django.db.backends.sqlite3.base django.db.backends.postgresql.base
django.contrib.auth.hashers django.contrib.messages.middleware django.contrib.staticfiles.finders django.forms
django.http django.template.backends.django django.template.backends.jinja2 django.test.client django.urls
django.views.defaults django.views.generic django.views.i18n django.utils.translation.trans_real
luoshi.cli luoshi.contract luoshi.publishing luoshi.reading luoshi.confined typst
"""

for name in NAMES.split():
    with contextlib.suppress(ImportError):  # a machine may lack it; whoever needs it says so
        importlib.import_module(name)

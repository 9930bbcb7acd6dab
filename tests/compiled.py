"""What a process of the tests has cheaper than a site: templates compiled once, a quick hash, no list of files."""

import os
from pathlib import Path


def keep_templates() -> None:
    """Let this process take compiled templates from the run's folder, and leave them there; its settings are named.

    All of them take a process two seconds.
    """
    from django.conf import settings
    from jinja2 import FileSystemBytecodeCache

    if compiled := os.environ.get("PYTHONPYCACHEPREFIX"):
        folder = Path(compiled) / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        for engine in settings.TEMPLATES:
            if engine["BACKEND"].endswith(".Jinja2"):
                engine["OPTIONS"]["bytecode_cache"] = FileSystemBytecodeCache(str(folder))


def hash_quickly() -> None:
    """Let this process hash a password at once: a third of a second on purpose, and each sign-in hashes one.

    The site's own hashers still open what they locked.
    """
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


def look_files_up_when_asked() -> None:
    """Let this process look a static file up when a page asks for it: each test's client listed them all, in 4 ms.

    The sites that the browser's tests and `make run` start list them once, as any site does.
    """
    from django.conf import settings

    settings.WHITENOISE_AUTOREFRESH = True

"""What a process of the tests has cheaper than a site: templates compiled once in a run, and a quick hash."""

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

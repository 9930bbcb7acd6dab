"""Compiled templates, kept beside the compiled modules: all of them take a process two seconds."""

import os
from pathlib import Path


def keep_templates() -> None:
    """Let this process take compiled templates from the run's folder, and leave them there; its settings are named."""
    from django.conf import settings
    from jinja2 import FileSystemBytecodeCache

    if compiled := os.environ.get("PYTHONPYCACHEPREFIX"):
        folder = Path(compiled) / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        for engine in settings.TEMPLATES:
            if engine["BACKEND"].endswith(".Jinja2"):
                engine["OPTIONS"]["bytecode_cache"] = FileSystemBytecodeCache(str(folder))

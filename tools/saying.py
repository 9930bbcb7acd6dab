"""Sentences for the person at the terminal: Chinese first, English beside it."""

import sys
from typing import NoReturn


def say(chinese: str, english: str) -> None:
    """Print one line of progress, at once."""
    print(f"· {chinese} / {english}", flush=True)


def stop(chinese: str, english: str) -> NoReturn:
    """Say why it cannot go on, and exit with status 1."""
    print(f"✗ {chinese} / {english}", file=sys.stderr, flush=True)
    raise SystemExit(1)

"""How a file is handed to a browser."""

from urllib.parse import quote


def attachment(name: str) -> str:
    """Return a Content-Disposition that has a file kept under a name, in whatever script."""
    return f"attachment; filename*=UTF-8''{quote(name)}"

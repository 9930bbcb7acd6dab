"""The files of a site are its own account's: nobody else on the machine reads them."""

import os
import stat
import subprocess
import sys
from pathlib import Path


def test_key_and_database_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "LUOSHI_SECRET_KEY")
    }
    environment |= {"LUOSHI_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "luoshi_web.settings"}
    code = """
import os
os.umask(0o022)
import django
django.setup()
from django.db import connection
connection.cursor().execute("CREATE TABLE t (a)")
"""
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes["luoshi.sqlite3"] == 0o600
    assert set(modes.values()) == {0o600}, modes

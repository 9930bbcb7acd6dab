"""The file of SQLite stays open between requests: what is put in its place is read and written from then on."""

from pathlib import Path

import pytest

from tests.backups.places import Place

ASK = """
import io, os, shutil, sqlite3
from contextlib import closing
from django.core.wsgi import get_wsgi_application
from django.db import connection

site, opened = get_wsgi_application(), []

def ask():
    head = []
    around = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80",
              "HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1", "wsgi.input": io.BytesIO(),
              "wsgi.url_scheme": "http"}
    answer = site(around, lambda status, headers: head.append(status))
    body = b"".join(answer).decode()
    answer.close()
    opened.append(connection.connection)
    return head[0][:3] + (" hidden" if "154" not in body else " shown")

file = os.path.join(os.environ["LUOSHI_HOME"], "luoshi.sqlite3")
print(ask())
print(ask())
shutil.copy(file, file + ".other")
shutil.move(file, file + ".aside")  # as a restore does: aside, and another in its place
shutil.move(file + ".other", file)
with closing(sqlite3.connect(file)) as other:
    other.execute("UPDATE plans_plan SET visibility = 'internal'")
    other.commit()
print(ask())
print(opened[0] is opened[1], opened[1] is opened[2])
"""


@pytest.mark.sqlite
def test_a_file_that_was_replaced_is_left(place: Place) -> None:
    done = place.run(code=ASK)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:4] == ["200 shown", "200 shown", "200 hidden", "True False"]
    assert Path(place.home, "luoshi.sqlite3.aside").exists()

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import migrated as tables
from tests.backups.places import Place, beside, name_of, new_url
from tests.conftest import on_postgresql


@pytest.fixture(scope="session")
def demo_place(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The demo plan in a place of its own, made once and copied."""
    home = tmp_path_factory.mktemp("demo")
    if url := on_postgresql():
        place = Place(home, new_url(url, tables.postgresql_template(shared_folder, url)))
        done = place.run("demo")
        assert done.returncode == 0, done.stderr
        yield place
        beside(url, f'DROP DATABASE "{name_of(place.url)}"')
    else:
        yield Place(tables.copied_demo(shared_folder, home))


@pytest.fixture
def place(demo_place: Place, tmp_path: Path) -> Iterator[Place]:
    """The demo plan, with two files of evidence, in a place that a test may spoil."""
    home = tmp_path / "site"
    shutil.copytree(demo_place.home, home)
    copy = Place(home, new_url(demo_place.url, name_of(demo_place.url)) if demo_place.url else "")
    copy.evidence(b"%PDF-1.4 one")
    copy.evidence(b"%PDF-1.4 two")
    yield copy
    if copy.url:
        beside(copy.url, f'DROP DATABASE "{name_of(copy.url)}" WITH (FORCE)')


@pytest.fixture
def empty(demo_place: Place, tmp_path: Path) -> Iterator[Place]:
    home = tmp_path / "new"
    home.mkdir()
    made = Place(home, new_url(demo_place.url, "template0") if demo_place.url else "")
    yield made
    if made.url:
        beside(made.url, f'DROP DATABASE "{name_of(made.url)}" WITH (FORCE)')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where backups are written to."""
    made = tmp_path / "backups"
    made.mkdir()
    return made

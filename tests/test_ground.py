"""The ground: locks without an address, bounded dependencies, a wheel that is whole, and words at the door."""

import json
import os
import re
import socket
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.rows import each_of
from tests.test_house import ROOMS
from tools import docs
from tools.architecture import CORE, files_of, imports

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = sorted(ROOT.glob("*.lock"))
EXTRAS = PROJECT["optional-dependencies"]
NEEDS = [
    Requirement(line) for line in [*PROJECT["dependencies"], *(line for lines in EXTRAS.values() for line in lines)]
]
VENDOR = ROOT / "src" / "luoshi_web" / "static" / "vendor"
# In pieces, so that this file does not name what it forbids.
REGISTRIES = re.compile(
    "|".join(
        [r"pypi\.(?:org|tuna)", "python" + "hosted", "npm" + r"js\.", "npm" + r"mirror\.", r"registry\.(?:npm|yarn)"]
    )
)


def pins(lock: Path) -> dict[str, str]:
    """Return the version that a lock holds of each package."""
    found = re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


def committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("不是 git 的工作目录 / this is no git working tree")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|--index-url|--extra-index-url|--find-links)", text, re.MULTILINE)
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_front_end_lock_holds_hashes_and_no_address() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert "://" not in text
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    assert packages
    assert all("integrity" in entry for entry in packages.values())


def test_npm_is_told_to_leave_addresses_out() -> None:
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text(encoding="utf-8").splitlines()


def test_no_committed_file_names_a_registry() -> None:
    named = []
    for path in committed():
        found = REGISTRIES.search(path.read_bytes().decode("utf-8", "ignore"))
        if found:
            named.append(f"{path.relative_to(ROOT)}: {found[0]}")
    assert named == []


@each_of("need", NEEDS)
def test_every_dependency_has_an_upper_bound_and_a_reason(need: Requirement) -> None:
    assert any(part.operator in ("<", "==", "~=") for part in need.specifier), f"{need} may become anything"
    reasons = (ROOT / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8")
    assert f"| `{need.name}` |" in reasons, f"docs/decisions/dependencies.md gives no reason for {need.name}"


def test_every_dependency_of_the_core_is_imported_in_it() -> None:
    """What nobody imports is not installed in every county."""
    taken = {name.partition(".")[0] for path in files_of(CORE) for name in imports(path)}
    modules: dict[str, set[str]] = {}
    for module, packages in packages_distributions().items():
        for package in packages:
            modules.setdefault(canonicalize_name(package), set()).add(module)
    needs = [Requirement(line).name for line in PROJECT["dependencies"]]
    assert {name for name in needs if not modules[canonicalize_name(name)] & taken} == set()


@pytest.mark.parametrize(
    ("name", "extras"),
    [("requirements.lock", ("web", "build")), ("requirements-dev.lock", ("web", "build", "browser", "dev"))],
)
def test_a_lock_follows_the_project(name: str, extras: tuple[str, ...]) -> None:
    """`make lock` was run after pyproject.toml changed."""
    locked = pins(ROOT / name)
    wanted = [
        Requirement(line) for line in [*PROJECT["dependencies"], *(line for extra in extras for line in EXTRAS[extra])]
    ]
    for need in wanted:
        version = locked.get(canonicalize_name(need.name))
        assert version is not None, f"{name} lacks {need.name}: run make lock"
        assert need.specifier.contains(version), (
            f"{name} has {need.name} {version}, not {need.specifier}: run make lock"
        )


def test_the_two_locks_agree() -> None:
    """Else `make run` after `make test` would change the environment to and fro."""
    run, dev = pins(ROOT / "requirements.lock"), pins(ROOT / "requirements-dev.lock")
    assert {name: dev.get(name) for name in run} == run


def test_make_lists_its_targets() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    assert phony is not None
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^make ([\w-]+)", listed, re.MULTILINE)) == set(phony[1].split()) - {"help"}


def test_every_room_of_the_core_has_its_floor_in_the_architecture() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [room for room in ROOMS if f"`{room}`" not in page] == []


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="帮助的排版随 Python 而变 / help looks another way")
def test_the_page_of_commands_says_what_the_commands_say() -> None:
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert written == docs.commands(), "run make docs"


def test_every_link_between_pages_leads_somewhere() -> None:
    dead = []
    for page in (path for path in committed() if path.suffix == ".md"):
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists():
                dead.append(f"{page.relative_to(ROOT)}: {target}")
    assert dead == []


def test_a_taken_port_gets_a_sentence_before_anything_is_installed() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run_tool("run", PORT=port)
    assert done.returncode == 1
    assert done.stdout == ""
    assert f"端口 {port} 已被占用" in done.stderr
    assert f"port {port} is taken" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["0", "65536", "http", "８０００", ""])
def test_a_port_that_is_none_gets_a_sentence(port: str) -> None:
    done = run_tool("run", PORT=port)
    assert done.returncode == 1
    assert "端口应是" in done.stderr
    assert "Traceback" not in done.stderr


def run_tool(tool: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", f"tools.{tool}"]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=30
    )


def test_a_machine_without_python_is_told_what_to_install(tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", ROOT / "tools" / "with-python", "run"],
        env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "sudo apt-get install -y python3 python3-venv make" in done.stderr


def test_a_machine_without_venv_is_told_what_to_install(tmp_path: Path) -> None:
    """Debian's python3 comes without ensurepip until python3-venv is installed."""
    bare = tmp_path / "python3"
    bare.write_text('#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\n')
    bare.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", ROOT / "tools" / "with-python", "run"],
        env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "sudo apt-get install -y python3-venv" in done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in the wheel, built as `make wheel` builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_the_wheel_carries_all_that_the_packages_hold(wheel: set[str]) -> None:
    """Schema, demo plan, templates, static files, translations: whatever is committed under src."""
    source = ROOT / "src"
    held = {str(path.relative_to(source)) for path in committed() if source in path.parents}
    assert held - wheel == set()


def test_the_wheel_carries_the_front_end(wheel: set[str]) -> None:
    if not (VENDOR / ".stamp").exists():
        pytest.skip("没有前端文件 / the front-end files were not fetched: make assets")
    fetched = {f"luoshi_web/static/vendor/{path.name}" for path in VENDOR.iterdir() if not path.name.startswith(".")}
    assert {"luoshi_web/static/vendor/tabler.min.css", "luoshi_web/static/vendor/echarts.min.js"} <= fetched
    assert fetched - wheel == set()


def test_the_wheel_carries_the_licence(wheel: set[str]) -> None:
    assert any(name.endswith("licenses/LICENSE") for name in wheel)

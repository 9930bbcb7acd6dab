"""The Python environments: made once, and again only when a lock changes.

Everything runs in .venv; the libraries that Luoshi is measured against have .venv-bench,
since some of them need old versions of others. A stamp in each keeps the hash of what was
installed, so that a second `make run` starts at once. uv installs, as it is ten times as
fast; pip does where uv cannot.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TypeAlias

from tools.saying import say, stop

ROOT = Path(__file__).parent.parent
VENV = ROOT / ".venv"
BENCH_VENV = ROOT / ".venv-bench"
BIN = VENV / "bin"
PYTHON = BIN / "python"
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
BENCH_LOCK = ROOT / "requirements-bench.lock"
UV_LOCK = ROOT / "requirements-uv.lock"
NODE_LOCK = ROOT / "requirements-node.lock"
Command: TypeAlias = list[str | Path]


def digest(*paths: Path) -> str:
    """Return the SHA-256 of the files' bytes, one after another, in hexadecimal."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()


def runs(*command: str | Path) -> bool:
    """Tell whether a command can be started and ends well; its output is thrown away."""
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def ensure(*locks: Path) -> None:
    """Make .venv hold what `locks` name, and Luoshi itself; do nothing where it does already."""
    make_venv(VENV)
    for lock in locks:
        install_once(lock, VENV)
    installed = stamp(VENV, "luoshi")
    now = digest(ROOT / "pyproject.toml") + str(ROOT)
    if not installed.exists() or installed.read_text() != now:
        itself = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
        if not (install_with_uv(itself, VENV) or install_with_pip(itself, VENV)):
            stop("没有装上落实本身，原因见上", "Luoshi itself was not installed; the reason stands above")
        installed.write_text(now)


def python_of(venv: Path) -> Path:
    return venv / "bin" / "python"


def stamp(venv: Path, name: str) -> Path:
    return venv / f".{name}.stamp"


def make_venv(venv: Path) -> None:
    """Make an environment, or make it anew where it was moved or its Python is gone or too old."""
    if runs(python_of(venv), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"):
        return
    say(f"建立 Python 环境 {venv.name}", f"making the Python environment {venv.name}")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", venv], check=False).returncode != 0:
        stop(
            f"没有建成 {venv.name};在 Debian、Ubuntu 上请先运行 sudo apt-get install -y python3-venv",
            f"{venv.name} was not made; on Debian and Ubuntu run this first: sudo apt-get install -y python3-venv",
        )


def install_once(lock: Path, venv: Path) -> None:
    """Install what a lock names, unless the environment has just that already."""
    mark, now = stamp(venv, lock.stem), digest(lock)
    if mark.exists() and mark.read_text() == now:
        return
    say(f"按 {lock.name} 安装依赖", f"installing what {lock.name} names")
    arguments = ["--require-hashes", "--requirement", str(lock)]
    if not (install_with_uv(arguments, venv) or install_with_pip(arguments, venv)):
        stop(
            f"{lock.name} 中的依赖没有装全：请检查网络或镜像设置，再运行一次",
            f"not all of {lock.name} was installed: check the network or the mirror's setting, then run it again",
        )
    mark.write_text(now)


def install_with_uv(arguments: list[str], venv: Path) -> bool:
    uv = find_uv(venv)
    if uv is None:
        return False
    command = [uv, "pip", "install", "--quiet", "--python", str(python_of(venv)), *arguments]
    return subprocess.run(command, check=False, cwd=ROOT, env=environment_of_uv(venv)).returncode == 0


def install_with_pip(arguments: list[str], venv: Path) -> bool:
    say("改用 pip 安装，会慢一些", "installing by pip, which takes longer")
    command: Command = [python_of(venv), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    return subprocess.run(command, check=False, cwd=ROOT).returncode == 0


def find_uv(venv: Path) -> str | None:
    """Return a uv that works: the machine's, else one that pip puts into the environment."""
    own = venv / "bin" / "uv"
    for candidate in (shutil.which("uv"), str(own)):
        if candidate and runs(candidate, "--version"):
            return candidate
    command: Command = [python_of(venv), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--require-hashes", "--requirement", UV_LOCK]
    if subprocess.run(command, check=False, cwd=ROOT).returncode == 0 and runs(own, "--version"):
        return str(own)
    return None


def environment_of_uv(venv: Path) -> dict[str, str]:
    """Give uv the mirror that pip is set to, which uv does not look up by itself."""
    environment = {**os.environ, "UV_LINK_MODE": os.environ.get("UV_LINK_MODE", "copy")}
    if not environment.get("UV_DEFAULT_INDEX") and not environment.get("UV_INDEX_URL"):
        command: Command = [python_of(venv), "-m", "pip", "config", "get", "global.index-url"]
        asked = subprocess.run(command, capture_output=True, text=True, check=False)
        mirror = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
        if mirror:
            environment["UV_DEFAULT_INDEX"] = mirror
    return environment

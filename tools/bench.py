"""Measure, and write docs/benchmarks.md: `make bench`, or one benchmark by its name."""

import subprocess
import sys

from tools import assets, environment
from tools.environment import BENCH_LOCK, BENCH_VENV, DEV_LOCK, PYTHON, ROOT, RUN_LOCK

if __name__ == "__main__":
    environment.ensure(RUN_LOCK, DEV_LOCK)
    assets.ensure()
    environment.make_venv(BENCH_VENV)
    environment.install_once(BENCH_LOCK, BENCH_VENV)
    sys.exit(subprocess.run([PYTHON, "-m", "bench", *sys.argv[1:]], cwd=ROOT, check=False).returncode)

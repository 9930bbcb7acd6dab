"""Build the wheel, front-end files included, into dist/: `make wheel`."""

import subprocess
import sys

from tools import assets, environment
from tools.environment import PYTHON, ROOT, RUN_LOCK, Command

if __name__ == "__main__":
    environment.ensure(RUN_LOCK)
    assets.ensure()
    command: Command = [PYTHON, "-m", "hatchling", "build", "-t", "wheel"]
    sys.exit(subprocess.run(command, cwd=ROOT, check=False).returncode)

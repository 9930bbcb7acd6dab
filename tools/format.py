"""Put the code into its form: `make format`."""

import subprocess

from tools import environment
from tools.environment import BIN, DEV_LOCK, ROOT

if __name__ == "__main__":
    environment.ensure(DEV_LOCK)
    subprocess.run([BIN / "ruff", "check", "--quiet", "--fix", "."], cwd=ROOT, check=False)
    subprocess.run([BIN / "ruff", "format", "--quiet", "."], cwd=ROOT, check=False)

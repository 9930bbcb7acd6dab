"""The `luoshi` command: read, explain, check, judge, publish and compare plans.

One file a subcommand. Exit status: 0 done, 1 `check` found an error (or `diff` a
difference), 2 refused, with one sentence on standard error and nothing written.
"""

from luoshi.cli.command import main

__all__ = ["main"]

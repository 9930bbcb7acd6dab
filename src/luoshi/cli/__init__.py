"""The `luoshi` command: read, explain, check, judge, publish and compare plans.

One file a subcommand. Exit status: 0 done, 1 `check` found an error (with --fail-on a warning), 2 refused, with one
sentence on standard error and nothing written.
"""

import gc
from collections.abc import Sequence

# how many more objects than were freed set off a collection: all of a plan is kept until the command ends, and with
# Python's own 700 a twentieth of its time went into looking for what might be let go
_COLLECTED_AFTER = 100_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command on `argv`, the process's own arguments where None; return its exit status."""
    if argv is None:  # the process is the command's own
        gc.set_threshold(_COLLECTED_AFTER, *gc.get_threshold()[1:])
    try:
        # Ctrl-C while the rooms below are loaded is as quiet as any other.
        from luoshi.cli.command import run
    except KeyboardInterrupt:
        return 130
    return run(argv)

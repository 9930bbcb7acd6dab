"""The `luoshi` command: read, explain, check, judge, publish and compare plans.

One file a subcommand. Exit status: 0 done, 1 `check` found an error (with --fail-on a warning), 2 refused, with one
sentence on standard error and nothing written.
"""

from collections.abc import Sequence

from luoshi.collecting import collect_seldom


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command on `argv`, the process's own arguments where None; return its exit status."""
    if argv is None:  # the process is the command's own
        collect_seldom()
    try:
        # Ctrl-C while the rooms below are loaded is as quiet as any other.
        from luoshi.cli.command import run
    except KeyboardInterrupt:
        return 130
    return run(argv)

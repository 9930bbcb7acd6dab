"""How fast, measured: each file here is one benchmark, with its control in the same run.

    make bench                       all of them, and docs/benchmarks.md written anew
    tools/with-python bench reading  one of them

A benchmark has `TITLE`, `ABOUT` and `measure()`, and its name in `BENCHMARKS`. A figure is the median of
five rounds; the control runs in the same minutes on the same machine, so that the two can
be compared where the machine itself is shared and slow. A benchmark that needs what is not here
gives no table, and its section stays as it was.
"""

BENCHMARKS = ("reading", "clauses", "grammar", "lights", "formats", "in_force", "plan_page", "misuse", "cycle", "draft")

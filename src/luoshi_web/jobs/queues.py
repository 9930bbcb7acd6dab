"""The queues of jobs, by how long they take, so that a short one never waits behind a long one.

    large      a large file, a plan of thousands of tasks: minutes
    reading    any other file: seconds, but minutes where a file is made to take them
    default    letters, messages, schedules: they are promised at a time

A worker takes all of them. `--short` leaves the large ones out, `--prompt` reads nothing at all.
"""

LARGE = "large"
READING = "reading"

"""A process of its own for a file that nobody knows: so much memory and processor time, and no more.

`apart` starts a new program with nothing of its parent's surroundings, for a site; `beside` forks, for a command whose
files are its user's own. Both set the same bounds, and tell what was met in one sentence.
"""

from luoshi.confined.apart import WholeAnswer, read_apart
from luoshi.confined.beside import run_beside
from luoshi.confined.bounds import Bounds, BrokenOff, NoLongerWanted, OutOfMemory, OutOfTime

__all__ = [
    "Bounds",
    "BrokenOff",
    "NoLongerWanted",
    "OutOfMemory",
    "OutOfTime",
    "WholeAnswer",
    "read_apart",
    "run_beside",
]

"""The reading child of a process, found among the machine's processes; and a file long enough to catch it at work."""

import os
import time
from pathlib import Path

HEAD = "2026年任务表\n| 序号 | 工作任务 | 牵头单位 | 截至6月底完成情况 |\n| --- | --- | --- | --- |\n"


def long_table(rows: int = 8000) -> bytes:
    """A table that takes some seconds to read."""
    row = "| {n} | 全年新增就业{n}人以上，失业率控制在5%以内。 | 人社局 | 1-6月，新增就业{half}人，增长7.1%。 |\n"
    return (HEAD + "".join(row.format(n=n, half=n // 2) for n in range(1, rows + 1))).encode()


def children_of(parent: int) -> list[int]:
    """Return the reading children that a process has now."""
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            command = (folder / "cmdline").read_bytes()
            status = (folder / "stat").read_text()
        except OSError:
            continue
        if b"luoshi_web.intake.child" in command and int(status.rsplit(")", 1)[1].split()[1]) == parent:
            found.append(int(folder.name))
    return found


def child_of(parent: int, within: float = 120) -> int:
    """Wait for a process's reading child."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if children := children_of(parent):
            return children[0]
        time.sleep(0.02)
    raise AssertionError("no child reads")


def is_gone(pid: int, within: float = 30) -> bool:
    """Wait for a process to end."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
            state = (Path("/proc") / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()[0]
        except (OSError, IndexError):
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False

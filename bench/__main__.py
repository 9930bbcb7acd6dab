"""Run benchmarks, print their tables, and write those into docs/benchmarks.md."""

import importlib
import re
import sys
import time
from pathlib import Path

from bench import BENCHMARKS
from bench.measuring import Table, machine

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
HEAD = """# How fast

Written by `make bench`; a table is replaced when its benchmark is run again (`tools/with-python bench reading`).
A figure is the median of five rounds. The control runs in the same minutes on the same machine:
compare with it, not with figures from elsewhere.
"""


def section(name: str, title: str, about: str, table: Table) -> str:
    when = time.strftime("%Y-%m-%d", time.gmtime())
    measured = f"Measured {when} on {machine()}: `tools/with-python bench {name}`"
    return f"<!-- bench:{name} -->\n## {title}\n{about}\n\n{table.as_markdown()}\n\n{measured}\n<!-- end:{name} -->\n"


def write(name: str, text: str) -> None:
    """Put one benchmark's section in its place, or at the end of the page where it has none."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
    place = re.compile(rf"<!-- bench:{name} -->\n.*?<!-- end:{name} -->\n", re.DOTALL)
    page = place.sub(lambda _: text, page) if place.search(page) else f"{page}\n{text}"
    PAGE.write_text(page, encoding="utf-8")


def main() -> int:
    wanted = sys.argv[1:] or list(BENCHMARKS)
    unknown = [name for name in wanted if name not in BENCHMARKS]
    if unknown:
        print(f"没有这项测量 / no such benchmark: {', '.join(unknown)}; {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for name in wanted:
        module = importlib.import_module(f"bench.{name}")
        print(f"· {module.TITLE}", flush=True)
        table = module.measure()
        if table is None:
            print("  缺少所需的材料，没有测量 / what it needs is not here, nothing was measured", flush=True)
            continue
        text = section(name, module.TITLE, module.ABOUT, table)
        print(text)
        write(name, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

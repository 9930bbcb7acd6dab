"""Run benchmarks, print their tables, and write those into docs/benchmarks.md."""

import importlib
import re
import sys
import time
from pathlib import Path

from bench import BENCHMARKS
from bench.builds import build_at
from bench.measuring import Table, machine

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
HEAD = """# How fast

Written by `make bench`; a table is replaced when its benchmark is run again (`tools/with-python bench reading`).
A figure is the median of five rounds. The control runs in the same minutes on the same machine:
compare with it, not with figures from elsewhere.
"""


def section(name: str, title: str, about: str, *tables: Table, against: str = "") -> str:
    when = time.strftime("%Y-%m-%d", time.gmtime())
    asked, mark = (f"{name} --against {against}", f"{name}-against") if against else (name, name)
    measured = f"Measured {when} on {machine()}: `tools/with-python bench {asked}`"
    whole = "\n\n".join(table.as_markdown() for table in tables)
    return f"<!-- bench:{mark} -->\n## {title}\n{about}\n\n{whole}\n\n{measured}\n<!-- end:{mark} -->\n"


def write(name: str, text: str) -> None:
    """Put one benchmark's section in its place, or at the end of the page where it has none."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
    place = re.compile(rf"<!-- bench:{name} -->\n.*?<!-- end:{name} -->\n", re.DOTALL)
    page = place.sub(lambda _: text, page) if place.search(page) else f"{page}\n{text}"
    PAGE.write_text(page, encoding="utf-8")


def asked_for(arguments: list[str]) -> tuple[list[str], str]:
    """Return the benchmarks that are asked for, and the commit of `--against`; empty where there is none."""
    if "--against" not in arguments:
        return arguments, ""
    at = arguments.index("--against")
    return arguments[:at] + arguments[at + 2 :], (arguments[at + 1 :] or [""])[0]


def side_by_side(wanted: list[str], commit: str) -> int:
    """Measure this build beside that of a commit."""
    modules = {name: importlib.import_module(f"bench.{name}") for name in wanted if name in BENCHMARKS}
    able = [name for name, module in modules.items() if hasattr(module, "against")]
    if not able or able != wanted:
        print(
            "这项测量不能与别的版本并排 / only reading, clauses, cycle and plan_page can be measured --against COMMIT",
            file=sys.stderr,
        )
        return 2
    with build_at(commit) as build:
        for name, module in modules.items():
            title = f"{module.TITLE} beside an earlier build"
            print(f"· {title}", flush=True)
            text = section(name, title, module.ABOUT_AGAINST, *module.against(build), against=commit)
            print(text)
            write(f"{name}-against", text)
    return 0


def main() -> int:
    wanted, commit = asked_for(sys.argv[1:])
    if commit:
        return side_by_side(wanted, commit)
    wanted = wanted or list(BENCHMARKS)
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

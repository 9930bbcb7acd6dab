#!/usr/bin/env bash
# CPython 3.11 to 3.13 with Jinja2 3.1.6: the same page costs more where its calls meet a border of the frames' memory.
#
# Since 3.11 the frames of a thread lie in pieces of 16 KiB that come from the system by mmap, and a piece is given
# back as soon as nothing lies in it (_PyThreadState_PopFrame in Python/pystate.c). A loop whose calls cross the border
# of a piece so asks the system for memory, and touches it for the first time, at each call. Where that happens hangs
# on nothing but how deep the caller stands: one middleware or one decorator more moves it.
# A page of 400 cells with a filter and a macro is rendered at 300 depths of calls, 20 times each, and the memory pages
# that were touched for the first time are counted.
# Seen, CPython 3.11.7, 3.12.1 and 3.13.0: 2 pages a rendering at most depths, 2,002 at the worst, 5 for each cell.
# A caller whose frame needs half a megabyte makes its piece so large that the calls below it meet no border: at most
# 11 at any depth.
#
# The exit is 0 while this is so, and 1 when any of it has changed. Needs Linux and python3 (3.11 or later) with venv.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cd "$home"
unset PYTHONPATH
python3 -m venv venv
venv/bin/pip -q install Jinja2==3.1.6 MarkupSafe==3.0.2 >/dev/null 2>&1
cat > depths.py <<'PY'
import resource
import sys

from jinja2 import Environment

PAGE = """{% macro cell(value) %}<td>{{ value|upper|e }}</td>{% endmacro -%}
{% for row in rows %}<tr>{% for value in row %}{{ cell(value) }}{% endfor %}</tr>{% endfor %}"""
template = Environment(autoescape=True).from_string(PAGE)
rows = [("a", "b", "c", "d")] * 100


def render():
    return template.render(rows=rows)


def deeper(depth, call):
    return call() if depth == 0 else deeper(depth - 1, call)


def roomy(depth):
    return deeper(depth, render)


def touched(depth, call):
    """Return the pages of memory touched for the first time in a rendering, the mean of 20."""
    for _ in range(5):
        call(depth)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(20):
        call(depth)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before) / 20


plain = [touched(depth, lambda depth: deeper(depth, render)) for depth in range(300)]
roomy.__code__ = roomy.__code__.replace(co_stacksize=70_000)
in_one = [touched(depth, roomy) for depth in range(300)]
print("CPython", sys.version.split()[0])
print(f"pages touched a rendering: median {sorted(plain)[150]:.0f}, worst depth {max(plain):.0f}")
print(f"below a frame of half a megabyte: median {sorted(in_one)[150]:.0f}, worst depth {max(in_one):.0f}")
sys.exit(not (sorted(plain)[150] < 20 and max(plain) > 200 and max(in_one) < 50))
PY
venv/bin/python depths.py

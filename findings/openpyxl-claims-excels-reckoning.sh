#!/usr/bin/env bash
# openpyxl 3.1.5 (PyPI) writes into each new workbook that Excel's engine 124519 reckoned its formulas.
#
# ECMA-376 (SpreadsheetML, calcPr) has calcId, the version of the engine that last reckoned the workbook. openpyxl has
# no engine; a formula that it writes has no value beside it.
# Seen: a workbook of one formula has calcId="124519" and fullCalcOnLoad="1", and no value in the formula's cell. So a
# reader that takes a calcId as the sign that somebody reckoned takes a missing result for an empty one; only
# fullCalcOnLoad, or the missing value itself, tells.
#
# The exit is 0 while this is so, and 1 when it has changed. Needs python3 (3.10 or newer) with venv.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cd "$home"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5
venv/bin/python - <<'PYTHON'
import re
import sys
import zipfile
from importlib.metadata import version

from openpyxl import Workbook

book = Workbook()
book.active["A1"], book.active["A2"] = 3, "=A1*2"
book.save("a.xlsx")
package = zipfile.ZipFile("a.xlsx")
claim = re.search(r"<calcPr[^>]*>", package.read("xl/workbook.xml").decode())[0]
cell = re.search(r'<c r="A2".*?</c>', package.read("xl/worksheets/sheet1.xml").decode())[0]
print("openpyxl", version("openpyxl"))
print(claim)
print(cell)
valueless = re.search(r"<v>[^<]+</v>", cell) is None
sys.exit(0 if 'calcId="124519"' in claim and 'fullCalcOnLoad="1"' in claim and valueless else 1)
PYTHON

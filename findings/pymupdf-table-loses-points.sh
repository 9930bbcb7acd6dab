#!/usr/bin/env bash
# PyMuPDF 2.0: find_tables takes the decimal points and commas out of a cell's words and puts them behind, in silence.
#
# The cell "98.6%, 0.4 points more" of a table made by typst 0.15.2 is printed right, and page.get_text() has it right.
# Seen: find_tables().tables[0].extract() gives "986% 04pointsmore" and, as a second line, ". , ." under PyMuPDF 2.0;
# under 1.28.2 it gives the cell as it is printed. A reader of tables so reads ten times the figure.
#
# The exit is 0 while this is so, and 1 when any of it has changed. Needs python3 (3.10 or newer) with venv.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cd "$home"
unset PYTHONPATH
cat > cells.py <<'PYTHON'
import pymupdf
import typst

SOURCE = """
#set page(width: 12cm, height: 8cm)
#set text(font: "New Computer Modern", size: 9pt)
#table(columns: (1cm, 8cm), [1], [Investment of 5.1 billion, up by 6.5%; roads of 12.5 km.], [2], [98.6%, 0.4 points more])
"""
page = pymupdf.open("pdf", typst.compile(SOURCE.encode()))[0]
(table,) = page.find_tables().tables
cell = table.extract()[1][1]
print(repr(cell), "98.6%, 0.4 points more" in page.get_text())
PYTHON

cell() { # cell VERSION: the second cell as PyMuPDF of that version gives it, and whether the page's text is right
    python3 -m venv "$1"
    "$1/bin/pip" install --quiet --disable-pip-version-check "pymupdf==$1" typst==0.15.2
    "$1/bin/python" cells.py | tail -n 1
}
before=$(cell 1.28.2)
now=$(cell 2.0)
echo "PyMuPDF 1.28.2: $before"
echo "PyMuPDF 2.0:    $now"
[ "$before" = "'98.6%, 0.4 points more' True" ] && [ "$now" = "'986% 04pointsmore\\n. , .' True" ]

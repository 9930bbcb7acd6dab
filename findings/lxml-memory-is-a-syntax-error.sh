#!/usr/bin/env bash
# lxml 6.1.3: what it has no memory for is a mistake in the text to it, and no MemoryError.
#
# A sound page, and the same as sound XML, are parsed by a process that may take 150 MB more than it has. Seen: both
# raise XMLSyntaxError "unknown error (<string>, line 0)"; that memory was lacking stands in the error's log alone, as
# ERR_NO_MEMORY. The same XML given to xml.etree of Python raises MemoryError. A program with a bound on memory so tells
# its user that a good file is broken.
#
# The exit is 0 while this is so, and 1 when any of it has changed. Needs Linux, python3 (3.10 or newer) with venv.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cd "$home"
unset PYTHONPATH
cat > bounded.py <<'PYTHON'
import resource
import sys
from xml.etree import ElementTree

from lxml import etree

how = sys.argv[1]
text = "<html><body>" + "<p>text</p>" * 1_500_000 + "</body></html>"
with open("/proc/self/statm") as sizes:
    taken = int(sizes.read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (taken + 150_000_000,) * 2)
try:
    if how == "html":
        etree.fromstring(text, etree.HTMLParser(huge_tree=True))
    elif how == "xml":
        etree.fromstring(text, etree.XMLParser(huge_tree=True))
    else:
        ElementTree.fromstring(text)
    said = "parsed"
except Exception as error:
    logged = sorted({entry.type_name for entry in getattr(error, "error_log", [])})
    said = " ".join([type(error).__name__, *([str(error)] if logged else []), *logged])
print(said)
PYTHON

python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check lxml==6.1.3
html=$(env/bin/python bounded.py html)
xml=$(env/bin/python bounded.py xml)
python=$(env/bin/python bounded.py python)
echo "lxml 6.1.3, a page:   $html"
echo "lxml 6.1.3, XML:      $xml"
echo "xml.etree, the XML:   $python"
wanted="XMLSyntaxError unknown error (<string>, line 0) ERR_NO_MEMORY"
[ "$html" = "$wanted" ] && [ "$xml" = "$wanted" ] && [ "$python" = "MemoryError" ]

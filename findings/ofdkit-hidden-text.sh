#!/usr/bin/env bash
# ofdkit 0.2.0 (PyPI) gives the words of objects that an OFD switches off, and not the words of its annotations.
#
# GB/T 33190 has the attribute Visible of a graphic object (false: it is not shown), and annotations whose Appearance is
# drawn over the page. `ofdkit.extract_text` says that it returns all text in reading order.
# Seen: of a page with "shown", an object Visible="false" with "hidden", and an annotation that shows "noted", it
# returns "shown" and "hidden". So text that a reader of the paper never sees is taken, and text that he sees is not.
#
# The exit is 0 while this is so, and 1 when it has changed. Needs python3 (3.10 or newer) with venv.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cd "$home"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check ofdkit==0.2.0
venv/bin/python - <<'PYTHON'
import sys
import zipfile
from importlib.metadata import version

import ofdkit

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text(y, words, more=""):
    steps = " ".join(["2.5"] * (len(words) - 1))
    return (
        f'<ofd:TextObject ID="{y}" Boundary="20 {y} 60 8" Font="3" Size="5" {more}>'
        f'<ofd:TextCode X="0" Y="5" DeltaX="{steps}">{words}</ofd:TextCode></ofd:TextObject>'
    )


parts = {
    "OFD.xml": f'<ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>'
    "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
    "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea>"
    "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
    '</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
    "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations></ofd:Document>",
    "Doc_0/PublicRes.xml": f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="SimSun"/></ofd:Fonts>'
    "</ofd:Res>",
    "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page {SPACE}><ofd:Content><ofd:Layer ID="2" Type="Body">'
    + text(20, "shown")
    + text(40, "hidden", 'Visible="false"')
    + "</ofd:Layer></ofd:Content></ofd:Page>",
    "Doc_0/Annots/Annotations.xml": f'<ofd:Annotations {SPACE}><ofd:Page PageID="1"><ofd:FileLoc>Page_0/Annotation.xml'
    "</ofd:FileLoc></ofd:Page></ofd:Annotations>",
    "Doc_0/Annots/Page_0/Annotation.xml": f'<ofd:PageAnnot {SPACE}><ofd:Annot ID="7" Type="Stamp" Creator="a" '
    'LastModDate="2025-01-01"><ofd:Appearance Boundary="0 0 210 297">' + text(60, "noted") + "</ofd:Appearance>"
    "</ofd:Annot></ofd:PageAnnot>",
}
with zipfile.ZipFile("a.ofd", "w") as package:
    for name, content in parts.items():
        package.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + content)
seen = ofdkit.extract_text("a.ofd").split()
print(f"ofdkit {version('ofdkit')}: {seen}")
sys.exit(seen != ["shown", "hidden"])
PYTHON

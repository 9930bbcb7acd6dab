"""Run all tests, the long ones too, whole on both databases: `make test-all`."""

import os
import sys

from tools import test

if __name__ == "__main__":
    os.environ[test.ALL] = "1"
    sys.exit(test.main())

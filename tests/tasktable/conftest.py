"""The makers of real files stand in tests/documents; tests of layouts use them too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "documents"))

#!/usr/bin/env python3
"""The site's commands: migrate, demo, loadplan, …; the same as `luoshi-web`."""

from luoshi_web.__main__ import main

if __name__ == "__main__":
    main()

"""What `make` runs: the environment, the front-end files, the server, the tests, the locks.

Standard library only, since the first of these runs before anything is installed.
"""

"""`python deployer/bootstrap ARGS`: what the launchers start."""

import os
import sys

# The folder itself is on the path; its parent is what makes `bootstrap` a package.
sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - pathlib would double the start-up time

from bootstrap.launch import main  # noqa: E402 - the line above makes it importable

if __name__ == "__main__":
    main()

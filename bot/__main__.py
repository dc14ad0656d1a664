"""`python -m bot`, the same as the installed command `goodword`."""

import sys

from bot.cli import main

# The guard matters: the process that owns Chroma imports this module again.
if __name__ == "__main__":
    sys.exit(main())

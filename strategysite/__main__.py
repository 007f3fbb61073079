"""python -m strategysite COMMAND."""

import sys

from strategysite.cli import main

if __name__ == "__main__":
    sys.exit(main())

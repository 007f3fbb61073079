"""python -m strategysite COMMAND."""

import sys

if __name__ == "__main__":
    try:
        from strategysite.cli import main

        sys.exit(main())
    except KeyboardInterrupt:  # pressed while the programs are still being read
        sys.exit(130)

"""python -m strategysite COMMAND, with any Python: it finds the one that has the packages."""

import sys

if __name__ == "__main__":
    try:
        from strategysite import environment

        code = environment.run_without_packages(sys.argv[1:])
        if code is None:
            try:
                from strategysite.cli import main
            except ImportError as missing:
                code = environment.run_with_packages(missing, sys.argv[1:])
            else:
                code = main()
        sys.exit(code)
    except KeyboardInterrupt:  # pressed while the programs are still being read
        sys.exit(130)

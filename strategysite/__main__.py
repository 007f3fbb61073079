"""python -m strategysite COMMAND, with any Python: it finds the one that has the packages."""

import sys

if __name__ == "__main__":
    # While the programs are read the keys end the process there and then: an error in its place
    # would be dropped where it meets an object that is being thrown away, as many then are.
    try:
        import signal

        heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if heard:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
    except KeyboardInterrupt:  # before that could be said
        sys.exit(130)
    if not __package__:  # without -m Python looks beside this file, not beside its folder
        sys.path[0] = __file__.rpartition("strategysite")[0] or "."
    from strategysite import environment

    code = environment.run_without_packages(sys.argv[1:])
    if code is None:
        try:
            from strategysite.cli import main
        except ImportError as missing:
            code = environment.run_with_packages(missing, sys.argv[1:])
        else:
            environment.tidy_when_ended()
            code = main()
    sys.exit(code)

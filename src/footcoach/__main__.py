"""Where the program starts, as `footcoach` and as `python -m footcoach`."""

import signal


def main() -> None:
    """Import the command line and run it."""
    # Ctrl-C before the command line can catch it would be a traceback; so it just ends.
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from footcoach.cli.app import main as run_command_line

    signal.signal(signal.SIGINT, before)
    run_command_line()


if __name__ == "__main__":
    main()

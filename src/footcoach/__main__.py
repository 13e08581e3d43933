"""The entry point for `footcoach` and `python -m footcoach`."""

import signal


def main() -> None:
    """Run the command line."""
    # Ctrl-C during the import would print a traceback, so let it just end the program.
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from footcoach.cli.app import main as run_command_line

    signal.signal(signal.SIGINT, before)
    run_command_line()


if __name__ == "__main__":
    main()

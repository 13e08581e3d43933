"""Where the program starts, as `footcoach` and as `python -m footcoach`."""

import signal


def main() -> None:
    """Run the command line."""
    # Ctrl-C before it can be caught would be a traceback; so it just ends the program.
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from footcoach.cli.app import main as run_command_line

    signal.signal(signal.SIGINT, before)
    run_command_line()


if __name__ == "__main__":
    main()

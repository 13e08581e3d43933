"""The entry point for `footcoach` and `python -m footcoach`."""

import sys

from footcoach import __version__


def main() -> None:
    """Run the command line."""
    # Answered before anything is imported: what follows takes five times as long as Python itself.
    if sys.argv[1:] in (["--version"], ["-V"]):
        try:
            print(f"footcoach {__version__}", flush=True)  # noqa: T201  Typer is not loaded yet
            return
        except OSError:
            pass  # the command line says why
    import gc
    import os
    import signal

    # Starting makes many objects and drops few, so searching them for garbage only takes time.
    gc.set_threshold(100_000)
    # Pydantic would search every installed package for plugins, and let them change our checks.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "1"
    # Ctrl-C during the import would print a traceback, so let it just end the program.
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from footcoach.cli.app import main as run_command_line

    signal.signal(signal.SIGINT, before)
    run_command_line()


if __name__ == "__main__":
    main()

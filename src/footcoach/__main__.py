"""Lets `python -m footcoach` do what `footcoach` does."""

from footcoach.cli.app import main

if __name__ == "__main__":
    main()

"""Where things are kept. Says where, and makes nothing."""

import os
from pathlib import Path

OWN_ROUTINES = "routines"
"""Folder of routines that a person has written. They are theirs: never erased."""


def config_folder() -> Path:
    """Return the folder of settings: FOOTCOACH_HOME if set, else where the system wants it."""
    home = os.environ.get("FOOTCOACH_HOME")
    if home:
        return Path(home).absolute()
    import platformdirs

    return Path(platformdirs.user_config_dir("footcoach", appauthor=False))


def data_folder() -> Path:
    """Return the folder of what is kept: FOOTCOACH_HOME if set, else where the system wants it."""
    home = os.environ.get("FOOTCOACH_HOME")
    if home:
        return Path(home).absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("footcoach", appauthor=False))


def profile_file() -> Path:
    """Return the path of `profile.json`."""
    return data_folder() / "profile.json"


def history_file() -> Path:
    """Return the path of `history.db`."""
    return data_folder() / "history.db"


def leading_file() -> Path:
    """Return the path of `session.lock`, which a footcoach that leads a session keeps locked."""
    return data_folder() / "session.lock"


def going_file() -> Path:
    """Return the path of `session.going`, which is there while a session can be gone on with."""
    return data_folder() / "session.going"


def settings_file() -> Path:
    """Return the path of `config.toml`."""
    return config_folder() / "config.toml"


def own_routines_folder() -> Path:
    """Return the folder of the routines that a person has written."""
    return config_folder() / OWN_ROUTINES

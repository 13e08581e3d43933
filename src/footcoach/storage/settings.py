"""Keeping the settings in `config.toml`, with the comments that a person wrote there."""

from footcoach.core.errors import SettingsError, StorageError
from footcoach.core.settings import Settings, parse_settings
from footcoach.storage.files import (
    Unreadable,
    make_private_folder,
    read_small_text,
    write_private,
)
from footcoach.storage.paths import settings_file

MAX_BYTES = 100_000


def load_settings() -> Settings:
    """Return the settings; those of a missing file are the usual ones. Raises SettingsError."""
    path = settings_file()
    try:
        return parse_settings(read_small_text(path, MAX_BYTES), name=str(path))
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except Unreadable as error:
        raise SettingsError(str(error)) from error


def remember(**changes: str | bool) -> None:
    """Note settings that the program changes by itself. Raises StorageError if that fails."""
    import tomlkit

    path = settings_file()
    try:
        document = tomlkit.parse(read_small_text(path, MAX_BYTES))
    except (FileNotFoundError, NotADirectoryError):
        document = tomlkit.document()
    except ValueError as error:
        raise StorageError(f"{path} is not valid TOML: {error}.") from error
    if all(document.get(key) == value for key, value in changes.items()):
        return
    document.update(changes)
    make_private_folder(path.parent)
    write_private(path, tomlkit.dumps(document))

"""Keeping the settings in `config.toml`, with the comments that a person wrote there."""

from footcoach.core.errors import SettingsError, StorageError
from footcoach.core.settings import Settings, parse_settings
from footcoach.store.files import make_private_folder, write_private
from footcoach.store.paths import settings_file


def load_settings() -> Settings:
    """Return the settings; those of a missing file are the usual ones. Raises SettingsError."""
    path = settings_file()
    try:
        return parse_settings(path.read_text(encoding="utf-8"), name=str(path))
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}.") from error


def remember_routine(name: str) -> None:
    """Note the routine used last. Raises StorageError if that cannot be written."""
    import tomlkit

    path = settings_file()
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        document = tomlkit.document()
    except (OSError, ValueError) as error:
        raise StorageError(f"{path} cannot be read: {error}.") from error
    if document.get("last_routine") == name:
        return
    document["last_routine"] = name
    make_private_folder(path.parent)
    write_private(path, tomlkit.dumps(document).rstrip())

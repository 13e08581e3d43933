"""`footcoach config`: the settings, where each comes from, and changing them."""

import json
import os
import shlex
from shutil import which
from typing import Any

import typer

from footcoach.cli.console import Json, run_program, say
from footcoach.cli.help import App
from footcoach.core.errors import UsageError
from footcoach.core.settings import Settings
from footcoach.core.text import visible
from footcoach.storage.settings import (
    create_settings_file,
    settings_file,
    settings_in_environment,
    settings_in_file,
    variable_for,
)

config_app = App(invoke_without_command=True)


@config_app.callback()
def config(context: typer.Context, json_: Json = False) -> None:
    """See each setting, and whether it comes from the environment, the file or the default."""
    if context.invoked_subcommand is not None:
        return
    path, listed = settings_file(), settings_listed()
    there = "" if path.exists() else " (not there yet)"
    if json_:
        typer.echo(json.dumps({"file": str(path), "settings": listed}, indent=2))
        return
    for each in listed:
        source = each["variable"] if each["source"] == "environment" else each["source"]
        typer.echo(f"{each['name']} = {json.dumps(each['value'])} ({source})")
        typer.echo(f"    {each['meaning']}")
    say(f"\nThe file is {visible(str(path))}{there}. To change it: footcoach config edit")


@config_app.command()
def path() -> None:
    """Print the path of the settings file."""
    typer.echo(settings_file())


@config_app.command()
def edit() -> None:
    """Open the settings file in your editor, and check it afterwards."""
    path = create_settings_file()
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _usual_editor()
    try:
        # Windows splits a command by itself; what shlex knows of backslashes would break its paths.
        command = f'{editor} "{path}"' if os.name == "nt" else [*shlex.split(editor), str(path)]
        code = run_program(command)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"Your editor, '{visible(editor)}', could not be started. Set EDITOR to another one, "
            f"or open the file yourself: {path}"
        ) from error
    if code:
        raise UsageError(f"Your editor, '{visible(editor)}', ended with an error ({code}).")
    settings_in_file()
    typer.echo(f"No mistakes found in {visible(str(path))}")


def settings_listed() -> list[dict[str, Any]]:
    """Return each setting with its value, source, variable, default and meaning."""
    in_file, in_environment = settings_in_file(), settings_in_environment()
    listed = []
    for name, field in Settings.model_fields.items():
        source = "file" if name in in_file.model_fields_set else "default"
        source = "environment" if name in in_environment else source
        listed.append(
            {
                "name": name,
                "value": in_environment.get(name, getattr(in_file, name)),
                "source": source,
                "variable": variable_for(name),
                "default": field.default,
                "meaning": field.description,
            }
        )
    return listed


def _usual_editor() -> str:
    if os.name == "nt":
        return "notepad"
    return next((each for each in ("sensible-editor", "nano") if which(each)), "vi")

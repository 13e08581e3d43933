"""`footcoach config`: what holds, where it comes from, and how to change it."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from cli.running import Run
from conftest import mode
from footcoach.cli import config
from footcoach.core.settings import Settings
from footcoach.storage.settings import load_settings, settings_file

KEYS = {"name", "value", "source", "variable", "default", "meaning"}


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set an editor with an option; it runs the Python code in the returned file."""
    script = tmp_path / "my editor.py"
    command = [sys.executable, str(script), "--wait"]
    monkeypatch.setenv("VISUAL", " ".join(f'"{part}"' for part in command))
    return script


def write(home: Path, text: str) -> None:
    home.mkdir()
    (home / "config.toml").write_text(text, encoding="utf-8")


def test_each_setting_has_its_value_its_meaning_and_where_it_comes_from(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"The file is {home / 'config.toml'} (not there yet)." in run("config").out
    write(home, "volume = 0.5\nascii = true\n")
    monkeypatch.setenv("FOOTCOACH_VOLUME", "0.2")
    lines = run("config").out.splitlines()
    assert "volume = 0.2 (FOOTCOACH_VOLUME)" in lines
    assert "ascii = true (file)" in lines
    assert lines[lines.index("voice = true (default)") + 1].startswith("    Speak")
    data = json.loads(run("config", "--json").out)
    assert data.keys() == {"file", "settings"}
    assert data["file"] == str(home / "config.toml")
    assert [each["name"] for each in data["settings"]] == list(Settings.model_fields)
    assert all(each.keys() == KEYS and each["meaning"] for each in data["settings"])
    volume = next(each for each in data["settings"] if each["name"] == "volume")
    assert volume["variable"] == "FOOTCOACH_VOLUME"
    assert (volume["value"], volume["source"], volume["default"]) == (0.2, "environment", 1.0)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_what_is_out_of_reach_is_one_sentence_that_says_what(run: Run, home: Path) -> None:
    home.symlink_to(home)  # which leads nowhere, even for root
    for command in (["config"], ["config", "edit"]):
        result = run(*command)
        assert (result.code, result.out) == (2 if command == ["config"] else 5, "")
        assert result.err.startswith(f"footcoach: {home}")


def test_its_path_is_printed_alone(run: Run, home: Path) -> None:
    assert run("config", "path") == (0, f"{home / 'config.toml'}\n", "")


@pytest.mark.parametrize("command", [["config"], ["start", "general"]])
def test_a_wrong_value_is_refused_with_the_name_of_its_variable(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("FOOTCOACH_VOLUME", "loud")
    monkeypatch.setenv("FOOTCOACH_MOTION", "2")
    result = run(*command)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        'footcoach: FOOTCOACH_VOLUME: must be a number, not "loud".\n'
        'footcoach: FOOTCOACH_MOTION: must be true or false, not "2".\n'
    )


@pytest.mark.skipif(sys.platform == "win32", reason="has no such modes")
@pytest.mark.usefixtures("lax_umask")
def test_the_editor_gets_a_private_file_that_lists_every_setting_and_changes_none(
    run: Run, home: Path, editor: Path
) -> None:
    editor.write_text("import sys; assert sys.argv[1] == '--wait'", encoding="utf-8")
    path = home / "config.toml"
    assert run("config", "edit") == (0, f"No mistakes found in {path}\n", "")
    assert mode(path) == 0o600
    assert load_settings() == Settings()
    text = path.read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        assert f"\n\n# {field.description}\n# {name} = " in text
    # With each setting's # taken away, the file is valid and still changes nothing.
    path.write_text("\n".join(line.removeprefix("# ") for line in text.splitlines() if "=" in line))
    assert load_settings() == Settings()


def test_mistakes_made_in_the_editor_are_all_named(run: Run, home: Path, editor: Path) -> None:
    write(home, "# mine\n")
    lines = ["voice = 1", "colour = true", "volume = 2", "[section]"]
    editor.write_text(
        f"import sys; open(sys.argv[-1], 'a').write({chr(10).join(lines)!r})", encoding="utf-8"
    )
    result = run("config", "edit")
    assert (result.code, result.out) == (2, "")
    named = [line.split("'")[1] for line in result.err.splitlines()]
    assert named == ["voice", "volume", "colour", "section"]
    assert settings_file().read_text(encoding="utf-8").startswith("# mine\nvoice = 1\n")


@pytest.mark.parametrize("editor", ["notepad", r"C:\Tools\edit.exe -n"])
def test_windows_gets_the_editors_command_as_it_stands(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, editor: str
) -> None:
    started: list[object] = []

    def start(command: object) -> int:
        started.append(command)
        return 0

    environ = {} if editor == "notepad" else {"EDITOR": editor}
    monkeypatch.setattr(config, "os", SimpleNamespace(name="nt", environ=environ))
    monkeypatch.setattr(config, "run_program", start)
    assert run("config", "edit").code == 0
    assert started == [f'{editor} "{home / "config.toml"}"']


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("no-such-editor", "'no-such-editor', could not be started. Set EDITOR"),
        ("vi 'x", "could not be started"),
        (f'"{sys.executable}" -c "raise SystemExit(3)"', "ended with an error (3)."),
    ],
)
def test_an_editor_that_fails_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str, words: str
) -> None:
    monkeypatch.setenv("VISUAL", command)
    result = run("config", "edit")
    assert (result.code, result.out) == (2, "")
    assert words in result.err

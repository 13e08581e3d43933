"""What the core hands around are values: nobody changes them."""

import dataclasses
import importlib
import pkgutil

import pytest
from pydantic import ValidationError

from footcoach import core
from footcoach.core.settings import Settings


def test_a_value_of_the_core_cannot_be_changed() -> None:
    modules = [
        importlib.import_module(f"footcoach.core.{each.name}")
        for each in pkgutil.iter_modules(core.__path__)
    ]
    values = {
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type)
        and dataclasses.is_dataclass(each)
        and each.__module__.startswith("footcoach.")
    }
    assert {"Assessment", "Plan", "Segment"} <= {each.__name__ for each in values}
    for each in values:
        assert each.__dataclass_params__.frozen, each  # type: ignore[attr-defined]


def test_a_speech_command_is_a_program_with_a_place_for_the_words() -> None:
    assert Settings(speech_command=("piper", "--output", "{file}")).speech_command
    for command in (("piper",), ("{text}",), (" ", "{text}")):
        with pytest.raises(ValidationError, match="one containing"):
            Settings(speech_command=command)

"""What the core hands around are values: nobody changes them, nobody adds to them."""

import dataclasses
import importlib
import pkgutil

import pytest

from footcoach import core

MODULES = [
    importlib.import_module(f"footcoach.core.{each.name}")
    for each in pkgutil.iter_modules(core.__path__)
]

VALUES: dict[str, type] = {
    each.__name__: each
    for module in MODULES
    for each in vars(module).values()
    if isinstance(each, type) and dataclasses.is_dataclass(each)
    if each.__module__.startswith("footcoach.")
}


def test_the_values_of_the_core_are_found() -> None:
    expected = {"Assessment", "Event", "Interview", "Plan", "Question", "Segment", "Snapshot"}
    assert expected <= set(VALUES)


@pytest.mark.parametrize("name", VALUES)
def test_a_value_cannot_be_changed(name: str) -> None:
    assert VALUES[name].__dataclass_params__.frozen  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", VALUES)
def test_a_value_has_no_room_for_more(name: str) -> None:
    assert "__slots__" in vars(VALUES[name])

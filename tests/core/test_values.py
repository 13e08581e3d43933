"""What the core hands around are values: nobody changes them."""

import dataclasses
import importlib
import pkgutil

from footcoach import core


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

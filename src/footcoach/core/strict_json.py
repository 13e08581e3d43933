"""Reading JSON without guessing."""

import json
from typing import Any

from footcoach.core.text import visible


def parse_object(text: str) -> dict[str, Any]:
    """Return the object that the text holds; raises ValueError with the end of a sentence.

    `json` silently keeps the last of two equal keys; here they are refused, at any depth.
    """

    def refuse_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        doubled = sorted({str(visible(key)) for key in keys if keys.count(key) > 1})
        if doubled:
            raise _DoubledError(f"has {', '.join(doubled)} more than once")
        return dict(pairs)

    try:
        data = json.loads(text, object_pairs_hook=refuse_doubles)
    except _DoubledError:
        raise
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is not valid JSON: {error}") from error
    if not isinstance(data, dict):
        raise ValueError("is not a JSON object in braces")
    return data


class _DoubledError(ValueError):
    """Two equal keys in one object."""

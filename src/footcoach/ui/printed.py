"""Pages to print, in one style: black on white, large letters, nothing loaded from elsewhere."""

from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from footcoach.core.data import read_data
from footcoach.ui.own_name import called

# In points. 12 is the least that the UK's guidance on accessible formats asks for; large print
# begins at 16, and 18 is better.
POINTS, LARGE_POINTS = 12, 18


def render(template: str, *, large: bool, **values: Any) -> str:
    """Fill in a template from the data folder; in ASCII, which survives any encoding."""
    points = LARGE_POINTS if large else POINTS
    pages = _templates(autoescape=True, finalize=_to_print)
    page = pages.get_template(template).render(points=points, **values)
    return page.encode("ascii", "xmlcharrefreplace").decode("ascii")


def render_markdown(template: str, **values: Any) -> str:
    """Fill in a template from the data folder that contains Markdown."""
    return _templates(keep_trailing_newline=True).get_template(template).render(**values)


def _templates(**options: Any) -> Environment:
    return Environment(  # noqa: S701  Markdown needs no escaping; HTML asks for it above
        loader=FunctionLoader(read_data),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )


def _to_print(value: object) -> object:
    """Keep a word such as "-floxacin" on one line, and name commands as they can be typed here."""
    return called(value.replace(" -", " -\u2060")) if type(value) is str else value

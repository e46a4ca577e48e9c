"""The environment of every HTML template: a text is never markup, and no fact may lack.

Templates lie in a folder `templates` beside the module that shows them; sentences come from
`remiss.texts` through `say` and `texts`, which every template knows.
"""

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from remiss.texts import say, texts


def read_templates(package: str, finalize: Callable[[Any], Any] | None = None) -> Environment:
    """The templates of a package; `finalize` has a word on every value before it is shown."""
    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=finalize,
    )
    environment.globals.update(say=say, texts=texts)
    return environment

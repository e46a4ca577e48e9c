"""An example of a body, for the API's own document."""

from typing import Any

from pydantic import ConfigDict


def example(**fields: Any) -> ConfigDict:
    """The configuration of a body that shows these fields, as JSON has them, in its schema."""
    return ConfigDict(json_schema_extra={"examples": [fields]})

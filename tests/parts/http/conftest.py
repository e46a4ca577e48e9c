"""The API with nothing behind it."""

from tests.whole.api.conftest import alone as alone  # noqa: PLC0414 -- a fixture of this folder too

"""The API with nothing behind it."""

from tests.whole.api.conftest import alone as alone  # noqa: PLC0414 -- a fixture of this folder too
from tests.whole.api.conftest import settings as settings  # noqa: PLC0414 -- as above

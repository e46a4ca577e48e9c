"""The API with nothing behind it."""

from tests.given.api_fixtures import alone as alone  # noqa: PLC0414 -- a fixture of this folder too
from tests.given.api_fixtures import settings as settings  # noqa: PLC0414 -- as above

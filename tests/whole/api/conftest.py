"""The API with everything behind it, and with nothing behind it."""

from tests.given.api_fixtures import alone as alone  # noqa: PLC0414 -- a fixture of this folder
from tests.given.api_fixtures import idle as idle  # noqa: PLC0414 -- as above
from tests.given.api_fixtures import served as served  # noqa: PLC0414 -- as above
from tests.given.api_fixtures import settings as settings  # noqa: PLC0414 -- as above
from tests.given.api_fixtures import shared as shared  # noqa: PLC0414 -- as above

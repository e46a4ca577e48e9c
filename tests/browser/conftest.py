"""The portal in a real browser."""

from tests.given.portal_fixtures import browser as browser  # noqa: PLC0414 -- of this folder
from tests.given.portal_fixtures import portal as portal  # noqa: PLC0414 -- as above
from tests.given.portal_fixtures import portal_service as portal_service  # noqa: PLC0414 -- as above

"""What is said of reads that may be behind is said at addresses there are."""

from api.app import ROUTES
from api.stale_reads import _LISTS, covers


def test_every_list_that_may_be_behind_is_an_address() -> None:
    """Each scorecard among them."""
    served = {getattr(route, "path", "") for route in ROUTES}

    assert served >= _LISTS
    assert all(covers(path) for path in served if path.startswith("/v1/scorecards"))

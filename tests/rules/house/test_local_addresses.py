"""Where a service that listens is reached on its machine."""

import pytest

from remiss.machine.network_ports import local_url


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8728"),
        ("0.0.0.0", "http://127.0.0.1:8728"),  # noqa: S104 -- what a setting may say
        ("::1", "http://[::1]:8728"),
        ("::", "http://[::1]:8728"),
        ("2001:db8::7", "http://[2001:db8::7]:8728"),
        ("localhost", "http://localhost:8728"),
    ],
)
def test_any_host_a_setting_may_name_becomes_an_address(host: str, url: str) -> None:
    """Of either kind, of every kind at once, or a name."""
    assert local_url(host, 8728) == url

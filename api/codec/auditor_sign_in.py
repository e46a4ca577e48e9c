"""The page on which inspectors sign in to read what Temporal keeps; no script, nothing fetched."""

import base64
import hashlib
from typing import Final

from remiss.templates import read_templates

_TEMPLATES = read_templates("api.codec")
STYLE = _TEMPLATES.get_template("sign_in.css").render()
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; img-src data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    # With none at all a browser calls the form's own origin "null", as it does a stranger's.
    "Referrer-Policy": "same-origin",
}

PAGE: Final = _TEMPLATES.get_template("sign_in.html").render()
SIGNED_OUT: Final = _TEMPLATES.get_template("signed_out.html").render()


def signed_in_page(endpoint: str) -> str:
    """The page that says how the Temporal UI is told of this address, once for each browser."""
    return _TEMPLATES.get_template("signed_in.html").render(endpoint=endpoint)

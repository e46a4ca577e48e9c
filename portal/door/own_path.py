"""Where to go on after signing in: a page of ours and nothing else, whatever an address says."""

import re

from portal.addresses import ENGLISH, PORTAL, WORK, address

OURS = re.compile(
    rf"{PORTAL}(?:/[A-Za-z0-9._~-]+)+(?:\?[A-Za-z0-9._~=&%+/:,-]*)?(?:#[A-Za-z0-9._~-]*)?"
)
LONGEST = 500
NO_PLACE_TO_GO = tuple(
    f"{PORTAL}{language}{path}"
    for language in ("", ENGLISH)
    for path in ("/sign-in", "/sign-out", "/prove")
)


def in_language_of(other: str, path: str) -> str:
    """A page of ours in the language of another: /role for /portal/en/work is /portal/en/role."""
    return address(path, "en" if other.startswith(f"{PORTAL}{ENGLISH}/") else "vi")


def own_path(wanted: str | None) -> str:
    """The page wanted, if it is one of ours to stay on; else one's work."""
    fallback = PORTAL + WORK
    if wanted is None or len(wanted) > LONGEST or not OURS.fullmatch(wanted):
        return fallback
    if ".." in wanted or wanted.startswith(NO_PLACE_TO_GO):
        return fallback
    return wanted

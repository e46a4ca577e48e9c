"""Where each kind of HTTP stands in the one address space that a service has."""

PORTAL = "/portal"
"""The pages for people; everything else is the API's."""
ENGLISH = "/en"
"""Before the path of a page in English, below the portal."""
WORK = "/work"
"""Where people begin, below the portal."""

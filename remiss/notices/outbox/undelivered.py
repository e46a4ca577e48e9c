"""The two ways a notice does not arrive; the message is kept beside the notice."""


class Undelivered(Exception):  # noqa: N818 -- says what is the matter with the notice
    """It did not arrive this time, and is tried again."""


class Bounced(Undelivered):
    """The other side refused it for good: trying again would only be refused again."""

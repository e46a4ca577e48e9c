"""The bodies that sign a reply or confirm what was read; a reply itself is the domain's `Reply`."""

from pydantic import Field

from remiss.consultation.values import Reply, Sha256, Value


class SignBody(Value):
    """Which prepared text is signed: `unsigned_sha256` of the request, as it was read."""

    reply_sha256: Sha256


class ConfirmBody(Value):
    """A letter without answers, and those read from it as the check showed them."""

    letter: Reply = Field(description="The same that was checked.")
    reply_sha256: Sha256 = Field(description="`proposed.reply_sha256` of the check.")

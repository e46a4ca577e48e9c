"""The body that signs a reply; a reply itself is `Reply`, as the domain has it."""

from remiss.consultation.values import Sha256, Value


class SignBody(Value):
    """Which prepared text is signed: `unsigned_sha256` of the request, as it was read."""

    reply_sha256: Sha256

"""Errors of a key, or of what it sealed.

None of these is a Temporal failure: raised inside a worker they fail the task, which the server
gives out again, and never the case.
"""

from remiss.texts import BilingualError, say


class CodecError(BilingualError):
    """Base of everything raised here; the message is in Vietnamese, then English."""

    between = " / "


class KeyringError(CodecError):
    """A file of keys that cannot be used; the message says which, where and what to do."""


class MissingKeyError(CodecError):
    """Something sealed under a key this process was not given; giving it loses nothing."""

    def __init__(self, key_id: str) -> None:
        self.key_id = key_id
        # The id is what a payload says, whoever wrote it; a text holds no NUL.
        shown = key_id.replace("\x00", "\ufffd")
        super().__init__(say("payload_key.missing", key_id=shown))


class NotAuthenticError(CodecError):
    """Something sealed that was altered, cut short, or sealed by somebody else."""

    def __init__(self, why: str) -> None:
        super().__init__(say("payload_key.not_authentic", why=why))

"""What can be wrong with a key or with what it sealed.

None of these is a Temporal failure: raised inside a worker they fail the task, which the server
gives out again, and never the case.
"""


class CodecError(Exception):
    """Base of everything raised here; the message is in Vietnamese, then English."""

    def __init__(self, *, vi: str, en: str) -> None:
        super().__init__(f"{vi} / {en}")
        self.vi, self.en = vi, en


class KeyringError(CodecError):
    """A file of keys that cannot be used; the message says which, where and what to do."""


class MissingKeyError(CodecError):
    """Something sealed under a key this process was not given; giving it loses nothing."""

    def __init__(self, key_id: str) -> None:
        self.key_id = key_id
        super().__init__(
            vi=f"Dữ liệu được mã hóa bằng khóa “{key_id}” mà tiến trình này không có. Dữ liệu "
            "không mất: hãy thêm khóa đó vào tệp của REMISS_PAYLOAD_KEYS_FILE rồi khởi động lại.",
            en=f"This was encrypted under key `{key_id}`, which this process does not have. "
            "Nothing is lost: add the key to the file of REMISS_PAYLOAD_KEYS_FILE and start again.",
        )


class NotAuthenticError(CodecError):
    """Something sealed that was altered, cut short, or sealed by somebody else."""

    def __init__(self, why: str) -> None:
        super().__init__(
            vi="Dữ liệu mã hóa không còn nguyên vẹn: đã bị thay đổi sau khi ghi, hoặc khóa cùng "
            f"tên nhưng khác nội dung ({why}). Hãy đối chiếu tệp khóa và máy chủ Temporal.",
            en="Encrypted data does not hold: it was changed after it was written, or the key of "
            f"this name is another one ({why}). Check the file of keys and the Temporal server.",
        )

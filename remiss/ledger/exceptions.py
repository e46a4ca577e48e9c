"""Every way the ledger says no. The docstrings are the messages: Vietnamese, then English."""

import inspect
from typing import Any

from remiss.texts import Bilingual


class LedgerError(Exception):
    """Sổ cái gặp lỗi.

    The ledger failed.
    """

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        paragraphs = inspect.cleandoc(type(self).__doc__ or "").split("\n\n")
        vi, en = (" ".join(text.split()).format(**facts) for text in paragraphs)
        self.message = Bilingual(vi=vi, en=en)
        super().__init__(f"{vi}\n{en}")


class LedgerConflict(LedgerError):  # noqa: N818 -- the word of the design
    """Sự kiện số {version} của hồ sơ {stream} đã có trong sổ cái với nội dung khác. Không ghi gì
    thêm. Hãy báo quản trị viên: có hai nơi cùng ghi một hồ sơ, hoặc sổ cái đã bị can thiệp.

    Event {version} of consultation {stream} is in the ledger with another content. Nothing was
    written. Tell the administrator: two writers share one case, or the ledger was tampered with.
    """  # noqa: D205 -- a message, not a summary


class LedgerGap(LedgerError):  # noqa: N818 -- the word of the design
    """Không thể ghi sự kiện số {version} của hồ sơ {stream}: sự kiện liền trước chưa có trong sổ
    cái. Hãy ghi các sự kiện còn thiếu trước.

    Event {version} of consultation {stream} cannot be written: the one before it is not in the
    ledger. Write the missing events first.
    """  # noqa: D205 -- a message, not a summary


class LedgerCutShort(LedgerError):  # noqa: N818 -- as the others
    """Bảng đọc biết đến sự kiện số {version} của hồ sơ {stream}, nhưng sổ cái không còn sự kiện
    đó. Chưa dựng lại gì, để không xóa dấu vết. Hãy chạy `remiss verify` và khôi phục sổ cái.

    The read tables know of event {version} of consultation {stream}, which is no longer in the
    ledger. Nothing was rebuilt, so as not to wipe the trace. Run `remiss verify`, and restore the
    ledger.
    """  # noqa: D205 -- a message, not a summary


class LedgerUnreadable(LedgerError):  # noqa: N818 -- as the others
    """Phiên bản này của Remiss không đọc được sự kiện số {version} của hồ sơ {stream}. Hãy dùng
    phiên bản đã ghi sự kiện đó, và chạy `remiss verify`.

    This version of Remiss cannot read event {version} of consultation {stream}. Use the version
    that wrote it, and run `remiss verify`.
    """  # noqa: D205 -- a message, not a summary


class MigrationChanged(LedgerError):  # noqa: N818 -- as the others
    """Tệp {name} đã thay đổi sau khi được áp dụng vào cơ sở dữ liệu này. Hãy khôi phục tệp và đưa
    thay đổi vào một tệp mới có số tiếp theo.

    File {name} changed after it was applied to this database. Restore it, and put the change in
    a new file with the next number.
    """  # noqa: D205 -- a message, not a summary


class NotTheOwner(LedgerError):  # noqa: N818 -- as the others
    """Tài khoản cơ sở dữ liệu này không được phép cập nhật cấu trúc ({reason}). Hãy đặt
    REMISS_POSTGRES_OWNER_DSN là tài khoản sở hữu các bảng, rồi chạy lại `remiss migrate`.

    This database account may not change the schema ({reason}). Set REMISS_POSTGRES_OWNER_DSN to
    the account that owns the tables, and run `remiss migrate` again.
    """  # noqa: D205 -- a message, not a summary


class ServiceTooStrong(LedgerError):  # noqa: N818 -- as the others
    """Tài khoản dịch vụ {role} trong REMISS_POSTGRES_DSN có thể sửa sổ cái dù không được cấp quyền:
    là superuser, được tạo vai trò, là chủ sở hữu bảng hoặc thuộc vai trò sở hữu bảng. Hãy dùng một
    tài khoản riêng, ví dụ: CREATE ROLE remiss_service LOGIN PASSWORD '...'; chưa cấp quyền gì.

    The service's account {role} in REMISS_POSTGRES_DSN could change the ledger whatever it is
    granted: it is a superuser, may create roles, owns the tables or is a member of who does. Use
    an account of its own, such as: CREATE ROLE remiss_service LOGIN PASSWORD '...'; nothing was
    granted.
    """  # noqa: D205 -- a message, not a summary


class CheckpointTaken(LedgerError):  # noqa: N818 -- as the others
    """Cơ sở dữ liệu đã có một bản chốt sổ khác mang số {number}. Không ghi gì thêm. Hãy chạy
    `remiss verify`.

    The database holds another checkpoint numbered {number}. Nothing was written. Run
    `remiss verify`.
    """  # noqa: D205 -- a message, not a summary


class NoServiceLogin(LedgerError):  # noqa: N818 -- as the others
    """Không đăng nhập được bằng tài khoản dịch vụ trong REMISS_POSTGRES_DSN ({reason}). Hãy tạo tài
    khoản đó, ví dụ: CREATE ROLE remiss_service LOGIN PASSWORD '...', rồi chạy lại `remiss migrate`.

    The service's account in REMISS_POSTGRES_DSN is not let in ({reason}). Create it, such as:
    CREATE ROLE remiss_service LOGIN PASSWORD '...', and run `remiss migrate` again.
    """  # noqa: D205 -- a message, not a summary

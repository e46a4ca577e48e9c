"""How secret a document is by law; nothing that is secret at all may come in."""

from enum import StrEnum


class Classification(StrEnum):
    """Độ mật, theo Luật Bảo vệ bí mật nhà nước 2018, Điều 8 (ghi theo trí nhớ, cần đối chiếu)."""

    OPEN = "open"
    SECRET = "secret"  # noqa: S105 -- mật, the lowest of three, and no password  # nosec B105
    TOP_SECRET = "top_secret"  # noqa: S105 -- tối mật  # nosec B105
    HIGHEST_SECRET = "highest_secret"  # noqa: S105 -- tuyệt mật  # nosec B105

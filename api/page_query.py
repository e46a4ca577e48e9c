"""Which page of a list, or which of an agency's requests, a caller asks for."""

from typing import Annotated

from fastapi import Query

from remiss.consultation.values import Value
from remiss.ledger.reads.pages import Wanted

Limit = Annotated[int, Query(ge=1, le=200, description="Số dòng mỗi trang / Rows per page")]
CursorText = Annotated[
    str | None,
    Query(max_length=200, description="Giá trị “next” của trang trước / `next` of the page before"),
]
Ordinal = Annotated[
    int | None,
    Query(
        ge=1,
        le=1000,
        description="Đề nghị cho ý kiến thứ mấy gửi cơ quan; để trống: hiện nay. / Which of the "
        "agency's requests; none: the present one.",
    ),
]


class Paged(Value):
    """Which page, of a list with nothing else to choose."""

    cursor: CursorText = None
    limit: Limit = 50

    @property
    def wanted(self) -> Wanted:
        """The page as the ledger's reads take it."""
        return Wanted(self.cursor, self.limit)

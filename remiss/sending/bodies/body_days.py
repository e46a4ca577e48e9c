"""Days and moments as a body may name them."""

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)
Day = Annotated[date, Field(ge=FIRST, le=LAST)]
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2100, 1, 1, tzinfo=UTC)),
]

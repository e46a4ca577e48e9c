"""What became of comments, on the scorecards of those who make them and who dispose of them."""

from typing import Annotated, Any

from pydantic import Field

from remiss.consultation.values import Value

Share = Annotated[float, Field(ge=0, le=1)]


class Commenting(Value):
    """What became of comments, counted where they were first disposed of."""

    disposed: int
    adopted: int
    adopted_in_part: int
    adopted_later: int
    kept: int
    objected: int = Field(description="Comments whose disposition the agency objected to.")
    adopted_rate: Share | None = Field(
        description="`adopted` and `adopted_in_part` by the four outcomes together."
    )


COMMENTS: dict[str, Any] = {
    "disposed": 6,
    "adopted": 3,
    "adopted_in_part": 1,
    "adopted_later": 0,
    "kept": 2,
    "objected": 1,
    "adopted_rate": 0.67,
}

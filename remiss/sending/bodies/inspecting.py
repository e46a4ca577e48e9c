"""What an inspector sends."""

from datetime import date
from typing import Annotated

from pydantic import Field

from remiss.consultation.inspecting.draw import Seed
from remiss.consultation.inspecting.messages import Criteria, Unit
from remiss.consultation.inspection_named import Decision, Reason
from remiss.consultation.values import Sha256, Value
from remiss.consultation.views.scores.tally import Card


class OpenInspectionBody(Value):
    """A decision, and why."""

    decision: Decision = Field(description="Số, ngày quyết định kiểm tra. / The decision.")
    reason: Reason


class CommitSampleBody(Value):
    """What will be drawn once the next checkpoint is signed."""

    unit: Unit
    criteria: Criteria = Criteria()
    size: Annotated[int, Field(ge=1, le=1_000)] | None = Field(
        default=None, description="Bao nhiêu; để trống: tất cả. / How many; left out: all."
    )
    seed_sha256: Sha256 | None = Field(
        default=None,
        description="Mã băm sha256 của mã bốc thăm, mã này giữ lại đến khi chọn mẫu. / "
        "The sha256 of the seed, which is kept until the draw.",
    )
    reason: Reason


class OutliersBody(Value):
    """By which indicator, and from which distance on; what stands out is drawn from."""

    card: Card
    figure: Annotated[str, Field(min_length=1, max_length=40)]
    first: date
    last: date
    threshold: Annotated[int, Field(ge=1, le=100)] = 3


class CommitOutliersBody(Value):
    """As `CommitSampleBody`, of the agencies that stand out by an indicator."""

    unit: Unit
    indicator: OutliersBody
    size: Annotated[int, Field(ge=1, le=1_000)] | None = None
    seed_sha256: Sha256 | None = None
    reason: Reason


class DrawSampleBody(Value):
    """The seed of the commitment; none where everything is drawn."""

    seed: Seed | None = None


class OrderDossierBody(Value):
    """Of which case."""

    consultation: Annotated[str, Field(min_length=1, max_length=40)]

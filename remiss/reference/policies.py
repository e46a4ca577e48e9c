"""Policies as data: days to reply by kind and urgency, reminders, the ladder, silence."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from remiss.consultation.policy import (
    ClarificationRules,
    EscalationLevel,
    Policy,
    Rung,
    SilenceOutcome,
    SilenceRule,
)
from remiss.consultation.telling.labels import VIET_NAM, local_date
from remiss.consultation.values import DraftKind, Urgency, Value
from remiss.reference.policy_checks import chosen_at, mistakes, stands
from remiss.reference.yaml_file import DATA, ReferenceDataError, read


def _level(written: object) -> object:
    """Rungs are written by name, for people."""
    names = {level.name.lower(): level for level in EscalationLevel if level}
    if str(written) not in names:
        choices = ", ".join(names)
        message = f"hãy chọn một trong / choose one of: {choices}"
        raise ValueError(message)
    return names[str(written)]


WrittenLevel = Annotated[EscalationLevel, BeforeValidator(_level)]


class WrittenRung(Rung):
    """A rung as it is written: its level by name."""

    level: WrittenLevel


class WrittenClarification(ClarificationRules):
    """The rules of clarification as they are written."""

    ladder: tuple[WrittenRung, ...] = ()


class WrittenSilence(SilenceRule):
    """The rule of silence as it is written: agreement is deemed by a law that is named."""

    @model_validator(mode="after")
    def _names_its_law(self) -> Self:
        if self.outcome is SilenceOutcome.DEEMED_AGREED and not self.legal_basis.strip():
            message = (
                "im lặng chỉ được xem như đồng ý khi có căn cứ pháp lý; hãy ghi số, ngày, tên văn "
                "bản vào legal_basis, hoặc ghi outcome: on_record / silence is deemed agreement "
                "only by a law; name it in legal_basis, or write outcome: on_record"
            )
            raise ValueError(message)
        return self


class WrittenPolicy(Policy):
    """A policy as it is written, with the day from which this version holds."""

    in_force_from: date
    clarification: WrittenClarification | None = None
    ladder: tuple[WrittenRung, ...]
    return_ladder: tuple[WrittenLevel, ...]
    silence: WrittenSilence

    def plain(self) -> Policy:
        """The rules alone, as a case carries them."""
        return Policy.model_validate(self.model_dump(exclude={"in_force_from"}))


class PolicyFile(Value):
    """Every policy, and every version of it; examples are checked alike, and never in force."""

    common: dict[str, object] = Field(default_factory=dict)
    policies: tuple[WrittenPolicy, ...]
    examples: tuple[WrittenPolicy, ...] = ()


@cache
def load_policy_file(path: Path = DATA / "policies.yaml") -> PolicyFile:
    """The file at `path`.

    Raises:
        ReferenceDataError: the file is wrong; the message says where and what to write instead.
    """
    return read(path, PolicyFile, mistakes)


def load_policies(path: Path = DATA / "policies.yaml") -> tuple[WrittenPolicy, ...]:
    """Every version of every policy at `path`.

    Raises: as `load_policy_file`.
    """
    return load_policy_file(path).policies


def policy_for(
    kind: DraftKind,
    urgency: Urgency,
    policies: Sequence[WrittenPolicy] | None = None,
    on: date | None = None,
) -> Policy:
    """What holds on the day `on`, or today in Viet Nam, for this kind and urgency.

    The policy made for the kind, else the default of the urgency. A later version leaves what
    opened before its day untouched: a case carries its policy.

    Raises:
        ReferenceDataError: nothing was in force yet.
    """
    policies = policies or load_policies()
    day = on or datetime.now(VIET_NAM).date()
    standing = [n for n, policy in enumerate(policies) if stands(policy, policies, day)]
    chosen = chosen_at(policies, standing, kind, urgency)
    if chosen is None:
        message = (
            f"Chưa có chính sách nào áp dụng vào ngày {local_date(day)}; hãy sửa in_force_from. / "
            f"No policy is in force on {local_date(day)}; correct in_force_from."
        )
        raise ReferenceDataError(message)
    return policies[chosen].plain()

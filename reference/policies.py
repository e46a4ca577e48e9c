"""Policies as data: days to reply by kind and urgency, reminders, the ladder, silence."""

from collections.abc import Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from consultation.policy import ClarificationRules, EscalationLevel, Policy, Rung
from consultation.values import DraftKind, Urgency, Value
from reference.reading import DATA, read


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


class WrittenPolicy(Policy):
    """A policy as it is written."""

    clarification: WrittenClarification | None = None
    ladder: tuple[WrittenRung, ...]
    return_ladder: tuple[WrittenLevel, ...]


class PolicyFile(Value):
    """Every policy; each urgency has a default, and no two policies fit the same case."""

    common: dict[str, object] = Field(default_factory=dict)
    policies: tuple[WrittenPolicy, ...]

    @model_validator(mode="after")
    def _each_urgency_has_a_default(self) -> Self:
        defaults = {policy.urgency for policy in self.policies if not policy.kinds}
        if missing := [urgency.value for urgency in Urgency if urgency not in defaults]:
            message = (
                f"chưa có chính sách mặc định (kinds: []) cho mức khẩn {', '.join(missing)}; "
                "hãy thêm / no default policy (kinds: []) for these urgencies; add one each"
            )
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _no_two_fit_the_same_case(self) -> Self:
        for one, other in combinations(self.policies, 2):
            if one.id == other.id or _collide(one, other):
                message = (
                    f"{one.id} và / and {other.id}: trùng mã, hoặc trùng loại văn bản và mức khẩn; "
                    "hãy tách ra / same id, or same kind and urgency; tell them apart"
                )
                raise ValueError(message)
        return self


def _collide(one: Policy, other: Policy) -> bool:
    if one.urgency is not other.urgency:
        return False
    return bool(set(one.kinds) & set(other.kinds)) or one.kinds == other.kinds == ()


@cache
def load_policies(path: Path = DATA / "policies.yaml") -> tuple[Policy, ...]:
    """The policies at `path`.

    Raises:
        ReferenceDataError: the file is wrong; the message says where and what to write instead.
    """
    written = read(path, PolicyFile).policies
    return tuple(Policy.model_validate(policy.model_dump()) for policy in written)


def policy_for(
    kind: DraftKind, urgency: Urgency, policies: Sequence[Policy] | None = None
) -> Policy:
    """The policy made for this kind and urgency, else the default of the urgency."""
    of_urgency = [policy for policy in policies or load_policies() if policy.urgency is urgency]
    return next(
        (policy for policy in of_urgency if kind in policy.kinds),
        next(policy for policy in of_urgency if not policy.kinds),
    )

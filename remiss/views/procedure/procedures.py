"""The procedure of a kind and urgency on a day, its versions, and what changed since another."""

from collections.abc import Iterator
from datetime import date, datetime

from pydantic import Field

from remiss.consultation.values import RETIRED_KINDS, DraftKind, Urgency, Value
from remiss.consultation.views.deadline_words import span_label
from remiss.consultation.views.procedure.described_procedure import (
    DescribedProcedure,
    described_procedure,
    procedure_title,
)
from remiss.consultation.views.procedure.procedure_changes import (
    ProcedureChange,
    procedure_changes,
)
from remiss.problems.problem import Problem
from remiss.reference.policies.in_force import load_policy_file
from remiss.reference.policies.policy_versions import PolicyVersion, policy_versions
from remiss.texts import VIET_NAM, Bilingual


class ProcedureVersion(Value):
    """One version of a procedure: by which policy, and when it holds."""

    policy: str
    policy_version: int
    title: Bilingual
    since: date
    until: date | None


class ProcedureAnswer(DescribedProcedure):
    """The procedure on a day, with its versions and what changed from the one before."""

    versions: tuple[ProcedureVersion, ...] = Field(description="Oldest first.")
    compared_with: date | None = Field(description="The first day of the version compared with.")
    changes: tuple[ProcedureChange, ...] = Field(
        description="From that version to this one; empty without one."
    )


class ListedProcedure(Value):
    """One procedure in force on a day."""

    kind: DraftKind
    urgency: Urgency
    title: Bilingual
    reply_within: Bilingual
    since: date


def list_procedures(on: date | None = None) -> tuple[ListedProcedure, ...]:
    """Every kind and urgency a case can open with on the day, or today."""
    return tuple(_listed(on or _today()))


def _listed(day: date) -> Iterator[ListedProcedure]:
    for kind in DraftKind:
        for urgency in Urgency:
            version = None if kind in RETIRED_KINDS else _on(_versions(kind, urgency), day)
            if version is not None:
                yield ListedProcedure(
                    kind=kind,
                    urgency=urgency,
                    title=procedure_title(kind, urgency),
                    reply_within=span_label(version.policy.reply_within),
                    since=version.since,
                )


def read_procedure(
    kind: DraftKind, urgency: Urgency, on: date | None = None, against: date | None = None
) -> ProcedureAnswer:
    """The version that holds on `on`, or today, compared with that of `against`, or the one before.

    Raises:
        Problem: `no_procedure`, where none holds on the day.
    """
    versions, day = _versions(kind, urgency), on or _today()
    version = _on(versions, day)
    if version is None:
        raise Problem("no_procedure", day=f"{day:%d/%m/%Y}")
    other = _on(versions, against) if against else _before(versions, version)
    found = described_procedure(kind, *version)
    changes = procedure_changes(described_procedure(kind, *other), found) if other else ()
    return ProcedureAnswer(
        **dict(found),
        versions=tuple(map(_version, versions)),
        compared_with=other.since if other else None,
        changes=changes,
    )


def _today() -> date:
    return datetime.now(VIET_NAM).date()


def _versions(kind: DraftKind, urgency: Urgency) -> tuple[PolicyVersion, ...]:
    return policy_versions(load_policy_file(), kind, urgency)


def _on(versions: tuple[PolicyVersion, ...], day: date) -> PolicyVersion | None:
    return next(
        (v for v in versions if v.since <= day and (v.until is None or day <= v.until)), None
    )


def _before(versions: tuple[PolicyVersion, ...], version: PolicyVersion) -> PolicyVersion | None:
    return next((v for v in reversed(versions) if v.since < version.since), None)


def _version(version: PolicyVersion) -> ProcedureVersion:
    policy = version.policy
    return ProcedureVersion(
        policy=policy.id,
        policy_version=policy.version,
        title=policy.title,
        since=version.since,
        until=version.until,
    )

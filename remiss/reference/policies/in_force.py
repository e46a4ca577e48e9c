"""The policies in force: which one a case opens under, by its kind, its urgency and the day."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path

from remiss.consultation.policy import Policy
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import DraftKind, Urgency
from remiss.reference.policies.policy_checks import mistakes
from remiss.reference.policies.written_policies import PolicyFile, WrittenPolicy, chosen_at, stands
from remiss.reference.yaml_file import DATA, ReferenceDataError, read
from remiss.texts import VIET_NAM, local_date, say

PLACE = "remiss/reference/data/policies.yaml"


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

    Raises: as `chosen`.
    """
    file = load_policy_file() if policies is None else PolicyFile(policies=tuple(policies))
    return chosen(file, kind, urgency, on or datetime.now(VIET_NAM).date())


def chosen(file: PolicyFile, kind: DraftKind, urgency: Urgency, day: date) -> Policy:
    """The policy made for the kind, else the default of the urgency.

    A later version leaves what opened before its day untouched: a case carries its policy.

    Raises:
        ReferenceDataError: nothing was in force yet.
        Refusal: `policy_not_filled`, where the kind waits for a policy of its own.
    """
    policies = file.policies
    standing = [n for n, policy in enumerate(policies) if stands(policy, policies, day)]
    place = chosen_at(policies, standing, kind, urgency)
    if place is None:
        raise ReferenceDataError(say("reference.policy.none_in_force", day=local_date(day)))
    if kind in file.to_fill and kind not in policies[place].kinds:
        raise Refusal("policy_not_filled", kind=kind, place=PLACE)
    return policies[place].plain()

"""Which policy held when for one kind and urgency: the versions of the procedure, oldest first."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from remiss.consultation.policy import Policy
from remiss.consultation.values import DraftKind, Urgency
from remiss.reference.policies.policies_over_time import turning_points
from remiss.reference.policies.written_policies import PolicyFile, chosen_at, stands


class PolicyVersion(NamedTuple):
    """What holds from one day to another; `until` is None while no end is known."""

    policy: Policy
    since: date
    until: date | None


def policy_versions(
    file: PolicyFile, kind: DraftKind, urgency: Urgency
) -> tuple[PolicyVersion, ...]:
    """Every policy a case of this kind and urgency opened under, or will; gaps have none."""
    return tuple(_versions(file, kind, urgency))


def _versions(file: PolicyFile, kind: DraftKind, urgency: Urgency) -> Iterator[PolicyVersion]:
    days = sorted(set(turning_points(file.policies)))
    held = [(day, _place(file, kind, urgency, day)) for day in days]
    turns = [each for before, each in pairwise([(None, None), *held]) if each[1] != before[1]]
    for number, (since, place) in enumerate(turns):
        if place is not None and since is not None:
            after = turns[number + 1][0] if number + 1 < len(turns) else None
            until = after - timedelta(days=1) if after else None
            yield PolicyVersion(file.policies[place].plain(), since, until)


def _place(file: PolicyFile, kind: DraftKind, urgency: Urgency, day: date) -> int | None:
    policies = file.policies
    standing = [n for n, policy in enumerate(policies) if stands(policy, policies, day)]
    place = chosen_at(policies, standing, kind, urgency)
    if place is None or (kind in file.to_fill and kind not in policies[place].kinds):
        return None
    return place

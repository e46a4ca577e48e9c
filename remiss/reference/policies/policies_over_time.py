"""What is wrong with policies taken together, on every day on which something changes."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise

from remiss.consultation.values import DraftKind, Urgency
from remiss.consultation.views.deadline_words import span_label
from remiss.reference.policies.policy_spans import Span
from remiss.reference.policies.written_policies import WrittenPolicy, chosen_at, stands
from remiss.reference.yaml_file import Mistake
from remiss.texts import local_date, say


def mistakes_over_time(policies: Sequence[WrittenPolicy]) -> Iterator[Mistake]:
    """Every mistake that one policy alone does not show."""
    yield from _versions(policies)
    for at, policy in enumerate(policies):
        if policy.in_force_until and policy.in_force_until < policy.in_force_from:
            yield Mistake(("policies", at, "in_force_until"), say("reference.policy.ends_too_soon"))
    for day in sorted(set(turning_points(policies))):
        standing = [n for n, policy in enumerate(policies) if stands(policy, policies, day)]
        yield from _defaults(policies, standing, day)
        yield from _clashes(policies, standing)
        yield from _urgent_is_sooner(policies, standing)


def turning_points(policies: Sequence[WrittenPolicy]) -> Iterator[date]:
    """The days from which something holds, and those after something held last."""
    for policy in policies:
        yield policy.in_force_from
        if policy.in_force_until:
            yield policy.in_force_until + timedelta(days=1)


def _versions(policies: Sequence[WrittenPolicy]) -> Iterator[Mistake]:
    for (_, one), (at, other) in combinations(enumerate(policies), 2):
        if one.id != other.id:
            continue
        if one.in_force_from == other.in_force_from or one.version == other.version:
            yield Mistake(("policies", at, "id"), say("reference.policy.id_taken", id=other.id))
        elif (one.in_force_from < other.in_force_from) != (one.version < other.version):
            yield Mistake(
                ("policies", at, "version"),
                say("reference.policy.versions_out_of_order", id=other.id),
            )


def _defaults(
    policies: Sequence[WrittenPolicy], standing: Sequence[int], day: date
) -> Iterator[Mistake]:
    covered = {policies[n].urgency for n in standing if not policies[n].kinds}
    if missing := [urgency.value for urgency in Urgency if urgency not in covered]:
        yield Mistake(
            ("policies",),
            say("reference.policy.no_default", day=local_date(day), urgencies=missing),
        )


def _clashes(policies: Sequence[WrittenPolicy], standing: Sequence[int]) -> Iterator[Mistake]:
    for one, at in combinations(standing, 2):
        first, second = policies[one], policies[at]
        shared = [kind.value for kind in second.kinds if kind in first.kinds]
        both_default = not first.kinds and not second.kinds
        if first.id != second.id and first.urgency is second.urgency and (shared or both_default):
            what = ", ".join(shared) or "[]"
            yield Mistake(
                ("policies", at, "kinds"),
                say(
                    "reference.policy.clash",
                    one=first.id,
                    other=second.id,
                    what=what,
                    urgency=second.urgency.value,
                ),
            )


def _urgent_is_sooner(
    policies: Sequence[WrittenPolicy], standing: Sequence[int]
) -> Iterator[Mistake]:
    """A graver stamp never gives more time."""
    for kind in DraftKind:
        chosen = [chosen_at(policies, standing, kind, urgency) for urgency in Urgency]
        for one, at in pairwise(n for n in chosen if n is not None):
            before = Span((), policies[one].reply_within)
            after = Span(("policies", at, "reply_within"), policies[at].reply_within)
            if after.hours > before.hours:
                yield Mistake(
                    after.place,
                    say(
                        "reference.policy.urgent_is_longer",
                        other=policies[one].id,
                        limit=span_label(before.span),
                    ),
                )

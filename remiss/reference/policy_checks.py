"""What is wrong with policies that are well formed: each mistake by its place, with a remedy.

Old cases carry the policy they opened under; these checks are for what is written for new ones.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from remiss.consultation.policy import Policy, Rung, SilenceOutcome
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import DraftKind, Urgency
from remiss.consultation.views.deadline_words import span_label
from remiss.reference.written_policies import PolicyFile, WrittenPolicy, chosen_at, stands
from remiss.reference.yaml_file import Mistake
from remiss.texts import local_date, say

LEFT_OPEN = ("…", "...", "<", "MẪU")
HOURS_A_DAY, WORKING_DAYS_A_WEEK, DAYS_A_WEEK = 8, 5, 7
Place = tuple[int | str, ...]


class Span(NamedTuple):
    """A length of time, and where it is written."""

    place: Place
    span: WorkSpan

    @property
    def hours(self) -> int:
        """Working hours; of calendar days, those of five in seven."""
        days = self.span.days + self.span.calendar_days * WORKING_DAYS_A_WEEK // DAYS_A_WEEK
        return days * HOURS_A_DAY + self.span.hours


def mistakes(file: PolicyFile) -> Iterator[Mistake]:
    """Every mistake in a file of policies."""
    written: dict[Place, WrittenPolicy] = {
        (name, index): policy
        for name, policies in (("policies", file.policies), ("examples", file.examples))
        for index, policy in enumerate(policies)
    }
    for at, policy in written.items():
        yield from _in_policy(at, policy)
    yield from _deemed_without_law(written)
    yield from _over_time(file.policies)


# One policy


def _in_policy(at: Place, policy: WrittenPolicy) -> Iterator[Mistake]:
    yield from _empty(spans(at, policy))
    yield from _reminders(at, policy.reminders, Span((*at, "reply_within"), policy.reply_within))
    yield from _ladder((*at, "ladder"), policy.ladder)
    yield from _silence(at, policy)
    yield from _longer_than_the_reply(at, policy)
    if rules := policy.clarification:
        inside = (*at, "clarification")
        answer = Span((*inside, "answer_within"), rules.answer_within)
        yield from _reminders(inside, rules.reminders, answer)
        yield from _ladder((*inside, "ladder"), rules.ladder)
    if not policy.legal_basis.strip():
        yield Mistake((*at, "legal_basis"), say("reference.policy.no_basis"))
    yield from _printed(at, policy)


def _printed(at: Place, policy: Policy) -> Iterator[Mistake]:
    """Letters print it as it stands: no place left open, and the rule that makes silence speak."""
    rules = (((*at, "printed_basis"), policy), ((*at, "silence", "printed_basis"), policy.silence))
    for place, rule in rules:
        if any(open_ in rule.printed_basis for open_ in LEFT_OPEN):
            yield Mistake(place, say("reference.policy.basis_not_filled"))
    silence = policy.silence
    deemed = silence.outcome is SilenceOutcome.DEEMED_AGREED
    if at[0] == "policies" and deemed and not silence.printed_basis.strip():
        yield Mistake((*at, "silence", "outcome"), say("reference.policy.silence_cites_nothing"))


def spans(at: Place, policy: Policy) -> Iterator[Span]:
    """Every length of time in a policy."""
    yield from _spans_in(at, policy)


def _spans_in(at: Place, value: Any) -> Iterator[Span]:
    if isinstance(value, WorkSpan):
        yield Span(at, value)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _spans_in((*at, index), item)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from _spans_in((*at, name), getattr(value, name))


def _empty(found: Iterable[Span]) -> Iterator[Mistake]:
    for each in found:
        if each.hours == 0:
            yield Mistake(each.place, say("reference.policy.no_time"))


def _reminders(at: Place, reminders: Sequence[WorkSpan], due: Span) -> Iterator[Mistake]:
    written = [Span((*at, "reminders", n), span) for n, span in enumerate(reminders)]
    for each in written:
        if each.hours >= due.hours:
            yield Mistake(
                each.place, say("reference.policy.reminder_too_early", limit=span_label(due.span))
            )
    for before, after in pairwise(written):
        if after.hours >= before.hours:
            yield Mistake(after.place, say("reference.policy.reminders_out_of_order"))


def _ladder(at: Place, ladder: Sequence[Rung]) -> Iterator[Mistake]:
    written = [Span((*at, n, "after"), rung.after) for n, rung in enumerate(ladder)]
    for before, after in pairwise(written):
        if after.hours <= before.hours:
            yield Mistake(
                after.place, say("reference.policy.rung_too_early", before=span_label(before.span))
            )


def _silence(at: Place, policy: Policy) -> Iterator[Mistake]:
    if not policy.ladder:
        return
    silence = Span((*at, "silence", "after"), policy.silence.after)
    last = Span((), policy.ladder[-1].after)
    if silence.hours < last.hours:
        yield Mistake(
            silence.place, say("reference.policy.silence_too_early", last=span_label(last.span))
        )


def _deemed_without_law(written: Mapping[Place, WrittenPolicy]) -> Iterator[Mistake]:
    """Only the outcome was changed: the basis still says that silence is no agreement."""
    deemed = SilenceOutcome.DEEMED_AGREED
    rules = [policy.silence for policy in written.values()]
    on_record = {rule.legal_basis for rule in rules if rule.outcome is not deemed}
    for at, policy in written.items():
        if policy.silence.outcome is deemed and policy.silence.legal_basis in on_record:
            yield Mistake((*at, "silence", "outcome"), say("reference.policy.silence_by_no_law"))


def _longer_than_the_reply(at: Place, policy: Policy) -> Iterator[Mistake]:
    """What officer and drafter may take, and more time, measured by the time to reply."""
    limit, label = Span((), policy.reply_within).hours, span_label(policy.reply_within)
    inside: tuple[tuple[str, str], ...] = (
        ("clarification", "answer_within"),
        ("extension", "at_most"),
        ("extension", "decide_within"),
        ("decline", "settle_within"),
    )
    for part, name in inside:
        rules = getattr(policy, part)
        written = Span((*at, part, name), getattr(rules, name)) if rules else None
        if written and written.hours > limit:
            yield Mistake(written.place, say("reference.policy.longer_than_the_reply", limit=label))


# All of them together, on every day on which something changes


def _over_time(policies: Sequence[WrittenPolicy]) -> Iterator[Mistake]:
    yield from _versions(policies)
    for at, policy in enumerate(policies):
        if policy.in_force_until and policy.in_force_until < policy.in_force_from:
            yield Mistake(("policies", at, "in_force_until"), say("reference.policy.ends_too_soon"))
    for day in sorted(set(_turning_points(policies))):
        standing = [n for n, policy in enumerate(policies) if stands(policy, policies, day)]
        yield from _defaults(policies, standing, day)
        yield from _clashes(policies, standing)
        yield from _urgent_is_sooner(policies, standing)


def _turning_points(policies: Sequence[WrittenPolicy]) -> Iterator[date]:
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

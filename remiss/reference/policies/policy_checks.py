"""What is wrong with policies that are well formed: each mistake by its place, with a remedy.

Old cases carry the policy they opened under; these checks are for what is written for new ones.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from remiss.consultation.policy import EscalationLevel, Policy, Rung, SilenceOutcome
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.views.deadline_words import span_label
from remiss.reference.policies.policies_over_time import mistakes_over_time
from remiss.reference.policies.policy_spans import Place, Span, spans
from remiss.reference.policies.written_policies import PolicyFile, WrittenPolicy
from remiss.reference.yaml_file import Mistake
from remiss.texts import say

LEFT_OPEN = ("…", "...", "<", "MẪU")


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
    yield from mistakes_over_time(file.policies)


def _in_policy(at: Place, policy: WrittenPolicy) -> Iterator[Mistake]:
    yield from _empty(spans(at, policy))
    yield from _reminders(at, policy.reminders, Span((*at, "reply_within"), policy.reply_within))
    yield from _ladder((*at, "ladder"), policy.ladder)
    yield from _vice_chairman(at, policy)
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


def _vice_chairman(at: Place, policy: Policy) -> Iterator[Mistake]:
    """After the Office is told, before the Chairman is, and before silence is recorded."""
    if policy.vice_chairman_after is None:
        return
    told = Span((*at, "vice_chairman_after"), policy.vice_chairman_after)
    by_level = {rung.level: Span((), rung.after) for rung in policy.ladder}
    office = by_level.get(EscalationLevel.OFFICE)
    above = by_level.get(EscalationLevel.CHAIRMAN, Span((), policy.silence.after))
    if office is None or not office.hours < told.hours < above.hours:
        yield Mistake(told.place, say("reference.policy.vice_chairman_out_of_order"))


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

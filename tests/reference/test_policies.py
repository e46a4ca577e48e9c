"""Policies as shipped, and how a mistake in them is named."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from consultation.policy import EscalationLevel, Policy, SilenceOutcome
from consultation.values import DraftKind, Urgency
from reference.calendars import working_calendar
from reference.policies import load_policies, policy_for
from reference.reading import DATA, ReferenceDataError

SHIPPED = (DATA / "policies.yaml").read_text(encoding="utf-8")
NOON = datetime(2026, 5, 6, 12, tzinfo=timezone(timedelta(hours=7)))


def line_of(text: str, content: str) -> int:
    return text[: text.index(content)].count("\n") + 1


@pytest.mark.parametrize("kind", DraftKind)
@pytest.mark.parametrize("urgency", Urgency)
def test_every_case_has_a_policy_of_its_urgency(kind: DraftKind, urgency: Urgency) -> None:
    """No kind of draft is left without a deadline, however urgent."""
    policy = policy_for(kind, urgency)

    assert policy.urgency is urgency
    assert not policy.kinds or kind in policy.kinds


def test_the_policy_made_for_a_kind_goes_before_the_default() -> None:
    """A plan has its own days; another document falls back to the default."""
    assert policy_for(DraftKind.PLAN, Urgency.NORMAL).id == "plan.normal"
    assert policy_for(DraftKind.OTHER, Urgency.NORMAL).id == "other.normal"


def test_more_urgent_means_sooner() -> None:
    """Each grade of urgency leaves less working time than the one before."""
    calendar = working_calendar(2026, 2027)
    ends = [
        calendar.add(NOON, policy_for(DraftKind.GUIDELINE, urgency).reply_within)
        for urgency in Urgency
    ]

    assert ends == sorted(ends, reverse=True)
    assert len(set(ends)) == len(ends)


@pytest.mark.parametrize("policy", load_policies(), ids=lambda policy: policy.id)
def test_time_runs_forward_along_the_ladder(policy: Policy) -> None:
    """Reminders earliest first, rungs in order, silence last."""
    calendar = working_calendar(2026, 2027)
    due = calendar.add(NOON, policy.reply_within)
    reminders = [calendar.subtract(due, before) for before in policy.reminders]
    rungs = [calendar.add(due, rung.after) for rung in policy.ladder]

    told = [*reminders, due, *rungs, calendar.add(due, policy.silence.after)]

    assert told == sorted(told)
    assert [rung.level for rung in policy.ladder] == [
        EscalationLevel.HEAD,
        EscalationLevel.OFFICE,
        EscalationLevel.CHAIRMAN,
    ]


def test_no_shipped_policy_takes_silence_for_agreement() -> None:
    """No rule cited says so; a province that has one writes it in."""
    assert {policy.silence.outcome for policy in load_policies()} == {SilenceOutcome.ON_RECORD}


def test_the_basis_owns_up_to_its_numbers() -> None:
    """The days are a default and say so, wherever a deadline explains itself."""
    for policy in load_policies():
        assert "không ấn định số ngày" in policy.legal_basis
        assert "Quy chế làm việc" in policy.legal_basis


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("reply_within: {days: 5}", "reply_within: {days: năm}", "write a whole number"),
        ("reply_within: {days: 3}", "reply_within: 3", "write named entries"),
        ("{level: head, after: {days: 1}}", "{level: hed, after: {days: 1}}", "official, head"),
        ("kinds: [plan]", "kinds: [planning]", "'plan'"),
        ("review_within: {days: 2}", "reviw_within: {days: 2}", "correct its spelling"),
        (
            'title: {vi: "Kế hoạch, thường", en:',
            'title: {vi: "Kế hoạch", end:',
            "this entry is missing",
        ),
    ],
)
def test_a_mistake_is_named_by_line_and_remedy(
    tmp_path: Path, right: str, wrong: str, says: str
) -> None:
    """The line at fault, and what to write there instead."""
    text = SHIPPED.replace(right, wrong, 1)
    assert text != SHIPPED
    path = tmp_path / "policies.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ReferenceDataError) as refused:
        load_policies(path)

    assert f"policies.yaml, dòng / line {line_of(text, wrong)}:" in str(refused.value)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("urgency: urgent", "urgency: normal", "urgent"),
        ("id: plan.normal", "id: guideline.normal", "guideline.normal"),
        ("kinds: [plan]", "kinds: [guideline]", "guideline.normal"),
        ("kinds: [plan]", "kinds: []", "other.normal"),
        ("{level: head, after: {hours: 4}}", "{level: chairman, after: {hours: 4}}", "rise"),
    ],
)
def test_policies_that_do_not_fit_together_are_refused(
    tmp_path: Path, right: str, wrong: str, says: str
) -> None:
    """A gap, a clash or a ladder that falls is found when the file is read."""
    path = tmp_path / "policies.yaml"
    path.write_text(SHIPPED.replace(right, wrong, 1), encoding="utf-8")

    with pytest.raises(ReferenceDataError, match=says):
        load_policies(path)

"""Policies as shipped, and how a mistake in them is named."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from remiss.consultation.policy import EscalationLevel, Policy, SilenceOutcome
from remiss.consultation.state import Stage
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import DraftKind, Urgency
from remiss.reference.calendars import working_calendar
from remiss.reference.policies import load_policies, load_policy_file, policy_for
from remiss.reference.yaml_file import DATA, ReferenceDataError
from tests.given.case import FINANCE, given, hanoi, opening, time_passes

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


def test_the_example_of_deemed_agreement_names_its_source_and_is_not_in_force() -> None:
    """It shows how to write such a rule; no case opens under it."""
    (example,) = load_policy_file().examples

    assert example.silence.outcome is SilenceOutcome.DEEMED_AGREED
    assert example.reply_within == WorkSpan(days=15)
    assert "MẪU" in example.silence.legal_basis
    assert "Thành phố Hồ Chí Minh" in example.silence.legal_basis
    in_force = {policy_for(kind, urgency).id for kind in DraftKind for urgency in Urgency}
    assert example.id not in in_force


def test_silence_under_the_example_is_deemed_agreement_by_its_law() -> None:
    """Once the ladder is spent the outcome names the law; no reply is made up."""
    (example,) = load_policy_file().examples
    case = given(opening(policy=example.plain()), time_passes(hanoi("2026-06-30")))

    request = case.requests[FINANCE.code]

    assert (request.stage, request.silence) == (Stage.SILENT, SilenceOutcome.DEEMED_AGREED)
    assert request.replies == ()
    assert request.due_at == hanoi("2026-03-23", "17:00")


def test_the_basis_owns_up_to_its_numbers() -> None:
    """The days are a default and say so, but for those a law sets, which name it."""
    for policy in load_policies():
        if policy.kinds == (DraftKind.LEGAL_DOCUMENT,):
            assert "Luật Ban hành văn bản quy phạm pháp luật năm 2025" in policy.legal_basis
        else:
            assert "không ấn định số ngày" in policy.legal_basis
            assert "Quy chế làm việc" in policy.legal_basis


@pytest.mark.parametrize("kind", sorted(set(DraftKind) - {DraftKind.OTHER}))
def test_every_kind_has_a_policy_of_its_own(kind: DraftKind) -> None:
    """Each kind the directives mention is named by a policy, not left to the default."""
    assert kind in policy_for(kind, Urgency.NORMAL).kinds


@pytest.mark.parametrize("urgency", Urgency)
def test_a_stamp_does_not_shorten_what_the_law_gives(urgency: Urgency) -> None:
    """Working days that never end before the 15th calendar day, whatever holidays fall in them."""
    calendar, within = (
        working_calendar(2026, 2031),
        policy_for(DraftKind.LEGAL_DOCUMENT, urgency).reply_within,
    )
    sent = [NOON + timedelta(days=days) for days in range(5 * 365)]

    assert min((calendar.add(at, within).date() - at.date()).days for at in sent) >= 15


@pytest.mark.parametrize("kind", sorted(set(DraftKind) - {DraftKind.LEGAL_DOCUMENT}))
def test_each_grade_leaves_less_time_for_every_kind(kind: DraftKind) -> None:
    """Down to working hours, the ladder as well as the deadline."""
    calendar = working_calendar(2026, 2027)
    policies = [policy_for(kind, urgency) for urgency in Urgency]

    for spans in (
        [policy.reply_within for policy in policies],
        *([policy.ladder[rung].after for policy in policies] for rung in range(3)),
        [policy.silence.after for policy in policies],
    ):
        ends = [calendar.add(NOON, span) for span in spans]
        assert ends == sorted(ends, reverse=True)
    assert policies[-1].reply_within.days == 0
    assert {rung.after.days for rung in policies[-1].ladder} == {0}


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "policies.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("reply_within: {days: 5}", "reply_within: {days: năm}", "write a whole number"),
        ("reply_within: {days: 3}", "reply_within: 3", "write named entries"),
        ("reply_within: {days: 5}", "reply_within: {days: 251}", "write 250 at the most"),
        ("reply_within: {days: 5}", "reply_within: {days: -1}", "write 0 or more"),
        ("{level: head, after: {days: 1}}", "{level: hed, after: {days: 1}}", "official, head"),
        ("kinds: [plan]", "kinds: [planning]", "'plan'"),
        ("review_within: {days: 2}", "reviw_within: {days: 2}", "correct its spelling"),
        ("in_force_from: 2026-01-01", "in_force_from: tháng 1", "write a date"),
        (
            'title: {vi: "Kế hoạch, thường", en:',
            'title: {vi: "Kế hoạch", end:',
            "this entry is missing",
        ),
        # Well formed, and nonsense.
        ("reply_within: {days: 5}", "reply_within: {days: 0}", "write {hours: 1} at least"),
        ("review_within: {days: 2}", "review_within: {}", "write {hours: 1} at least"),
        ("version: 1", "version: 1\n    outage_after: {hours: 0}", "at least"),
        ("reminders: [{days: 3}, {days: 1}]", "reminders: [{days: 7}, {days: 1}]", "shorter than"),
        ("reminders: [{days: 3}, {days: 1}]", "reminders: [{days: 1}, {days: 3}]", "nearer"),
        (
            "{level: office, after: {days: 2}}",
            "{level: office, after: {hours: 8}}",
            "write more than 1 working day",
        ),
        (
            "silence: {outcome: on_record, after: {days: 5}",
            "silence: {outcome: on_record, after: {hours: 23}",
            "write 3 working days or more",
        ),
        ("answer_within: {days: 2}", "answer_within: {days: 6}", "longer than the time to reply"),
        ("extension: {at_most: {days: 5}", "extension: {at_most: {days: 15}", "shorten it"),
        ("decline: {settle_within: {days: 1}}", "decline: {settle_within: {days: 6}}", "shorten"),
        ("reply_within: {hours: 4}", "reply_within: {days: 2}", "any.very_urgent"),
    ],
)
def test_a_mistake_is_named_by_line_and_remedy(
    tmp_path: Path, right: str, wrong: str, says: str
) -> None:
    """The line at fault, also inside what other entries take over, and what to write there."""
    text = SHIPPED.replace(right, wrong, 1)
    assert text != SHIPPED
    line = line_of(text, wrong) + wrong.count("\n")

    with pytest.raises(ReferenceDataError) as refused:
        load_policies(written(tmp_path, text))

    named = f"policies.yaml, dòng / line {line}:"
    said = [each for each in str(refused.value).splitlines() if each.startswith(named)]
    assert any(says in each for each in said), refused.value


def test_an_entry_written_twice_is_named(tmp_path: Path) -> None:
    """YAML alone would keep the second and say nothing."""
    text = SHIPPED.replace("review_within: {days: 2}", "reminders: [{days: 2}]", 1)

    with pytest.raises(ReferenceDataError, match="written twice; keep one") as refused:
        load_policies(written(tmp_path, text))

    assert f"line {line_of(text, 'reminders: [{days: 2}]')}: reminders" in str(refused.value)


SILENT = (
    "silence: {outcome: on_record, after: {days: 5}, grace: {days: 1}, legal_basis: *silence_basis"
)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ('after: {days: 5}, grace: {days: 1}, legal_basis: "  "', "name it in legal_basis, or"),
        ("after: {days: 5}, grace: {days: 1}, legal_basis: *silence_basis", "only by a law"),
        ("after: {days: 5}, grace: {days: 1}", "this entry is missing"),
    ],
)
def test_agreement_is_deemed_by_a_law_that_is_named(tmp_path: Path, rule: str, says: str) -> None:
    """Blanks are no law, nor is the text that says there is none."""
    text = SHIPPED.replace(SILENT, f"silence: {{outcome: deemed_agreed, {rule}", 1)
    assert text != SHIPPED

    with pytest.raises(ReferenceDataError, match=says) as refused:
        load_policies(written(tmp_path, text))

    assert f"line {line_of(text, 'deemed_agreed')}: " in str(refused.value)


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    """Nobody corrects a file one message at a time."""
    text = SHIPPED.replace("reply_within: {days: 10}", "reply_within: {}").replace(
        "answer_within: {days: 2}", "answer_within: {days: 200}"
    )

    with pytest.raises(ReferenceDataError) as refused:
        load_policies(written(tmp_path, text))

    assert len(str(refused.value).splitlines()) >= 4


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("    urgency: urgent", "    urgency: normal", "no default policy .* urgent"),
        ("id: plan.normal", "id: guideline.normal", "guideline.normal"),
        ("kinds: [plan]", "kinds: [guideline]", "guideline.normal and plan.normal both fit"),
        ("kinds: [plan]", "kinds: []", "other.normal and plan.normal both fit"),
        ("{level: head, after: {hours: 4}}", "{level: chairman, after: {hours: 4}}", "rise"),
    ],
)
def test_policies_that_do_not_fit_together_are_refused(
    tmp_path: Path, right: str, wrong: str, says: str
) -> None:
    """A gap, a clash or a ladder that falls is found when the file is read."""
    path = written(tmp_path, SHIPPED.replace(right, wrong, 1))

    with pytest.raises(ReferenceDataError, match=says):
        load_policies(path)


# From a date on

NEW_PLAN = """
  - <<: *thuong
    id: plan.normal
    version: 2
    in_force_from: 2027-07-01
    title: {vi: "Kế hoạch, thường", en: "Plan, normal"}
    kinds: [plan, programme]
    reply_within: {days: 6}

"""


def with_entry(entry: str) -> str:
    """The shipped file with one more policy."""
    before = SHIPPED.index("# --- Mẫu, KHÔNG áp dụng")
    return SHIPPED[:before] + entry.lstrip("\n") + SHIPPED[before:]


def test_a_changed_rule_holds_from_its_day_and_leaves_the_old_one_standing(tmp_path: Path) -> None:
    """The day before: as it was; from the day on: the new version, and nothing of the old."""
    text = with_entry(NEW_PLAN).replace("kinds: [programme]", "kinds: [other]")
    policies = load_policies(written(tmp_path, text))

    def on(day: str, kind: DraftKind = DraftKind.PLAN) -> tuple[str, int, int]:
        policy = policy_for(kind, Urgency.NORMAL, policies, on=date.fromisoformat(day))
        return policy.id, policy.version, policy.reply_within.days

    assert on("2027-06-30") == ("plan.normal", 1, 5)
    assert on("2027-07-01") == on("2031-01-01") == ("plan.normal", 2, 6)
    assert on("2027-06-30", DraftKind.PROGRAMME) == ("other.normal", 1, 7)
    assert on("2027-07-01", DraftKind.PROGRAMME) == ("plan.normal", 2, 6)


def test_a_case_carries_plain_rules() -> None:
    """What is copied into an opening event is what such events always held."""
    policy = policy_for(DraftKind.PLAN, Urgency.NORMAL)

    assert type(policy) is Policy
    assert Policy.model_validate_json(policy.model_dump_json()) == policy
    assert "in_force_from" not in policy.model_dump()


def test_before_any_policy_nothing_is_made_up() -> None:
    """A day before the first version has no rule, and is told so."""
    with pytest.raises(ReferenceDataError, match="No policy is in force on 31/12/2025"):
        policy_for(DraftKind.PLAN, Urgency.NORMAL, on=date(2025, 12, 31))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("version: 2", "version: 1"), "a new version needs a higher version"),
        (("2027-07-01", "2026-01-01"), "a new version needs a higher version"),
        (("2027-07-01", "2025-12-01"), "a later version begins later"),
        (("[plan, programme]", "[plan, programme]"), "both fit programme"),
        (("kinds: [plan, programme]", "kinds: []"), "both fit \\[\\]"),
        (("reply_within: {days: 6}", "reply_within: {days: 2}"), "more urgent and yet longer"),
    ],
)
def test_versions_must_fit_on_every_day(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    """What goes wrong only from a later day on is found today, and named by its line."""
    text = with_entry(NEW_PLAN.replace(*change))

    with pytest.raises(ReferenceDataError, match=says):
        load_policies(written(tmp_path, text))

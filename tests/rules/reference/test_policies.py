"""Policies as shipped, and how a mistake in them is named."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from remiss.consultation.policy import EscalationLevel, Policy, SilenceOutcome
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Stage
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import DraftKind, Urgency
from remiss.reference.calendars import working_calendar
from remiss.reference.policies.in_force import chosen, load_policies, load_policy_file, policy_for
from remiss.reference.policies.written_policies import WrittenPolicy
from remiss.reference.registry import load_registry
from remiss.reference.yaml_file import DATA, ReferenceDataError
from tests.given.case import FINANCE, given, hanoi, opening, time_passes

SHIPPED = (DATA / "policies.yaml").read_text(encoding="utf-8")
NOON = datetime(2026, 5, 6, 12, tzinfo=timezone(timedelta(hours=7)))


DECEMBER = date(2026, 12, 1)
BY_LAW = {
    DraftKind.LEGAL_POLICY_PROPOSAL: 15,
    DraftKind.LEGAL_CHAIRMAN_DECISION: 7,
    DraftKind.LEGAL_CHAIRMAN_DECISION_SHORTENED: 3,
}
TO_FILL = {DraftKind.LEGAL_RESOLUTION, DraftKind.LEGAL_DECISION}
PROCEDURE = DraftKind.ADMINISTRATIVE_PROCEDURE
ADMINISTRATIVE = {kind for kind in DraftKind if not kind.legal} - {PROCEDURE}
MUST_ASK = {"Sở Tài chính", "Sở Nội vụ", "Sở Tư pháp", "Sở Khoa học và Công nghệ"}
LONG = {DraftKind.SCHEME, DraftKind.PROJECT, DraftKind.REGULATION, DraftKind.PROGRAMME}


def in_force(kind: DraftKind, urgency: Urgency) -> Policy:
    """What is shipped, on the day from which the present version holds."""
    return policy_for(kind, urgency, on=DECEMBER)


def present() -> list[WrittenPolicy]:
    """The shipped policies without those that ended."""
    return [policy for policy in load_policies() if policy.in_force_from == DECEMBER]


def example(name: str) -> WrittenPolicy:
    return next(each for each in load_policy_file().examples if each.id == name)


def line_of(text: str, content: str) -> int:
    return text[: text.index(content)].count("\n") + 1


@pytest.mark.parametrize("kind", sorted(ADMINISTRATIVE | set(BY_LAW) | {PROCEDURE}))
@pytest.mark.parametrize("urgency", Urgency)
def test_every_case_has_a_policy_of_its_urgency(kind: DraftKind, urgency: Urgency) -> None:
    """No kind of draft that may be opened is left without a deadline, however urgent."""
    policy = in_force(kind, urgency)

    assert policy.urgency is urgency
    assert not policy.kinds or kind in policy.kinds


def test_the_policy_made_for_a_kind_goes_before_the_default() -> None:
    """A scheme has the days of a long document; a plan falls back to the default."""
    assert in_force(DraftKind.SCHEME, Urgency.NORMAL).id == "long.normal"
    assert in_force(DraftKind.PLAN, Urgency.NORMAL).id == "any.normal"


@pytest.mark.parametrize("kind", sorted(ADMINISTRATIVE))
def test_an_administrative_draft_has_its_working_days(kind: DraftKind) -> None:
    """Five, or seven for a long one; two days, one day, four hours as it is stamped."""
    spans = [in_force(kind, urgency).reply_within for urgency in Urgency]

    assert spans == [
        WorkSpan(days=7 if kind in LONG else 5),
        WorkSpan(days=2),
        WorkSpan(days=1),
        WorkSpan(hours=4),
    ]


@pytest.mark.parametrize("urgency", Urgency)
@pytest.mark.parametrize("kind", BY_LAW)
def test_a_stamp_does_not_shorten_what_the_law_gives(kind: DraftKind, urgency: Urgency) -> None:
    """As many calendar days as the article says, and the article for letters; never extended."""
    policy = in_force(kind, urgency)

    assert policy.reply_within == WorkSpan(calendar_days=BY_LAW[kind])
    assert policy.extension is None
    assert policy.printed_basis.startswith("Điều ")
    assert "khoản" not in policy.printed_basis


@pytest.mark.parametrize("urgency", Urgency)
@pytest.mark.parametrize("kind", sorted(TO_FILL))
def test_a_kind_whose_days_nobody_found_waits_for_the_province(
    kind: DraftKind, urgency: Urgency
) -> None:
    """It is refused in both languages, with the file and the place in it."""
    with pytest.raises(Refusal) as refused:
        in_force(kind, urgency)

    assert refused.value.code == "policy_not_filled"
    for said in (refused.value.message.vi, refused.value.message.en):
        assert "reference/data/policies.yaml" in said
        assert "to_fill" in said


def test_a_province_that_fills_it_opens_cases_with_it(tmp_path: Path) -> None:
    """For the grade it wrote; the others wait, and are not taken for administrative drafts."""
    filled = with_entry("""
  - <<: [*chinh_sach, *thuong_2]
    id: legal_resolution.normal
    title: {vi: "Nghị quyết của HĐND tỉnh, thường", en: "Resolution, normal"}
    kinds: [legal_resolution]
    reply_within: {calendar_days: 10}

""")
    file = load_policy_file(written(tmp_path, filled))
    kind = DraftKind.LEGAL_RESOLUTION

    policy = chosen(file, kind, Urgency.NORMAL, DECEMBER)

    assert policy.reply_within == WorkSpan(calendar_days=10)
    with pytest.raises(Refusal, match="policy_not_filled"):
        chosen(file, kind, Urgency.URGENT, DECEMBER)


def test_the_must_ask_list_is_that_of_the_article_and_known_to_the_registry() -> None:
    """Finance, Home Affairs, Justice, Science; of no other kind."""
    for policy in present():
        names = {
            agency.name.vi for agency in load_registry().agencies if agency.code in policy.must_ask
        }
        chairman = policy.id.startswith("legal_chairman_decision")
        assert names == (MUST_ASK if chairman else set())
        assert len(policy.must_ask) == len(names)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (DraftKind.GUIDELINE, ("guideline.normal", 1, 7)),
        (DraftKind.DECISION, ("decision.normal", 1, 10)),
        (DraftKind.LEGAL_DOCUMENT, ("legal_document.normal", 1, 12)),
    ],
)
def test_the_policies_of_before_stay_readable(
    kind: DraftKind, expected: tuple[str, int, int]
) -> None:
    """To their last day they are what they were, and word for word."""
    policy = policy_for(kind, Urgency.NORMAL, on=date(2026, 11, 30))

    assert (policy.id, policy.version, policy.reply_within.days) == expected
    assert "printed_basis" not in policy.model_dump_json()


def test_more_urgent_means_sooner() -> None:
    """Each grade of urgency leaves less working time than the one before."""
    calendar = working_calendar(2026, 2027)
    ends = [
        calendar.add(NOON, in_force(DraftKind.GUIDELINE, urgency).reply_within)
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
    shown = example("deemed_agreed.example")

    assert shown.silence.outcome is SilenceOutcome.DEEMED_AGREED
    assert shown.reply_within == WorkSpan(days=15)
    assert "MẪU" in shown.silence.note
    assert "Thành phố Hồ Chí Minh" in shown.silence.legal_basis
    assert shown.silence.printed_basis == ""
    assert shown.id not in {policy.id for policy in load_policies()}


def test_the_example_of_a_members_ballot_cites_its_article() -> None:
    """Within two to five working days, and then deemed to agree and answerable."""
    shown = example("members_ballot.example")

    assert shown.reply_within == WorkSpan(days=5)
    assert shown.silence.printed_basis.startswith("Điều 17 ")
    assert "chịu trách nhiệm trước pháp luật" in " ".join(shown.silence.legal_basis.split())


def test_silence_under_the_example_is_deemed_agreement_by_its_law() -> None:
    """Once the ladder is spent the outcome names the law; no reply is made up."""
    policy = example("deemed_agreed.example").plain()
    case = given(opening(policy=policy), time_passes(hanoi("2026-06-30")))

    request = case.requests[FINANCE.code]

    assert (request.stage, request.silence) == (Stage.SILENT, SilenceOutcome.DEEMED_AGREED)
    assert request.replies == ()
    assert request.due_at == hanoi("2026-03-23", "17:00")


def test_a_default_cites_nothing_in_letters_and_owns_up_where_maintainers_read() -> None:
    """Until the province fills its working regulation in; no other province's letter is named."""
    for policy in present():
        if policy.printed_basis == "":
            assert "do cơ quan chủ trì nêu trong văn bản" in policy.legal_basis
            procedure = policy.kinds == (PROCEDURE,)
            rule = "118/2025/NĐ-CP" if procedure else "Quy chế làm việc của UBND tỉnh"
            assert rule in policy.legal_basis
            assert "mặc định" in policy.note
        carried = policy.plain().model_dump_json()
        assert not [name for name in ("Bắc Giang", "Hồ Chí Minh", "mặc định") if name in carried]


@pytest.mark.parametrize("kind", sorted(ADMINISTRATIVE | set(BY_LAW) | {PROCEDURE}))
def test_each_grade_leaves_less_time_for_every_kind(kind: DraftKind) -> None:
    """Down to working hours, the ladder as well as the deadline."""
    calendar = working_calendar(2026, 2027)
    policies = [in_force(kind, urgency) for urgency in Urgency]

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
            "version: 1",
            "version: 1\n    vice_chairman_after: {days: 2}",
            "between the rungs office and chairman",
        ),
        (
            "version: 1",
            "version: 1\n    vice_chairman_after: {days: 3}",
            "between the rungs office and chairman",
        ),
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
        ('printed_basis: &quy_che ""', 'printed_basis: &quy_che "Điều … Quy chế"', "still open"),
        (
            "reply_within: {calendar_days: 15}",
            "reply_within: {calendar_days: 15, days: 1}",
            "write one of them",
        ),
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


def test_a_letter_can_name_the_rule_that_makes_silence_agreement(tmp_path: Path) -> None:
    """In force it has a basis to print; an example only shows how such a rule is written."""
    said = (
        "silence: {outcome: deemed_agreed, legal_basis: Điều 9, after: {days: 5}, grace: {days: 1}}"
    )
    text = SHIPPED.replace("silence: {<<: *ghi_nhan, after: {days: 5}, grace: {days: 1}}", said, 1)
    assert text != SHIPPED

    with pytest.raises(ReferenceDataError, match=r"write silence\.printed_basis"):
        load_policies(written(tmp_path, text))


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
  - <<: *thuong_2
    id: plan.normal
    version: 3
    in_force_from: 2027-07-01
    title: {vi: "Kế hoạch, thường", en: "Plan, normal"}
    kinds: [plan, directive]
    reply_within: {days: 6}

"""
NEWER_PLAN = NEW_PLAN.replace("version: 3", "version: 4").replace("2027-07-01", "2028-01-01")


def with_entry(entry: str) -> str:
    """The shipped file with one more policy."""
    before = SHIPPED.index("# --- Chờ tỉnh điền")
    return SHIPPED[:before] + entry.lstrip("\n") + SHIPPED[before:]


def test_a_changed_rule_holds_from_its_day_and_leaves_the_old_one_standing(tmp_path: Path) -> None:
    """The day before: as it was; from the day on: the new version, and nothing of the old."""
    policies = load_policies(written(tmp_path, with_entry(NEW_PLAN)))

    def on(day: str, kind: DraftKind = DraftKind.PLAN) -> tuple[str, int, int]:
        policy = policy_for(kind, Urgency.NORMAL, policies, on=date.fromisoformat(day))
        return policy.id, policy.version, policy.reply_within.days

    assert on("2026-11-30") == ("plan.normal", 1, 5)
    assert on("2026-12-01") == on("2027-06-30") == ("any.normal", 2, 5)
    assert on("2027-07-01") == on("2031-01-01") == ("plan.normal", 3, 6)
    assert on("2027-06-30", DraftKind.DIRECTIVE) == ("any.normal", 2, 5)
    assert on("2027-07-01", DraftKind.DIRECTIVE) == ("plan.normal", 3, 6)


def test_what_ends_leaves_no_gap(tmp_path: Path) -> None:
    """The day after the last day is looked at too, and a last day before the first."""
    ended = SHIPPED.replace("    in_force_until: null\n", "    in_force_until: 2027-03-31\n", 1)
    with pytest.raises(ReferenceDataError, match="from 01/4/2027"):
        load_policies(written(tmp_path, ended))
    upside_down = ended.replace("2027-03-31", "2026-11-30")
    with pytest.raises(ReferenceDataError, match="the last day lies before the first"):
        load_policies(written(tmp_path, upside_down))


@pytest.mark.parametrize("kind", [DraftKind.PLAN, DraftKind.LEGAL_CHAIRMAN_DECISION])
def test_a_case_carries_plain_rules(kind: DraftKind) -> None:
    """What is copied into an opening event is the rules, and nothing of the file's keeping."""
    policy = in_force(kind, Urgency.NORMAL)

    assert type(policy) is Policy
    assert Policy.model_validate_json(policy.model_dump_json()) == policy
    kept = policy.model_dump()
    assert not {"in_force_from", "in_force_until", "note"} & kept.keys()
    assert "note" not in kept["silence"]


def test_before_any_policy_nothing_is_made_up() -> None:
    """A day before the first version has no rule, and is told so."""
    with pytest.raises(ReferenceDataError, match="No policy is in force on 31/12/2025"):
        policy_for(DraftKind.PLAN, Urgency.NORMAL, on=date(2025, 12, 31))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("version: 4", "version: 3"), "a new version needs a higher version"),
        (("2028-01-01", "2027-07-01"), "a new version needs a higher version"),
        (("2028-01-01", "2027-01-01"), "a later version begins later"),
        (("[plan, directive]", "[plan, programme]"), "both fit programme"),
        (("kinds: [plan, directive]", "kinds: []"), "both fit \\[\\]"),
        (("reply_within: {days: 6}", "reply_within: {days: 1}"), "more urgent and yet longer"),
    ],
)
def test_versions_must_fit_on_every_day(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    """What goes wrong only from a later day on is found today, and named by its line."""
    text = with_entry(NEW_PLAN + NEWER_PLAN.replace(*change))

    with pytest.raises(ReferenceDataError, match=says):
        load_policies(written(tmp_path, text))

"""What stands above every page of a case: where it stands, what it is about, its other pages."""

from portal.parts.tabs import Tab
from portal.parts.tag import State, Tag
from portal.paths import case_path
from remiss.consultation.authority import may, relation
from remiss.consultation.state import CaseStage
from remiss.texts import Bilingual, day_and_time, label, say, text
from remiss.views.seen_case import SeenCase

SHAPES = {CaseStage.CONCLUDED: State.DONE, CaseStage.SUSPENDED: State.HOLD}

TABS = (("case", ()), ("comments", ("comments",)), ("held", ("held",)), ("ledger", ("ledger",)))


def stage_tag(seen: SeenCase) -> Tag:
    """Where the case stands, in a word; which round of the draft is asked about."""
    case = seen.case
    said = say("portal.case.stage", stage=label(case.stage), round=case.round)
    return Tag(state=SHAPES.get(case.stage, State.PLAIN), text=said)


def about(seen: SeenCase) -> Bilingual:
    """What kind of draft, since when, whose."""
    case = seen.case
    return say(
        "portal.case.about",
        kind=label(case.draft.kind),
        urgency=label(case.draft.urgency),
        opened=day_and_time(case.opened_at),
        agency=case.drafting_agency.name,
        officer=case.officer.name,
    )


def urgency_said(seen: SeenCase) -> Bilingual | None:
    """Why the grade is urgent, and who asked for and approved it."""
    approval = seen.case.urgency_approval
    if approval is None:
        return None
    return say(
        "portal.case.urgency",
        grade=label(seen.case.draft.urgency),
        approved_by=approval.approved_by.name,
        asked_by=approval.asked_by.name,
        reason=approval.reason,
    )


def case_tabs(seen: SeenCase, here: str) -> tuple[Tab, ...]:
    """The pages of a case that the visitor may read."""
    counts = {"comments": len(seen.case.comments), "ledger": len(seen.timeline)}
    return tuple(
        Tab(
            name=text(f"portal.case.tab.{name}"),
            path=case_path(seen.case.id, *more),
            here=name == here,
            count=counts.get(name),
        )
        for name, more in TABS
        if name != "comments" or allows(seen, "dispose")
    )


def allows(seen: SeenCase, action: str) -> bool:
    """Whether the table lets the visitor do this in the case."""
    return may(seen.actor, action, relation(seen.actor, seen.case))

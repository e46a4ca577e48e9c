"""Whoever a command names is of the agency it is about, and can do what they are named for."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from remiss.consultation.admission import admit
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import (
    Assign,
    DelegateSignature,
    Forward,
    InvolveColleague,
    ReplaceOfficer,
)
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import initial_state
from remiss.consultation.refusals import Refusal
from remiss.consultation.repeated_command import repeated_receipt
from remiss.consultation.telling.chronicle import describe
from remiss.consultation.values import Listed, PeopleNamed, Person, Role
from tests.given.case import (
    FINANCE,
    HOME,
    JUSTICE,
    MONDAY,
    SUPERVISOR,
    given,
    head,
    official,
    opening,
    order,
)

CLERK = official(FINANCE).model_copy(update={"role": Role.CLERK})
WHO = Person(id="an.bui", name="Bùi Văn An")
CASE = given(opening())


def naming(**changes: Any) -> Iterator[Any]:
    """Every command that names somebody, naming `WHO`."""
    inside: dict[str, Any] = {"agency": FINANCE.code, **changes}
    until: dict[str, Any] = {
        "since": MONDAY,
        "until": MONDAY + timedelta(days=3),
        "reason": "Đi công tác.",
    }
    other = Person(id="binh", name="Bình")
    yield order(Assign, head(FINANCE), official=WHO, **inside)
    yield order(Assign, head(FINANCE), official=other, deputy=WHO, **inside)
    yield order(Forward, CLERK, to=WHO, **inside)
    yield order(DelegateSignature, head(FINANCE), to=WHO, **until, **inside)
    yield order(InvolveColleague, head(FINANCE), colleague=WHO, part="Mức chi", **inside)
    yield order(ReplaceOfficer, SUPERVISOR, officer=WHO, reason="Điều động.", **changes)


def looked_up(*listed: Listed, complete: bool = True) -> PeopleNamed:
    """What a list says of `WHO`, and of the official beside a deputy."""
    beside = Listed(id="binh", agency=FINANCE.code, roles=(Role.AGENCY_OFFICIAL,))
    known = {each.id for each in listed}
    return PeopleNamed(
        complete=complete,
        listed=(*listed, beside),
        unlisted=() if WHO.id in known else (WHO.id,),
    )


def listed(agency: str, *roles: Role) -> Listed:
    return Listed(id=WHO.id, agency=agency, roles=roles)


def refused(command: Any) -> str | None:
    try:
        admit(CASE, command)
    except Refusal as refusal:
        return refusal.code
    return None


COUNT = len(list(naming()))


@pytest.mark.parametrize("which", range(COUNT))
def test_nobody_is_named_who_is_not_on_a_complete_list(which: int) -> None:
    """Nobody at all, or somebody of another agency: the head would believe in a deputy."""
    for says in (looked_up(), looked_up(listed(JUSTICE.code, *Role))):
        assert refused(list(naming(named=says))[which]) == "person_not_listed"


@pytest.mark.parametrize("which", range(COUNT))
def test_whom_the_list_knows_elsewhere_is_refused_though_it_is_not_complete(which: int) -> None:
    """What is known is not doubted because something else is missing."""
    says = looked_up(listed(JUSTICE.code, *Role), complete=False)
    assert refused(list(naming(named=says))[which]) == "person_not_listed"


@pytest.mark.parametrize("which", range(COUNT))
def test_whoever_is_named_can_do_what_for(which: int) -> None:
    """A clerk of the agency prepares and signs nothing, and drafts nothing."""
    command = list(naming())[which]
    own = HOME.code if isinstance(command, ReplaceOfficer) else FINANCE.code
    able = Role.OFFICER if isinstance(command, ReplaceOfficer) else Role.AGENCY_OFFICIAL
    clerk = list(naming(named=looked_up(listed(own, Role.CLERK))))[which]
    assert refused(clerk) == "person_may_not"
    fit = list(naming(named=looked_up(listed(own, Role.CLERK, able))))[which]
    assert refused(fit) is None
    (event,) = admit(CASE, fit)
    assert "unlisted" not in event.model_dump(mode="json")


@pytest.mark.parametrize("which", range(COUNT))
def test_who_is_unknown_to_a_list_with_gaps_is_taken_and_marked(which: int) -> None:
    """In the event, and in the timeline in both languages."""
    command = list(naming(named=looked_up(complete=False)))[which]
    (event,) = admit(CASE, command)
    assert event.model_dump(mode="json")["unlisted"] == [WHO.id]
    said = describe(recorded(command, event))
    assert "Chưa có trong danh sách nhân sự: an.bui." in said.vi
    assert "Not on the list of people: an.bui." in said.en


@pytest.mark.parametrize("which", range(COUNT))
def test_where_no_list_is_kept_nothing_changes(which: int) -> None:
    """Neither what is asked, nor what is stored of it."""
    command = list(naming())[which]
    (event,) = admit(CASE, command)
    for value in (command, event):
        assert not {"named", "unlisted"} & set(value.model_dump(mode="json"))


@pytest.mark.parametrize("which", range(COUNT))
def test_what_was_taken_is_never_refused_again(which: int) -> None:
    """A replay decides it once more; so does a repeat, whatever the list says by then."""
    before = list(naming(named=looked_up(complete=False)))[which]
    (event,) = admit(CASE, before)
    stricter = before.model_copy(update={"named": looked_up()})
    assert decide(CASE, stricter) == (event,)
    opened = [recorded(opening(), each) for each in decide_opening()]
    done = recorded(before, event).model_copy(update={"version": len(opened) + 1})
    for says in (looked_up(), looked_up(listed(JUSTICE.code, Role.CLERK)), None):
        again = before.model_copy(update={"named": says})
        assert again.fingerprint() == before.fingerprint()
        receipt = repeated_receipt([*numbered(opened), done], again)
        assert receipt is not None
        assert receipt.version == done.version


def decide_opening() -> tuple[Any, ...]:
    return decide(initial_state(), opening())


def numbered(events: list[RecordedEvent]) -> list[RecordedEvent]:
    return [each.model_copy(update={"version": n}) for n, each in enumerate(events, 1)]


def recorded(command: Any, event: Any) -> RecordedEvent:
    return RecordedEvent(
        consultation="HS-TEST",
        version=1,
        command_id=command.id,
        actor=command.actor,
        event=event,
    )

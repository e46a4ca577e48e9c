"""A reply passes the desks its agency keeps before it is signed, each with a name and a time."""

from typing import Any

import pytest

from remiss.consultation.admission import admit
from remiss.consultation.life.commands import (
    CorrectReply,
    DelegateSignature,
    PassOn,
    SendBackDraft,
    SignReply,
    SubmitReply,
)
from remiss.consultation.life.events import DraftPassedOn, DraftSentBack, RecordedEvent
from remiss.consultation.refusals import Refusal
from remiss.consultation.repeated_command import repeated_receipt
from remiss.consultation.rule_number import CURRENT_RULES, DESKS_BEFORE_SIGNING
from remiss.consultation.state import Circulation, Consultation, Request, Stage, Unopened
from remiss.consultation.values import (
    Actor,
    Charge,
    DeskKind,
    Person,
    ReplyCorrection,
    Role,
    SigningForm,
    SigningOrder,
)
from remiss.consultation.views.current_desk import DeskTask, current_desk
from tests.given.case import (
    CLEAR,
    DIRECTORY,
    FINANCE,
    MONDAY,
    MONEY,
    assessed,
    both,
    given,
    hanoi,
    head,
    kinds,
    official,
    opening,
    order,
    refusal,
    reply_text,
    when,
)

HEAD, OFFICIAL = head(FINANCE), official(FINANCE)
UNIT_HEAD = Actor(id="tp", name="Trần Văn Phòng", role=Role.AGENCY_OFFICIAL, agency=FINANCE.code)
DEPUTY = Actor(id="pgd", name="Lê Thị Phó", role=Role.AGENCY_HEAD, agency=FINANCE.code)
OTHER_DEPUTY = Actor(id="pgd2", name="Vũ Văn Phó", role=Role.AGENCY_HEAD, agency=FINANCE.code)
UNIT, DEPUTY_DESK, HEAD_DESK = DeskKind.UNIT_HEAD, DeskKind.DEPUTY_HEAD, DeskKind.HEAD
DEPUTIES = (
    Charge(person=DEPUTY.person, fields=("fin",)),
    Charge(person=OTHER_DEPUTY.person, fields=("culture",)),
)
TUESDAY, WEDNESDAY, THURSDAY = (hanoi(f"2026-03-0{day}") for day in (3, 4, 5))
READ = reply_text().sha256()
F: dict[str, Any] = {"agency": FINANCE.code}


def signing(*desks: DeskKind, **changes: Any) -> SigningOrder:
    what: dict[str, Any] = {"unit_head": UNIT_HEAD.person, "deputies": DEPUTIES}
    return SigningOrder(desks=desks, **{**what, "head": HEAD.person, **changes})


ALL = signing(UNIT, DEPUTY_DESK, HEAD_DESK)
TO_DEPUTY = signing(UNIT, DEPUTY_DESK)


def opened(rules: int = CURRENT_RULES) -> Consultation:
    return given(opening(rules=rules))


def prepares(by: Actor = OFFICIAL, way: SigningOrder | None = ALL, at: Any = MONDAY) -> SubmitReply:
    return order(SubmitReply, by, at, **F, reply=reply_text(), signing=way)


def passes(by: Actor, at: Any = TUESDAY, **said: Any) -> PassOn:
    return order(PassOn, by, at, **F, **{"reply_sha256": READ, **said})


def returns(by: Actor, at: Any = TUESDAY) -> SendBackDraft:
    return order(SendBackDraft, by, at, **F, reply_sha256=READ, reasons="Thiếu căn cứ")


def signature(by: Actor, way: SigningOrder | None = ALL, at: Any = THURSDAY) -> SignReply:
    return order(SignReply, by, at, **F, reply_sha256=READ, signing=way)


def lends(to: Actor) -> DelegateSignature:
    since = {"since": MONDAY, "until": hanoi("2026-03-20")}
    return order(DelegateSignature, HEAD, **F, to=to.person, reason="Nghỉ phép", **since)


def of_finance(case: Consultation) -> Request:
    return case.requests[FINANCE.code]


def on_its_way(case: Consultation) -> Circulation:
    way = of_finance(case).circulation
    assert way is not None
    return way


def test_a_reply_passes_every_desk_and_each_is_named_with_its_time() -> None:
    """From the official to the unit, the deputy in charge and the head, who signs it."""
    case = given(
        opening(rules=CURRENT_RULES),
        prepares(),
        passes(UNIT_HEAD, TUESDAY, note="Đã rà soát"),
        passes(DEPUTY, WEDNESDAY),
    )
    way = on_its_way(case)
    assert (way.prepared_by, way.desk.person, way.since) == (
        OFFICIAL.person,
        HEAD.person,
        WEDNESDAY,
    )
    told = [(each.desk, each.person.id, each.since, each.at, each.note) for each in way.passed]
    assert told == [
        (UNIT, "tp", MONDAY, TUESDAY, "Đã rà soát"),
        (DEPUTY_DESK, "pgd", TUESDAY, WEDNESDAY, None),
    ]

    after, events = when(case, signature(HEAD))
    assert kinds(events) == ["reply_received"]
    reply = of_finance(after).replies[-1]
    assert (reply.signatory, reply.form, reply.delegated_by) == (HEAD.person, None, None)
    assert of_finance(after).circulation is None


def test_the_desk_it_lies_on_is_who_holds_it() -> None:
    """Inside the agency one person has it, and what is to be done there is said."""
    case = given(opening(rules=CURRENT_RULES), prepares())
    held = current_desk(of_finance(case))
    assert held is not None
    assert (held.task, held.person, held.desk, held.since) == (
        DeskTask.PASS_ON,
        UNIT_HEAD.person,
        UNIT,
        MONDAY,
    )
    last = current_desk(of_finance(given_from(case, passes(UNIT_HEAD), passes(DEPUTY))))
    assert last is not None
    assert (last.task, last.person, last.desk) == (DeskTask.SIGN, HEAD.person, HEAD_DESK)


def given_from(case: Consultation, *commands: Any) -> Consultation:
    return when(case, *commands)[0]


@pytest.mark.parametrize("by", [UNIT_HEAD, DEPUTY, HEAD], ids=lambda by: by.id)
def test_any_desk_ahead_sends_it_back_to_who_prepared_it(by: Actor) -> None:
    """With reasons; it is written again and begins anew."""
    case, (event,) = when(given(opening(rules=CURRENT_RULES), prepares()), returns(by))
    assert isinstance(event, DraftSentBack)
    assert event.to == OFFICIAL.person
    assert (of_finance(case).drafted, of_finance(case).circulation) == (None, None)
    assert on_its_way(given_from(case, prepares(at=WEDNESDAY))).place == 0


def test_nobody_passes_on_or_back_what_does_not_lie_with_them() -> None:
    """Neither who prepared it, nor a desk it has left, nor another text than the one read."""
    case = given(opening(rules=CURRENT_RULES), prepares(), passes(UNIT_HEAD))
    for by in (OFFICIAL, UNIT_HEAD):
        assert refusal(case, passes(by)) == "draft_on_another_desk"
        assert refusal(case, returns(by)) == "draft_on_another_desk"
    assert refusal(case, passes(DEPUTY, reply_sha256="0" * 64)) == "another_text_to_sign"
    assert refusal(case, passes(HEAD)) == "last_desk_signs"
    assert refusal(opened(), passes(HEAD)) == "nothing_to_sign"
    for by in (OFFICIAL, HEAD):
        assert refusal(opened(), returns(by)) == "nothing_to_sign"
        assert refusal(opened(), signature(by)) == "nothing_to_sign"


def test_a_desk_whose_person_is_away_is_passed_over_on_record() -> None:
    """A later desk passes it on for them; they read that it no longer lies with them."""
    case, (event,) = when(given(opening(rules=CURRENT_RULES), prepares()), passes(DEPUTY))
    assert isinstance(event, DraftPassedOn)
    assert (event.desk, event.relieved, event.to) == (
        DEPUTY_DESK,
        (UNIT_HEAD.person,),
        HEAD.person,
    )
    assert on_its_way(case).desk.person == HEAD.person


def test_the_head_signs_at_any_desk() -> None:
    """On the last day nothing waits for a desk whose person is away."""
    _, events = when(given(opening(rules=CURRENT_RULES), prepares()), signature(HEAD))
    assert kinds(events) == ["reply_received"]


def test_a_desk_before_the_last_does_not_sign() -> None:
    """By the agency's own order; whoever signs is named."""
    case = given(opening(rules=CURRENT_RULES), prepares(), passes(UNIT_HEAD))
    assert refusal(case, signature(DEPUTY)) == "another_desk_signs"
    assert refusal(case, signature(UNIT_HEAD)) == "another_desk_signs"
    assert refusal(case, signature(OFFICIAL)) == "signature_not_delegated"


def test_what_a_desk_prepares_itself_begins_beyond_it() -> None:
    """A deputy head's own text goes to the head, where the head signs last."""
    assert on_its_way(given(opening(rules=CURRENT_RULES), prepares(UNIT_HEAD))).place == 1
    case = given(opening(rules=CURRENT_RULES), prepares(DEPUTY))
    assert on_its_way(case).desk.person == HEAD.person
    assert refusal(case, signature(DEPUTY)) == "another_desk_signs"


@pytest.mark.parametrize(
    ("by", "way", "form"),
    [
        (DEPUTY, TO_DEPUTY, SigningForm.KT),
        (DEPUTY, signing(), SigningForm.KT),
        (UNIT_HEAD, signing(UNIT), SigningForm.TL),
        (HEAD, ALL, None),
        (HEAD, None, None),
    ],
)
def test_whoever_signs_does_so_in_their_form(
    by: Actor, way: SigningOrder | None, form: SigningForm | None
) -> None:
    """Nothing need be lent to a deputy head within their fields, nor to the last desk."""
    prepared = given(opening(rules=CURRENT_RULES), prepares(way=way))
    for case, command in ((prepared, signature(by, way)), (opened(), prepares(by, way))):
        after, events = when(case, command)
        assert kinds(events) == ["reply_received"]
        reply = of_finance(after).replies[-1]
        assert (reply.signatory, reply.form, reply.delegated_by) == (by.person, form, None)


def test_who_stands_in_signs_by_delegation() -> None:
    """Whatever desk it lies on, and on record in whose place."""
    case = given(opening(rules=CURRENT_RULES), lends(UNIT_HEAD), prepares())
    reply = of_finance(given_from(case, signature(UNIT_HEAD))).replies[-1]
    assert (reply.form, reply.delegated_by) == (SigningForm.TUQ, HEAD.person)


@pytest.mark.parametrize(
    ("way", "desks"),
    [
        (signing(UNIT, DEPUTY_DESK, HEAD_DESK, deputies=()), [UNIT, HEAD_DESK]),
        (signing(UNIT, DEPUTY_DESK, deputies=()), [UNIT, HEAD_DESK]),
        (signing(UNIT, unit_head=None), [HEAD_DESK]),
        (signing(UNIT, DEPUTY_DESK, unit_head=DEPUTY.person), [DEPUTY_DESK]),
        (signing(UNIT, DEPUTY_DESK, unit_head=HEAD.person), [DEPUTY_DESK]),
        (signing(HEAD_DESK, head=None), [HEAD_DESK]),
        (signing(), []),
        (None, []),
    ],
)
def test_a_desk_nobody_sits_at_stops_nothing(
    way: SigningOrder | None, desks: list[DeskKind]
) -> None:
    """It is left out; where it would have signed, the head does; nobody sees a reply twice."""
    request = of_finance(given(opening(rules=CURRENT_RULES), prepares(way=way)))
    found = request.circulation
    assert ([step.desk for step in found.desks] if found else []) == desks


def test_questions_of_two_deputies_go_to_the_head() -> None:
    """A reply has one signature: what lies in two charges is the head's."""
    other = MONEY.model_copy(update={"id": "fest", "field": "fin.bidding"})
    charges = (
        Charge(person=DEPUTY.person, fields=("fin.norms",)),
        Charge(person=OTHER_DEPUTY.person, fields=("fin.bidding",)),
    )
    known = DIRECTORY.model_copy(
        update={"fields": {**DIRECTORY.fields, other.field: both(other.field)}}
    )
    asks: dict[str, Any] = {"questions": (MONEY, other), "agencies": (FINANCE.code,)}
    asked = opening(rules=CURRENT_RULES, directory=known, **asks)
    split = signing(DEPUTY_DESK, deputies=charges)
    assert on_its_way(given(asked, prepares(way=split))).desk.person == HEAD.person


def test_a_complete_list_keeps_a_deputy_head_to_their_fields() -> None:
    """Until the head lends the signature; a list with gaps stops nobody, and it is marked."""
    case = opened()
    complete = signing(complete=True)
    assert admission(case, prepares(OTHER_DEPUTY, complete)) == "beyond_their_fields"
    assert admission(case, prepares(DEPUTY, complete)) is None
    assert admission(case, prepares(OTHER_DEPUTY, signing())) is None
    (marked,) = admit(case, prepares(OTHER_DEPUTY, signing()))
    assert marked.model_dump(mode="json")["beyond_charge"] == ["money"]
    (own,) = admit(case, prepares(DEPUTY, signing()))
    assert "beyond_charge" not in own.model_dump(mode="json")
    lent = given(opening(rules=CURRENT_RULES), lends(OTHER_DEPUTY))
    assert admission(lent, prepares(OTHER_DEPUTY, complete)) is None


def admission(case: Consultation, command: Any) -> str | None:
    try:
        admit(case, command)
    except Refusal as refused:
        return refused.code
    return None


def test_a_correction_passes_the_same_desks() -> None:
    """It is a reply as well; the one it corrects stands until it is signed and decided on."""
    corrects = {"corrects": ReplyCorrection(number=1, reason="Ghi nhầm"), "signing": ALL}
    case = given(
        opening(rules=CURRENT_RULES),
        prepares(HEAD),
        assessed(FINANCE, CLEAR),
        order(CorrectReply, OFFICIAL, TUESDAY, **F, reply=reply_text(), **corrects),
    )
    assert of_finance(case).stage is Stage.ANSWERED
    case = given_from(case, passes(UNIT_HEAD), passes(DEPUTY))
    _, events = when(case, signature(HEAD))
    assert kinds(events) == ["correction_received"]
    sent_back, _ = when(case, returns(DEPUTY))
    assert of_finance(sent_back).drafted is None


def test_a_case_that_ran_before_has_no_desks() -> None:
    """Its replies go straight to whoever may sign, and are stored as ever."""
    before = opened(DESKS_BEFORE_SIGNING - 1)
    case, (drafted,) = when(before, prepares())
    assert not {"desks", "place"} & set(drafted.model_dump(mode="json"))
    assert of_finance(case).circulation is None
    assert refusal(case, passes(UNIT_HEAD)) == "nothing_to_pass_on"
    _, (received,) = when(case, signature(DEPUTY))
    assert "form" not in received.model_dump(mode="json")


def test_what_is_on_its_way_keeps_its_desks() -> None:
    """A changed chain is that of the next text; a repeat of the command is known all the same."""
    asked = prepares()
    case, (drafted,) = when(opened(), asked)
    changed = asked.model_copy(update={"signing": signing(HEAD_DESK)})
    assert changed.fingerprint() == asked.fingerprint()
    events = [
        recorded(n, e) for n, e in enumerate(when(Unopened(), opening(rules=CURRENT_RULES))[1], 1)
    ]
    done = recorded(len(events) + 1, drafted, asked)
    assert repeated_receipt([*events, done], changed) is not None
    assert len(on_its_way(case).desks) == 3


def recorded(version: int, event: Any, command: Any = None) -> RecordedEvent:
    given_by = command or opening()
    return RecordedEvent(
        consultation="HS-TEST",
        version=version,
        command_id=given_by.id,
        actor=given_by.actor,
        event=event,
    )


def test_whoever_heads_an_unknown_agency_signs_last() -> None:
    """Where the list names no head, any of them does, and each is the desk it lies on."""
    unnamed = signing(UNIT, HEAD_DESK, head=None)
    case = given(opening(rules=CURRENT_RULES), prepares(way=unnamed), passes(UNIT_HEAD))
    held = current_desk(of_finance(case))
    assert held is not None
    assert (held.person, held.desk) == (None, HEAD_DESK)
    _, events = when(case, signature(HEAD, unnamed))
    assert kinds(events) == ["reply_received"]
    assert Person(id="tp", name="Trần Văn Phòng") == on_its_way(case).passed[0].person

"""What each person or part is told of an event, and when mail about it may go out."""

from collections.abc import Iterator, Mapping

from pydantic import AwareDatetime

from remiss.consultation.life.events import (
    CalendarChanged,
    ClarificationAnswered,
    ConsultationResumed,
    ConsultationSuspended,
    DeadlinesMoved,
    Event,
    OfficialAssigned,
    OutageRecorded,
    RecordedEvent,
    ReplyDrafted,
    RequestEventBase,
    ReturnDateMoved,
    SignatureDelegated,
)
from remiss.consultation.state import WITH_AGENCY, Consultation, Request, Stage
from remiss.consultation.telling.chronicle import describe
from remiss.consultation.telling.names import names_in
from remiss.consultation.telling.next_steps import NextStep, find_due, say_next_step
from remiss.consultation.telling.parts import Part, Recipient
from remiss.consultation.telling.recipients import RECIPIENTS
from remiss.consultation.values import Agency, AgencyCode, Person, Urgency, Value, added_later
from remiss.consultation.views.current_desk import current_desk
from remiss.texts import Bilingual, label, say, text

ASKED = frozenset({Part.AGENCY, Part.OFFICIAL, Part.HEAD})

FOR_THE_DESK = frozenset(
    {
        *(NextStep.REPLY_IN_TIME, NextStep.REPLY_NOW, NextStep.REPLY_OR_EXPLAIN),
        *(NextStep.NEW_DEADLINE, NextStep.RESUME, NextStep.NO_REPLY_NEEDED),
        NextStep.REPLY_URGED,
    }
)
"""What an official is told that whoever has the prepared reply on their desk has to know too."""

NAMED_IN: dict[Part, str] = {
    Part.DEPUTY: "deputy",
    Part.COLLEAGUE: "colleague",
    Part.DELEGATE: "to",
    Part.PREVIOUS_OFFICER: "previous",
    Part.DESK: "to",
    Part.PREPARER: "to",
}
"""The field of an event that names them."""


class Addressee(Value):
    """Who is told: a part, of which agency (none for the Office and the Chairman), and by name."""

    part: Part
    agency: AgencyCode | None = None
    person: Person | None = None


class Notice(Value):
    """One event as one addressee is told of it."""

    to: Bilingual
    consultation: str
    version: int
    kind: str
    at: AwareDatetime
    actor: str
    addressee: Addressee
    urgency: Urgency
    subject: str
    drafting_agency: Bilingual
    officer: str
    agency: AgencyCode | None
    title: Bilingual
    what: Bilingual
    todo: Bilingual | None
    due_at: AwareDatetime | None
    by_mail: bool
    step: NextStep | None = added_later(None)


def notices_of(recorded: RecordedEvent, case: Consultation) -> tuple[Notice, ...]:
    """What each person or part is told of an event; `case` is the case right after it.

    Nobody is told of their own act, and nobody twice of the same event.
    """
    event, whom = recorded.event, RECIPIENTS[recorded.event.kind]
    told = whom(event, case) if callable(whom) else whom
    found: dict[Addressee, Notice] = {}
    for each in told:
        for addressee, request in _addressees(each, event, case):
            if addressee.person is None or addressee.person.id != recorded.actor.id:
                found.setdefault(addressee, _notice(recorded, case, each, addressee, request))
    return tuple(found.values())


def _addressees(
    told: Recipient, event: Event, case: Consultation
) -> Iterator[tuple[Addressee, Request | None]]:
    """The part: in each agency the event concerns, or the one who plays it for the whole case."""
    if told.part in ASKED:
        for request in _requests(told, event, case):
            for addressee in _at_agency(told.part, request, event):
                yield addressee, request
            if told.part is Part.OFFICIAL and told.todo in FOR_THE_DESK:
                yield from ((addressee, request) for addressee in _at_desk(request))
        return
    own = case.requests.get(event.agency) if isinstance(event, RequestEventBase) else None
    for addressee in _elsewhere(told.part, event, case):
        yield addressee, own


def _elsewhere(part: Part, event: Event, case: Consultation) -> Iterator[Addressee]:
    home = case.drafting_agency.code
    match part:
        case Part.OFFICE | Part.VICE_CHAIRMAN | Part.CHAIRMAN:
            yield Addressee(part=part)
        case Part.SUPERVISOR:
            yield Addressee(part=part, agency=home)
        case Part.OFFICER:
            yield Addressee(part=part, agency=home, person=case.officer)
        case _:
            agency = getattr(event, "agency", home)
            for person in _named(part, event, case):
                yield Addressee(part=part, agency=agency, person=person)


def _named(part: Part, event: Event, case: Consultation) -> tuple[Person, ...]:
    """Those an event names for the part; whom a head lent the signature, also where it does not."""
    if part is Part.RELIEVED:
        relieved: tuple[Person, ...] = getattr(event, "relieved", ())
        return relieved
    if part is Part.DELEGATE and not isinstance(event, SignatureDelegated):
        lent = case.requests[getattr(event, "agency", "")].delegation
        return (lent.to,) if lent and lent.since <= event.at < lent.until else ()
    if part is Part.DESK and isinstance(event, ReplyDrafted):
        desk = event.desks[event.place].person
        return (desk,) if desk else ()
    person: Person | None = getattr(event, NAMED_IN[part])
    return (person,) if person else ()


def _at_agency(part: Part, request: Request, event: Event) -> Iterator[Addressee]:
    """A part at an agency asked; where no official is named, the agency is meant.

    Whoever stands in for the official is told what the official is.
    """
    code = request.agency.code
    if part is not Part.OFFICIAL:
        yield Addressee(part=part, agency=code)
    elif request.official is None:
        yield Addressee(part=Part.AGENCY, agency=code)
    else:
        yield Addressee(part=part, agency=code, person=request.official)
        if request.deputy and not isinstance(event, OfficialAssigned):
            yield Addressee(part=Part.DEPUTY, agency=code, person=request.deputy)


def _at_desk(request: Request) -> Iterator[Addressee]:
    """Whoever has it on their desk there by name, and is told as nobody else."""
    desk = current_desk(request)
    if desk and desk.person and desk.person not in (request.official, request.deputy):
        yield Addressee(part=Part.DESK, agency=request.agency.code, person=desk.person)


def _requests(told: Recipient, event: Event, case: Consultation) -> Iterator[Request]:
    """The requests an event concerns, as far as they stand where `told` wants them.

    A body outside the registry is told by letter alone.
    """
    concerned = _concerned(event, case)
    if told.others:
        concerned = tuple(r for r in case.open_requests if r not in concerned)
    for request in concerned:
        if not request.outside and (not told.stages or request.stage in told.stages):
            yield request


def _concerned(event: Event, case: Consultation) -> tuple[Request, ...]:
    """The request an event happened to; those it moved; else every one not withdrawn."""
    if isinstance(event, RequestEventBase):
        return (case.requests[event.agency],)
    if isinstance(event, OutageRecorded):
        return tuple(r for r in case.open_requests if r.stage in WITH_AGENCY)
    if isinstance(event, CalendarChanged | DeadlinesMoved | ReturnDateMoved):
        return tuple(case.requests[moved.agency] for moved in event.moved)
    if isinstance(event, ConsultationSuspended | ConsultationResumed):
        return case.unsettled
    return tuple(r for r in case.requests.values() if r.stage is not Stage.WITHDRAWN)


def _notice(
    recorded: RecordedEvent,
    case: Consultation,
    told: Recipient,
    addressee: Addressee,
    request: Request | None,
) -> Notice:
    names, step, at = names_in(case), told.todo, recorded.event.at
    due_at = find_due(step, recorded.event, case, request) if step else None
    return Notice(
        to=_salutation(addressee, names.agencies),
        consultation=case.id,
        version=recorded.version,
        kind=recorded.event.kind,
        at=at,
        actor=recorded.actor.id,
        addressee=addressee,
        urgency=case.draft.urgency,
        subject=case.draft.subject,
        drafting_agency=case.drafting_agency.name,
        officer=case.officer.name,
        agency=request.agency.code if request else None,
        title=text(f"notice.{recorded.event.kind}"),
        what=_shared(recorded.event) if told.others else describe(recorded, names),
        todo=say_next_step(step, at, due_at) if step else None,
        due_at=due_at,
        by_mail=told.by_mail,
        step=step,
    )


def _shared(event: Event) -> Bilingual:
    """What was made clear to another agency, without a word of who asked."""
    assert isinstance(event, ClarificationAnswered)  # noqa: S101 -- nothing else is shared so
    return say("event.clarification_answered.shared", by=event.by.name, text=event.text)


def _salutation(addressee: Addressee, agencies: Mapping[AgencyCode, Agency]) -> Bilingual:
    """Whom a letter greets: the person or the agency by name, and as what they are told."""
    part, agency = label(addressee.part), agencies.get(addressee.agency or "")
    if agency is None:
        return part
    if addressee.person is None:
        return say("salutation.agency", agency=agency.name, part=part)
    name = addressee.person.name
    return say("salutation.person", name=name, part=part, agency=agency.name)

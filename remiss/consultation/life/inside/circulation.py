"""Trình ký: a prepared reply on its way from desk to desk, passed on or sent back."""

from remiss.consultation.life.events import Event
from remiss.consultation.life.inside.messages import (
    DraftPassedOn,
    DraftSentBack,
    PassOn,
    SendBackDraft,
)
from remiss.consultation.life.preconditions import at_work, request_of
from remiss.consultation.life.replying.desks import place_of
from remiss.consultation.life.replying.signatory import may_sign
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Circulation, Consultation, Request
from remiss.consultation.values import DeskStep
from remiss.texts import Bilingual, label


def pass_on(case: Consultation, command: PassOn) -> tuple[Event, ...]:
    """The desk it lies on, or one further on where that desk is away; the last signs instead."""
    request = request_of(case, command.agency)
    _check_read(case, request, command)
    way = request.circulation
    if way is None:
        raise Refusal("nothing_to_pass_on")
    place = place_of(way.desks, command.actor)
    if place is None or place < way.place:
        raise _not_on_this_desk(way)
    if place == len(way.desks) - 1:
        raise Refusal("last_desk_signs")
    before = (step.person for step in way.desks[way.place : place])
    return (
        DraftPassedOn(
            agency=command.agency,
            at=command.at,
            reply_sha256=command.reply_sha256,
            desk=way.desks[place].desk,
            place=place,
            by=command.actor.person,
            to=way.desks[place + 1].person,
            note=command.note,
            relieved=tuple(person for person in before if person),
        ),
    )


def send_back(case: Consultation, command: SendBackDraft) -> tuple[Event, ...]:
    """Whoever may sign, or has it on their desk or will; back to who prepared it."""
    request = request_of(case, command.agency)
    _check_read(case, request, command)
    way = request.circulation
    place = place_of(way.desks, command.actor) if way else None
    on_their_desk = way is not None and place is not None and place >= way.place
    if not (on_their_desk or may_sign(request, command.actor, command.at)):
        raise _not_on_this_desk(way)
    return (
        DraftSentBack(
            agency=command.agency,
            at=command.at,
            reply_sha256=command.reply_sha256,
            reasons=command.reasons,
            by=command.actor.person,
            to=way.prepared_by if way else None,
        ),
    )


def _not_on_this_desk(way: Circulation | None) -> Refusal:
    """Whose desk a prepared reply lies on: another's than whoever gives the command."""
    if way is None:
        return Refusal("draft_is_the_heads")
    return Refusal("draft_on_another_desk", desk=way.desk.desk, person=_called(way.desk))


def _called(step: DeskStep) -> str | Bilingual:
    return step.person.name if step.person else label(step.desk)


def _check_read(case: Consultation, request: Request, command: PassOn | SendBackDraft) -> None:
    """The prepared text is the one the command names: nobody passes on what they did not read."""
    if not request.drafted_corrects:
        at_work(case, command.agency)
    if request.drafted is None:
        raise Refusal("nothing_to_sign")
    if command.reply_sha256 != request.drafted.sha256():
        raise Refusal("another_text_to_sign")

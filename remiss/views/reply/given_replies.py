"""What agencies replied, with sealed copies and attachments, for whoever reads it."""

from collections.abc import Iterator

from pydantic import AwareDatetime, Field

from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation, IssuedLetter, ReceivedReply, Request
from remiss.consultation.values import AgencyCode, Person, Reply, Sha256, SigningForm, Value
from remiss.consultation.visibility import sees_replies
from remiss.texts import Bilingual
from remiss.views.seen_case import SeenCase


class GivenReply(Value):
    """One reply that counts or came beside the outcome; nothing of what was found in it."""

    ordinal: int = Field(description="To which of the agency's requests, counted from 1.")
    number: int
    version: int = Field(description="Of the draft it answers.")
    received_at: AwareDatetime
    signatory: Person
    delegated_by: Person | None
    form: SigningForm | None
    letter: IssuedLetter | None = Field(description="Its number, day and sealed copy, if recorded.")
    reply: Reply

    @property
    def letter_number(self) -> str | None:
        """The number recorded for it, else the one it gives itself."""
        return self.letter.number if self.letter else self.reply.number


class AgencyReplies(Value):
    """What one agency replied, first to last."""

    agency: AgencyCode
    name: Bilingual
    kept_from_others: bool = Field(description="The drafting side lets no other agency read it.")
    replies: tuple[GivenReply, ...] = Field(description="None where it is kept from the caller.")


def replies_of(seen: SeenCase, agency: AgencyCode) -> AgencyReplies:
    """What `agency` replied.

    Raises:
        Refusal: `request_not_found`, of what the caller does not read as of what is not there.
    """
    if agency not in seen.case.requests or not sees_replies(seen.actor, seen.case, agency):
        raise Refusal("request_not_found")
    return _replies(seen.case, agency)


def every_reply(seen: SeenCase) -> tuple[AgencyReplies, ...]:
    """Of each agency the caller reads; where all asked read, also who is kept from them."""
    return tuple(_listed(seen))


def _listed(seen: SeenCase) -> Iterator[AgencyReplies]:
    case = seen.case
    for agency in case.requests:
        if sees_replies(seen.actor, case, agency):
            yield _replies(case, agency)
        elif case.replies_are_shared:
            yield _replies(case, agency).model_copy(update={"replies": ()})


def _replies(case: Consultation, agency: AgencyCode) -> AgencyReplies:
    return AgencyReplies(
        agency=agency,
        name=case.requests[agency].agency.name,
        kept_from_others=case.kept_from_others(agency) is not None,
        replies=tuple(_given(request, received) for request, received in _standing(case, agency)),
    )


def _standing(case: Consultation, agency: AgencyCode) -> Iterator[tuple[Request, ReceivedReply]]:
    """Those that count or came beside the outcome; not what was returned, replaced or disputed."""
    for request in case.requests_of(agency):
        for received in request.replies:
            if received.stands and (received.accepted or request.came_beside(received)):
                yield request, received


def _given(request: Request, received: ReceivedReply) -> GivenReply:
    return GivenReply(
        ordinal=request.ordinal,
        number=received.number,
        version=received.version,
        received_at=received.received_at,
        signatory=received.signatory,
        delegated_by=received.delegated_by,
        form=received.form,
        letter=received.letter,
        reply=received.reply,
    )


def files_of(replies: AgencyReplies) -> Iterator[Sha256]:
    """What came with them, and their sealed copies."""
    for given in replies.replies:
        yield from given.reply.attachments
        yield from (file.sha256 for file in (given.letter.files if given.letter else ()))

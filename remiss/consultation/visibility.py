"""What of a case a person may read: the one rule for every page, list, timeline and file.

Whoever drafts, the Office, Home Affairs and inspectors read every request of a case they may see;
an agency reads its own, first to last, and what befalls the case as a whole. That holds for all
that is said in a request: its clarifications, extension, comments and what became of them, and for
a decline with its reasons and ruling. What was made clear to one agency every other reads, but not
who asked, unless it was marked for the one that did. The agency a decline names learns nothing of
it: it gets a request of its own, and the mandate that makes the question its own.

What an agency does inside, before it signs, is for itself and for inspectors: whom its clerk passed
the request on to, which the clerk reads as well; by when the head wants a reply prepared; who may
sign in the head's place, whose part a colleague writes and what they wrote; replies that are not
signed, on whose desk they lie, and those sent back. Once it is given, a reply says by whom it was
signed, by whose leave and in which form.

What a machine read in a reply is for whoever decides on it. Its agency reads that once the reply is
accepted or returned; until then it reads that its reply is under review, and nothing of what for.

When the case is concluded everyone on it reads the consolidated table, with what all asked for. Of
cases whose letter says so every agency asked then reads the replies of the others as well, with
their sealed copies and attachments, unless the drafting side keeps one from them with a reason; not
what was asked, moved, found or sent back in the request, and nothing while the case is reopened.
"""

from remiss.consultation.authority import ANSWERING, RECUSABLE, Relation, may, relation
from remiss.consultation.life.events import (
    ColleagueInvolved,
    ContributionGiven,
    DraftPassedOn,
    DraftSentBack,
    Event,
    InternalDeadlinePassed,
    InternalDeadlineSet,
    ReplyDrafted,
    RequestEventBase,
    RequestForwarded,
    SignatureDelegated,
)
from remiss.consultation.state import Consultation, ReceivedReply
from remiss.consultation.values import Actor, AgencyCode, Role

INSIDE = (
    InternalDeadlineSet,
    InternalDeadlinePassed,
    SignatureDelegated,
    ColleagueInvolved,
    ContributionGiven,
    ReplyDrafted,
    DraftPassedOn,
    DraftSentBack,
)
"""What happens inside an agency."""


def answers_for_agency(actor: Actor) -> bool:
    """Whether the actor is asked, rather than asking or overseeing."""
    return actor.role in ANSWERING


def recused_for(actor: Actor) -> AgencyCode | None:
    """The agency whose cases, as a party, the actor does not oversee; None: there is none."""
    return actor.agency if actor.role in RECUSABLE else None


def sees_request(actor: Actor, agency: AgencyCode) -> bool:
    """Whether the actor, who may see the case, may read the requests to `agency` in it."""
    return may(actor, "read_request", _standing(actor, agency))


def sees_inside(actor: Actor, agency: AgencyCode) -> bool:
    """Whether the actor may read what `agency` does before it signs."""
    return may(actor, "read_inside", _standing(actor, agency))


def sees_forwarding(actor: Actor, agency: AgencyCode) -> bool:
    """Whether the actor may read to whom the clerk of `agency` passed its request on."""
    own = actor.role is Role.CLERK and actor.agency == agency
    return own or sees_inside(actor, agency)


def sees_assessment(actor: Actor, received: ReceivedReply) -> bool:
    """Whether the actor, who may read a reply, may read what a machine found in it."""
    return not answers_for_agency(actor) or received.basis is not None


def sees_table(actor: Actor, case: Consultation) -> bool:
    """Whether the actor, who may see the case, may read its consolidated table now."""
    return not answers_for_agency(actor) or case.is_consolidated


def sees_replies(actor: Actor, case: Consultation, agency: AgencyCode) -> bool:
    """Whether the actor may read now what `agency` replied in the case."""
    return may(actor, "read_replies", relation(actor, case, agency))


def sees_event(actor: Actor, event: Event) -> bool:
    """Whether the actor, who may see the case, may read this event of it."""
    if isinstance(event, RequestForwarded):
        return sees_forwarding(actor, event.agency)
    if isinstance(event, INSIDE):
        return sees_inside(actor, event.agency)
    return not isinstance(event, RequestEventBase) or sees_request(actor, event.agency)


def _standing(actor: Actor, agency: AgencyCode) -> Relation:
    """How someone who may see the case stands to its request to `agency`; reads ask no more."""
    match actor.role:
        case Role.AGENCY_OFFICIAL | Role.AGENCY_HEAD | Role.CLERK:
            return Relation.ASKED if actor.agency == agency else Relation.ALSO_ASKED
        case Role.OFFICE | Role.HOME_AFFAIRS | Role.INSPECTOR | Role.AUDITOR:
            return Relation.OVERSEEING
        case Role.SUPERVISOR:
            return Relation.IN_CHARGE
        case Role.OFFICER:
            return Relation.DRAFTING
        case Role.OPERATOR | Role.REGISTRAR:
            return Relation.NONE
        case Role.SYSTEM:
            return Relation.REMISS

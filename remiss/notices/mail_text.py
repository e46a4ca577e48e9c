"""What a mail says of its cases in one language: to do, by when, what is asked, whom to call."""

from collections.abc import Iterator, Mapping, Sequence

from remiss.consultation.state import Consultation, Request
from remiss.consultation.telling.labels import URGENCIES
from remiss.consultation.telling.notice import Notice
from remiss.consultation.values import Urgency
from remiss.notices.case_entry import CaseEntry, OpenDuty
from remiss.notices.mail_message import Fact, LetterItem, LetterText, Tongue, one_line
from remiss.notices.notice_link import page_link
from remiss.reference.contacts import PersonContact
from remiss.texts import Bilingual, day_and_time, local_time, say

MOST_TOLD = 5
"""So many events of a case a letter recounts, the latest; the timeline has them all."""

People = Mapping[str, PersonContact]


def write_letter(
    found: Sequence[CaseEntry], tongue: Tongue, public_url: str, people: People, *, answered: bool
) -> LetterText:
    """The letter in one language; `answered`: an answer to it reaches the officer."""
    said = tongue.said
    greeted = dict.fromkeys(said(n.to) for entry in found for n in entry.notices)
    heading = found[0].first.title if len(found) == 1 else say("mail.several", count=len(found))
    return LetterText(
        language=tongue.language,
        heading=said(heading),
        greeting=f"{said(say('mail.dear'))}: {'; '.join(map(one_line, greeted))}",
        items=tuple(
            LetterItem(
                heading=said(entry.first.title) if len(found) > 1 else "",
                facts=tuple(_facts(entry, tongue, people)),
                where=said(say("mail.where")),
                url=_url(entry, public_url, tongue),
            )
            for entry in found
        ),
        closing=said(say("mail.closing.answered" if answered else "mail.closing.unanswered")),
    )


def _facts(entry: CaseEntry, tongue: Tongue, people: People) -> Iterator[Fact]:
    for name, lines in _named(entry, tongue, people):
        kept = tuple(filter(None, map(one_line, lines)))
        if kept:
            yield Fact(tongue.said(say(f"mail.{name}")), kept)


def _named(entry: CaseEntry, tongue: Tongue, people: People) -> Iterator[tuple[str, Sequence[str]]]:
    """Every fact under the name of its text, first what is to be done."""
    said, first = tongue.said, entry.first
    urgent = first.urgency is not Urgency.NORMAL
    yield "draft", (said(_draft(entry)),)
    yield "todo", [said(_todo(duty, entry)) for duty in entry.duties]
    yield "due", (said(day_and_time(entry.due_at)) if entry.due_at else "",)
    yield "questions", [said(question) for question in _questions(entry.case, entry.asked)]
    yield "urgency", (said(URGENCIES[first.urgency]) if urgent else "",)
    yield "what", [f"{local_time(n.at)}: {said(n.what)}" for n in _recounted(entry)]
    yield "drafter", (said(first.drafting_agency),)
    yield "contact", (_contact(entry, people, tongue),)


def _draft(entry: CaseEntry) -> Bilingual:
    first, number = entry.first, entry.case.draft.number if entry.case else None
    numbered = say("mail.draft_number", number=number) if number else None
    return say("mail.draft_named", subject=first.subject, number=numbered, case=first.consultation)


def _todo(duty: OpenDuty, entry: CaseEntry) -> Bilingual:
    """What to do; of which agency, for whoever looks after several."""
    notice, case = duty.notice, entry.case
    request = case.requests.get(notice.agency or "") if case else None
    if request is None or notice.agency == notice.addressee.agency:
        return duty.todo
    return say("mail.todo_about", agency=request.agency.name, todo=duty.todo)


def _questions(case: Consultation | None, asked: Request | None) -> Iterator[Bilingual]:
    """What the agency is asked and has not answered yet, by the numbers the timeline has."""
    if case is None or asked is None:
        return
    for question in case.questions:
        if question.id in asked.owed:
            number = case.question_numbers[question.id]
            yield say("mail.question", number=number, text=question.text)


def _recounted(entry: CaseEntry) -> Sequence[Notice]:
    """The latest events, each once, whoever at the address is told of it."""
    return tuple({n.version: n for n in entry.notices}.values())[-MOST_TOLD:]


def _contact(entry: CaseEntry, people: People, tongue: Tongue) -> str:
    """The officer in charge now and how they are reached; nobody, where it is they who read."""
    officer = entry.case.officer if entry.case else None
    if officer and officer == entry.first.addressee.person:
        return ""
    known = people.get(officer.id) if officer else None
    parts = [
        officer.name if officer else entry.first.officer,
        known.post if known else None,
        tongue.said(say("mail.telephone", number=known.telephone))
        if known and known.telephone
        else None,
        tongue.said(say("mail.mailbox", address=known.mailbox)) if known else None,
    ]
    return ", ".join(part for part in parts if part)


def _url(entry: CaseEntry, public_url: str, tongue: Tongue) -> str:
    """The page of the request, where all that is told is about one; else of the case."""
    first = entry.first
    one = {notice.agency for notice in entry.notices} == {first.agency}
    about = first if one else first.model_copy(update={"agency": None})
    return page_link(public_url, about, tongue.language)

"""The page from which one agency is sent what became of its comments: read whole, then sent."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from portal.forms import Form
from portal.forms.field_faults import FieldFault
from portal.navigation import CASES
from portal.page import Page
from portal.pages.comments.entries import ListedComment, TypedDisposition, answer_to
from portal.paths import case_path
from portal.present_cases import PresentCase
from remiss.consultation.life.commenting.decide import object_until
from remiss.consultation.life.events import Disposed
from remiss.consultation.values import AgencyCode, Value
from remiss.texts import Bilingual, Text, day_and_time, label, say, text


class CommentResult(Value):
    """A comment, and what is to be sent of it."""

    entry: ListedComment
    kind: Bilingual | None
    why: Text
    missing: Bilingual | None
    """What it lacks; None: it can be sent."""


class SendPage(Page):
    """What one agency is about to hear, all at once."""

    template: ClassVar[str] = "cases/comments/agency.html"
    here: ClassVar[str] = CASES

    case: str
    back: str
    agency: Bilingual
    lines: tuple[CommentResult, ...]
    sha256: str
    leads_to: Bilingual
    ready: bool
    button: Bilingual
    form: Form


def waiting_of(entries: Iterable[ListedComment], agency: AgencyCode) -> tuple[ListedComment, ...]:
    """The comments of an agency that were not disposed of, or were objected to; no repetition."""
    return tuple(entry for entry in entries if entry.agency == agency and entry.waits)


def send_page(
    found: PresentCase,
    agency: AgencyCode,
    waiting: Sequence[ListedComment],
    values: Mapping[str, Sequence[str]],
    form: Form,
) -> SendPage:
    """The comments that wait, each with the result that was typed for it."""
    case = found.seen.case
    lines = tuple(_line(entry, answer_to(entry, values)) for entry in waiting)
    name = found.seen.request(agency).agency.name
    ready = bool(lines) and all(line.missing is None for line in lines)
    return SendPage(
        title=say("portal.comments.send.title", agency=name),
        case=case.id,
        back=f"{case_path(case.id, 'comments')}?only={agency}",
        agency=name,
        lines=lines,
        sha256=sha256_of(disposed(waiting, values)),
        leads_to=_leads_to(found, agency, waiting),
        ready=ready,
        button=say("portal.comments.send.button", agency=name),
        form=form,
    )


def disposed(
    entries: Iterable[ListedComment], values: Mapping[str, Sequence[str]]
) -> tuple[Disposed, ...]:
    """What is to be recorded of those that have a result."""
    answers = ((entry, answer_to(entry, values)) for entry in entries)
    return tuple(
        Disposed(comment=entry.id, kind=answer.kind, explanation=answer.why or None)
        for entry, answer in answers
        if answer.kind is not None
    )


def sha256_of(results: Iterable[Disposed]) -> str:
    """Of all that is sent: whoever presses sends what they read."""
    return hashlib.sha256(
        "\n".join(each.model_dump_json() for each in results).encode()
    ).hexdigest()


def faults_of(
    entries: Iterable[ListedComment], values: Mapping[str, Sequence[str]]
) -> list[FieldFault]:
    """What is missing, by the field it stands at on the page of all comments."""
    return [
        FieldFault(field=f"{'kind' if answer.kind is None else 'why'}.{entry.slot}", message=why)
        for entry in entries
        for answer in [answer_to(entry, values)]
        if (why := _missing(answer))
    ]


def _line(entry: ListedComment, answer: TypedDisposition) -> CommentResult:
    return CommentResult(
        entry=entry,
        kind=label(answer.kind) if answer.kind else None,
        why=answer.why,
        missing=_missing(answer),
    )


def _missing(answer: TypedDisposition) -> Bilingual | None:
    if answer.whole:
        return None
    return text("portal.comments.missing." + ("kind" if answer.kind is None else "why"))


def _leads_to(
    found: PresentCase, agency: AgencyCode, waiting: Sequence[ListedComment]
) -> Bilingual:
    case, name = found.seen.case, found.seen.request(agency).agency.name
    if not waiting:
        return say("portal.comments.send.nothing", agency=name)
    again = sum(entry.objected is not None for entry in waiting)
    until = object_until(case, found.seen.request(agency), found.now)
    if again == len(waiting):
        return say("portal.comments.send.final", agency=name, count=len(waiting))
    key = "once" if until else "told"
    at = day_and_time(until) if until else ""
    return say(f"portal.comments.send.{key}", agency=name, count=len(waiting), until=at)

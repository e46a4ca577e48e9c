"""Asking a body outside the registry: a ministry, an association, the army.

It is asked by letter, on a written legal basis that stands in a mandate's place. No account answers
for it, so that nothing rings against it: the drafting side enters what it writes, or ends the
request once its day has passed.
docs/decisions/0060-a-body-outside-the-registry.md
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from remiss.consultation.clarity.bodies import find_agency
from remiss.consultation.life.opening.messages import Open
from remiss.consultation.life.preconditions import duplicates
from remiss.consultation.refusals import Refusal
from remiss.consultation.relevance import Match
from remiss.consultation.state import Consultation, Stage
from remiss.consultation.values import (
    MOST_OUTSIDE,
    RESERVED,
    Agency,
    FieldCode,
    Mandate,
    Outside,
    OutsideBody,
    Question,
)
from remiss.texts import Bilingual


def asked_outside(
    case: Consultation | Open, bodies: Sequence[OutsideBody]
) -> Iterator[tuple[Agency, tuple[Match, ...]]]:
    """Each body under the next free code of the case, with the questions put to it.

    Raises:
        Refusal: `too_many_outside`, `outside_body_twice`, `no_such_question`.
    """
    requests = case.requests.values() if isinstance(case, Consultation) else ()
    before = [request for request in requests if request.agency.outside]
    if len(before) + len(bodies) > MOST_OUTSIDE:
        raise Refusal("too_many_outside", most=str(MOST_OUTSIDE))
    asked = [r.agency.name.vi for r in before if r.stage is not Stage.WITHDRAWN]
    _check_once([*asked, *(body.name for body in bodies)])
    for number, body in enumerate(bodies, len(before) + 1):
        matches = _matches(body, case.questions, case.directory.fields)
        yield _profile(body, number), matches


def check_unlisted(bodies: Iterable[OutsideBody], registered: Sequence[Agency]) -> None:
    """Whoever the registry knows, by this name or a former one, is asked by its code.

    Raises:
        Refusal: `outside_body_listed`.
    """
    for body in bodies:
        if meant := find_agency(body.name, registered):
            raise Refusal(
                "outside_body_listed", body=body.name, agency=meant.name, known_as=meant.code
            )


def _check_once(names: Sequence[str]) -> None:
    named = {_as_compared(name): name for name in names}
    if same := duplicates(_as_compared(name) for name in names):
        raise Refusal("outside_body_twice", bodies=[named[each] for each in same])


def _as_compared(name: str) -> str:
    """Case, spaces and composition set no two bodies apart; diacritics do."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _profile(body: OutsideBody, number: int) -> Agency:
    return Agency(
        code=f"{RESERVED}{number:02}",
        name=Bilingual(vi=body.name, en=body.name),
        mandates=(),
        outside=Outside(address=body.address, legal_basis=body.legal_basis),
    )


def _matches(
    body: OutsideBody, questions: Sequence[Question], fields: Mapping[FieldCode, Bilingual]
) -> tuple[Match, ...]:
    """The questions put to it, in the order asked: its legal basis makes each of them its own."""
    known = {question.id for question in questions}
    if strange := [id_ for id_ in body.questions if id_ not in known]:
        raise Refusal("no_such_question", questions=strange)
    return tuple(
        Match(question=q.id, mandate=_mandate(body, q.field, fields))
        for q in questions
        if q.id in body.questions
    )


def _mandate(body: OutsideBody, field: FieldCode, fields: Mapping[FieldCode, Bilingual]) -> Mandate:
    title = fields[field].vi if field in fields else field
    return Mandate(field=field, title=title, legal_basis=body.legal_basis)

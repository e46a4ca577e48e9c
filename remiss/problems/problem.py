"""A refusal outside the rules of a case: its code, its words, the HTTP status of its answer."""

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException

from remiss.consultation.field_index import QuestionProposals
from remiss.consultation.refusals import Because
from remiss.consultation.values import Value
from remiss.problems.statuses import STATUS
from remiss.texts import NO_NUMBERS, Bilingual, BilingualError, Numbers, ids_named, say

BECAUSE = {
    Because.INVALID: 422,
    Because.FORBIDDEN: 403,
    Because.UNKNOWN: 404,
    Because.CONFLICT: 409,
}


class FieldProblem(Value):
    """One field that is not valid."""

    field: str
    message: Bilingual


class Problem(HTTPException, BilingualError):  # noqa: N818 -- RFC 9457's own word
    """A refusal outside the rules; `code` is one of the catalogue, `numbers` name questions."""

    def __init__(
        self,
        code: str,
        *,
        headers: Mapping[str, str] | None = None,
        proposals: tuple[QuestionProposals, ...] | None = None,
        errors: tuple[FieldProblem, ...] = (),
        numbers: Numbers = NO_NUMBERS,
        **facts: Any,
    ) -> None:
        self.code, self.proposals, self.errors = code, proposals, errors
        worded = {
            name: v if isinstance(v, list | Bilingual) else str(v) for name, v in facts.items()
        }
        self.message = say(f"problem.{code}", **ids_named(worded, numbers))
        self.facts: dict[str, Any] = {name: _plain(value) for name, value in worded.items()}
        super().__init__(STATUS[code], self.message.en, headers)


class Refused(HTTPException, BilingualError):  # noqa: N818 -- an answer, not a fault
    """A refusal of the domain, in the shape in which it crosses process boundaries."""

    def __init__(self, refusal: Mapping[str, Any]) -> None:
        self.code = str(refusal["code"])
        self.facts: dict[str, Any] = dict(refusal["facts"])
        self.message = Bilingual.model_validate(refusal["message"])
        super().__init__(BECAUSE[Because(refusal["because"])], self.message.en)


def _plain(worded: str | list[str] | Bilingual) -> str:
    if isinstance(worded, Bilingual):
        return worded.en
    return ", ".join(worded) if isinstance(worded, list) else worded

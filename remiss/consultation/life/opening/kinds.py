"""Which kind of draft a case may open with, or be amended to, today."""

from remiss.consultation.life.opening.messages import AmendDraft, Open
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation, State
from remiss.consultation.values import RETIRED_KINDS, DraftKind


def check_kind(state: State, command: Open | AmendDraft) -> None:
    """Whether a draft is of a kind that says by which rule its time is set.

    A case keeps the kind it has, whichever that is.

    Raises:
        Refusal: `kind_too_general`, with the kinds to choose from.
    """
    kept = state.draft.kind if isinstance(state, Consultation) else None
    kind = command.draft.kind
    if kind in RETIRED_KINDS and kind is not kept:
        raise Refusal("kind_too_general", kind=kind, kinds=_legal_kinds())


def _legal_kinds() -> list[DraftKind]:
    return [kind for kind in DraftKind if kind.legal and kind not in RETIRED_KINDS]

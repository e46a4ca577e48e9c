"""Who learns of what rises: silence, replies returned again, a drafter who does not clarify."""

from remiss.consultation.policy import EscalationLevel
from remiss.consultation.telling.next_steps import NextStep
from remiss.consultation.telling.parts import Part, Recipient

_SEE_TO_IT = Recipient(Part.HEAD, NextStep.SEE_TO_IT)
RISEN: dict[EscalationLevel, tuple[Recipient, ...]] = {
    EscalationLevel.NONE: (),
    EscalationLevel.OFFICIAL: (Recipient(Part.OFFICIAL, NextStep.REPLY_NOW),),
    EscalationLevel.HEAD: (_SEE_TO_IT,),
    EscalationLevel.OFFICE: (Recipient(Part.OFFICE, NextStep.INTERVENE), _SEE_TO_IT),
    EscalationLevel.CHAIRMAN: (Recipient(Part.CHAIRMAN, NextStep.DIRECT), _SEE_TO_IT),
}
"""Who learns that an agency does not answer, by the rung reached."""

_COMPLETE_IT = Recipient(Part.HEAD, NextStep.COMPLETE_IT)
RETURNED_AGAIN: dict[EscalationLevel, tuple[Recipient, ...]] = {
    EscalationLevel.NONE: (),
    EscalationLevel.OFFICIAL: (),  # the return itself was told them
    EscalationLevel.HEAD: (_COMPLETE_IT,),
    EscalationLevel.OFFICE: (Recipient(Part.OFFICE, NextStep.WATCH), _COMPLETE_IT),
    EscalationLevel.CHAIRMAN: (Recipient(Part.CHAIRMAN, NextStep.WATCH), _COMPLETE_IT),
}

_HOME = Recipient(Part.SUPERVISOR, NextStep.SEE_TO_CLARIFYING)
DRAFTER_RISEN: dict[EscalationLevel, tuple[Recipient, ...]] = {
    EscalationLevel.NONE: (),
    EscalationLevel.OFFICIAL: (),
    EscalationLevel.HEAD: (_HOME,),
    EscalationLevel.OFFICE: (Recipient(Part.OFFICE, NextStep.SEE_TO_CLARIFYING), _HOME),
    EscalationLevel.CHAIRMAN: (Recipient(Part.CHAIRMAN, NextStep.SEE_TO_CLARIFYING), _HOME),
}
"""Who learns that the drafter does not clarify."""

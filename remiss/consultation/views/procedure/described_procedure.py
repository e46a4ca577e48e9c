"""The whole procedure for one kind of draft and one grade of urgency, as a policy has it."""

from datetime import date

from pydantic import Field

from remiss.consultation.policy import Policy
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.values import DraftKind, Urgency, Value
from remiss.consultation.views.deadline_words import span_label
from remiss.consultation.views.procedure.acts import AFTER, BEFORE, described
from remiss.consultation.views.procedure.described_step import DescribedStep, Part
from remiss.consultation.views.procedure.timed_steps import timed_steps
from remiss.texts import Bilingual, label, say, texts


class DescribedProcedure(Value):
    """Steps in order, under the headings by which internal procedures are published."""

    kind: DraftKind
    urgency: Urgency
    title: Bilingual
    policy: str
    policy_version: int
    policy_title: Bilingual
    rules: int = Field(description="The number of the service's own rules it is described by.")
    since: date = Field(description="The first day on which it holds so.")
    until: date | None = Field(description="The last; None: no later version is known.")
    steps: tuple[DescribedStep, ...] = Field(description="Trình tự thực hiện.")
    ways: tuple[Bilingual, ...] = Field(description="Cách thức thực hiện.")
    papers: tuple[Bilingual, ...] = Field(description="Thành phần hồ sơ.")
    time_limit: Bilingual = Field(description="Thời hạn.")
    doers: tuple[Bilingual, ...] = Field(description="Cơ quan, người thực hiện.")
    results: tuple[Bilingual, ...] = Field(description="Kết quả thực hiện.")
    forms: tuple[Bilingual, ...] = Field(description="Mẫu.")
    bases: tuple[str, ...] = Field(description="Căn cứ.")

    def part(self, part: Part) -> tuple[DescribedStep, ...]:
        """Its steps of one part, in order."""
        return tuple(step for step in self.steps if step.part is part)


def described_procedure(
    kind: DraftKind, policy: Policy, since: date, until: date | None
) -> DescribedProcedure:
    """The procedure by a policy that holds for the kind from one day to another."""
    steps = steps_of(policy)
    forms = (_form(step) for step in steps if step.form is not None)
    bases = (policy.printed_basis, policy.legal_basis, policy.silence.legal_basis)
    return DescribedProcedure(
        kind=kind,
        urgency=policy.urgency,
        title=procedure_title(kind, policy.urgency),
        policy=policy.id,
        policy_version=policy.version,
        policy_title=policy.title,
        rules=CURRENT_RULES,
        since=since,
        until=until,
        steps=steps,
        ways=tuple(texts("procedure.way").values()),
        papers=tuple(texts("procedure.paper").values()),
        time_limit=say(
            "procedure.time_limit",
            span=span_label(policy.reply_within),
            silence=span_label(policy.silence.after),
        ),
        doers=tuple(dict.fromkeys(step.who for step in steps)),
        results=tuple(texts(f"procedure.result.{policy.silence.outcome}").values()),
        forms=tuple(dict.fromkeys(forms)),
        bases=tuple(dict.fromkeys(basis for basis in bases if basis)),
    )


def procedure_title(kind: DraftKind, urgency: Urgency) -> Bilingual:
    """What the procedure is called."""
    return say("procedure.title", kind=label(kind), urgency=label(urgency))


def steps_of(policy: Policy) -> tuple[DescribedStep, ...]:
    """Every step a policy leads to: what people do, and what time brings."""
    return (*described(BEFORE, policy), *timed_steps(policy), *described(AFTER, policy))


def _form(step: DescribedStep) -> Bilingual:
    if step.template is None:
        return step.form or Bilingual(vi="", en="")
    return say("procedure.form.from_template", form=step.form, template=step.template)

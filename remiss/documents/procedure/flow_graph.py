"""The procedure as nodes and the flows between them: who waits for what, and what leads back."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from remiss.consultation.views.procedure.described_procedure import DescribedProcedure
from remiss.consultation.views.procedure.described_step import DescribedStep, Doer, Part
from remiss.texts import text


class NodeKind(StrEnum):
    """Elements of BPMN 2.0 that the procedure needs."""

    START = "startEvent"
    END = "endEvent"
    PERSON = "userTask"
    SERVICE = "serviceTask"
    TIMER = "intermediateCatchEvent"
    INCLUSIVE = "inclusiveGateway"
    EXCLUSIVE = "exclusiveGateway"


class Node(NamedTuple):
    """One element, in the lane of its doer; `note` is what a reader may open."""

    id: str
    kind: NodeKind
    doer: Doer
    name: str
    note: str = ""


class Flow(NamedTuple):
    """From one node to another, by their ids."""

    source: str
    target: str


class FlowGraph(NamedTuple):
    """Nodes in the order in which they are drawn, and the flows between them."""

    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]


START, END, WAITING, OUTCOME, ENDED = "start", "end", "waiting", "outcome", "ended"
CHAINS = (
    ("clarify", "answer_clarification"),
    ("extend", "decide_extension"),
    ("decline", "rule_on_decline", "rule_on_circle", "follow_up"),
)
"""What is asked for while a reply is awaited, and leads back to waiting."""


def flow_graph(procedure: DescribedProcedure) -> FlowGraph:
    """The procedure from its start to its end; every node but these two has a way in and out."""
    known = {step.id for step in procedure.steps}
    return FlowGraph(tuple(_nodes(procedure)), tuple(dict.fromkeys(_flows(procedure, known))))


def _nodes(procedure: DescribedProcedure) -> Iterator[Node]:
    yield Node(START, NodeKind.START, Doer.OFFICER, text("procedure_flow.start").vi)
    yield from _tasks(procedure.part(Part.ASKING))
    waiting = text("procedure_flow.waiting").vi
    yield Node(WAITING, NodeKind.INCLUSIVE, Doer.SYSTEM, waiting)
    yield from _tasks(procedure.part(Part.ANSWERING))
    for step in procedure.part(Part.NO_REPLY):
        yield Node(_timer(step), NodeKind.TIMER, Doer.SYSTEM, step.time.vi, step.basis)
        yield _task(step)
    yield from _tasks(procedure.part(Part.EXCEPTION))
    outcome = text("procedure_flow.outcome").vi
    yield Node(OUTCOME, NodeKind.EXCLUSIVE, Doer.OFFICER, outcome)
    yield from _tasks(procedure.part(Part.CLOSING))
    yield Node(ENDED, NodeKind.EXCLUSIVE, Doer.OFFICER, text("procedure_flow.ended").vi)
    yield Node(END, NodeKind.END, Doer.OFFICER, text("procedure_flow.end").vi)


def _tasks(steps: Sequence[DescribedStep]) -> Iterator[Node]:
    return map(_task, steps)


def _task(step: DescribedStep) -> Node:
    kind = NodeKind.SERVICE if step.doer is Doer.SYSTEM else NodeKind.PERSON
    said = (step.who.vi, step.time.vi, step.form and step.form.vi, step.template, step.basis)
    return Node(step.id, kind, step.doer, step.name.vi, "\n".join(each for each in said if each))


def _timer(step: DescribedStep) -> str:
    return f"when.{step.id}"


def _flows(procedure: DescribedProcedure, known: set[str]) -> Iterator[Flow]:
    asking = [step.id for step in procedure.part(Part.ASKING)]
    answering = [step.id for step in procedure.part(Part.ANSWERING)]
    yield from _chain([START, *asking, WAITING, *answering, OUTCOME])
    yield from (Flow("assess", OUTCOME), Flow("review", "complete"), Flow("assess", "complete"))
    yield Flow("complete", "assess")
    timed = [id_ for step in procedure.part(Part.NO_REPLY) for id_ in (_timer(step), step.id)]
    yield from _chain([WAITING, *timed, OUTCOME])
    for chain in CHAINS:
        yield from _beside([each for each in chain if each in known])
    yield from _closing(known)


def _chain(ids: Sequence[str]) -> Iterator[Flow]:
    return (Flow(*each) for each in pairwise(ids))


def _beside(chain: Sequence[str]) -> Iterator[Flow]:
    """From waiting to whoever asks, on to each who decides, and back."""
    if not chain:
        return
    asks, *decide = chain
    yield Flow(WAITING, asks)
    for each in decide:
        before = "rule_on_decline" if each == "follow_up" else asks
        yield from (Flow(before, each), Flow(each, WAITING))


def _closing(known: set[str]) -> Iterator[Flow]:
    yield Flow(OUTCOME, "dispose")
    if "object" in known:
        yield from (Flow("dispose", "object"), Flow("object", "dispose"))
    yield from (Flow("dispose", "conclude"), Flow("conclude", ENDED), Flow(ENDED, END))
    yield from (Flow(ENDED, "late_reply"), Flow("late_reply", ENDED))
    if "reopen" in known:
        yield from (Flow(ENDED, "reopen"), Flow("reopen", WAITING))

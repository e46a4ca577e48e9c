"""The procedure as published: every kind and urgency, its versions, on paper and as a diagram."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import combinations, pairwise
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from docx import Document

from remiss.consultation.life.events import Event
from remiss.consultation.policy import SilenceOutcome
from remiss.consultation.values import RETIRED_KINDS, DraftKind, Urgency
from remiss.consultation.views.procedure.described_procedure import (
    DescribedProcedure,
    described_procedure,
)
from remiss.consultation.views.procedure.described_step import Part
from remiss.consultation.views.procedure.procedure_changes import ChangedWhat, procedure_changes
from remiss.consultation.views.rehearsals.rehearsal import rehearse
from remiss.documents.procedure.flow_graph import END, START, flow_graph
from remiss.documents.procedure.procedure_bpmn import PREFIXES, procedure_bpmn
from remiss.documents.procedure.procedure_paper import procedure_docx
from remiss.reference.policies.in_force import load_policy_file
from remiss.reference.policies.policy_versions import policy_versions
from remiss.texts import Bilingual, text
from tests.given.case import FINANCE, MONEY, POLICY, hanoi, opening

FILE = load_policy_file()
EVERY = [
    (kind, urgency)
    for kind in DraftKind
    for urgency in Urgency
    if kind not in RETIRED_KINDS and policy_versions(FILE, kind, urgency)
]
MADE_AT = datetime(2026, 12, 1, tzinfo=UTC)
HEADINGS = ("steps", "ways", "papers", "time_limit", "doers", "results", "forms", "bases")
KINDS = {event.model_fields["kind"].default for event in get_args(get_args(Event)[0])}
X = {prefix: f"{{{uri}}}" for prefix, uri in PREFIXES.items()}


def latest(kind: DraftKind, urgency: Urgency) -> DescribedProcedure:
    return described_procedure(kind, *policy_versions(FILE, kind, urgency)[-1])


def as_tested() -> DescribedProcedure:
    return described_procedure(DraftKind.GUIDELINE, POLICY, date(2026, 1, 1), None)


def test_every_kind_and_urgency_is_described() -> None:
    """Those a case may open with, each with its steps, times, people and basis."""
    assert len(EVERY) > 50
    for kind, urgency in EVERY:
        found = latest(kind, urgency)
        assert (found.kind, found.urgency) == (kind, urgency)
        assert len({step.id for step in found.steps}) == len(found.steps)
        assert all(step.basis and step.who.vi and step.time.vi for step in found.steps)
        assert {kind for step in found.steps for kind in step.recorded_as} <= KINDS
        assert found.part(Part.NO_REPLY)[-1].id == "silence"
        assert ("approve" in {step.id for step in found.steps}) is (urgency is not Urgency.NORMAL)


def test_an_immediate_request_is_described_without_more_time() -> None:
    """What a policy does not foresee is no step of it."""
    ids = {step.id for step in latest(DraftKind.PLAN, Urgency.IMMEDIATE).steps}
    assert "extend" not in ids
    assert "extend" in {step.id for step in latest(DraftKind.PLAN, Urgency.NORMAL).steps}


def test_time_brings_what_a_rehearsal_foretells() -> None:
    """The same steps in the same order, with the same words for when."""
    asked = opening(
        at=hanoi("2026-03-02"),
        questions=(MONEY,),
        agencies=(FINANCE.code,),
        rules=as_tested().rules,
    )
    foretold = rehearse(asked).agencies[0].steps
    assert [told(s.name, s.time) for s in as_tested().part(Part.NO_REPLY)] == [
        told(step.label, step.trigger) for step in foretold
    ]


def told(*words: Bilingual) -> list[tuple[str, str]]:
    """Whatever letter a line begins with."""
    return [(each.vi.casefold(), each.en.casefold()) for each in words]


def test_deemed_agreement_is_a_result_only_by_its_law() -> None:
    """Else silence stays silence in the published words too."""
    law = "Điều 1 Luật thử nghiệm"
    deemed = POLICY.silence.model_copy(
        update={"outcome": SilenceOutcome.DEEMED_AGREED, "legal_basis": law}
    )
    by_law = POLICY.model_copy(update={"silence": deemed, "version": 2})
    found = described_procedure(DraftKind.PLAN, by_law, date(2026, 1, 1), None)
    assert "được coi là đồng ý" in found.results[0].vi
    assert law in found.bases
    assert "không coi là đồng ý" in as_tested().results[0].vi


def test_versions_follow_one_another_by_day() -> None:
    """Each holds until the day before the next, and the last has no end that is known."""
    for kind, urgency in EVERY:
        versions = policy_versions(FILE, kind, urgency)
        for before, after in pairwise(versions):
            assert before.until is not None
            assert before.until < after.since
            assert before.policy != after.policy
    plan = policy_versions(FILE, DraftKind.PLAN, Urgency.NORMAL)
    assert [each.since for each in plan] == [date(2026, 1, 1), date(2026, 12, 1)]
    assert plan[0].until == date(2026, 11, 30)
    assert plan[1].until is None


def test_what_changed_between_two_versions_is_named_by_step() -> None:
    """A shorter time, a step more, a step less; and nothing between equal ones."""
    shorter = POLICY.model_copy(
        update={
            "version": 2,
            "reminders": POLICY.reminders[:1],
            "review_within": POLICY.correct_within,
            "extension": None,
        }
    )
    after = described_procedure(DraftKind.GUIDELINE, shorter, date(2026, 6, 1), None)
    changes = procedure_changes(as_tested(), after)
    told = {(each.step, each.what) for each in changes}
    assert told == {
        ("review", ChangedWhat.TIME),
        ("reminder.2", ChangedWhat.REMOVED),
        ("extend", ChangedWhat.REMOVED),
        ("decide_extension", ChangedWhat.REMOVED),
    }
    review = next(each for each in changes if each.step == "review")
    assert (review.before, review.after) != (None, None)
    assert review.before
    assert "2 ngày làm việc" in review.before.vi
    assert procedure_changes(after, after) == ()


def test_the_paper_has_the_published_headings() -> None:
    """In their order, with every step, and what changed."""
    found = latest(DraftKind.PLAN, Urgency.URGENT)
    before = described_procedure(
        DraftKind.PLAN, *policy_versions(FILE, DraftKind.PLAN, Urgency.URGENT)[0]
    )
    changes = procedure_changes(before, found)
    paper = Document(BytesIO(procedure_docx(found, changes, MADE_AT)))
    lines = [paragraph.text.strip() for paragraph in paper.paragraphs]
    places = [
        lines.index(f"{number}. {text(f'procedure.heading.{name}').vi}")
        for number, name in enumerate(HEADINGS, start=1)
    ]
    assert places == sorted(places)
    cells = {cell.text for table in paper.tables for row in table.rows for cell in row.cells}
    assert {step.name.vi for step in found.steps} <= cells
    assert changes
    assert {each.name.vi for each in changes} <= cells


@pytest.fixture(params=[(DraftKind.PLAN, Urgency.NORMAL), (DraftKind.PLAN, Urgency.IMMEDIATE)])
def diagram(request: pytest.FixtureRequest) -> ET.Element:
    return ET.fromstring(procedure_bpmn(latest(*request.param)))  # noqa: S314 -- ours


def ends(diagram: ET.Element) -> Iterator[tuple[str, str]]:
    for flow in diagram.iter(f"{X['bpmn']}sequenceFlow"):
        yield flow.attrib["sourceRef"], flow.attrib["targetRef"]


def flow_nodes(diagram: ET.Element) -> dict[str, ET.Element]:
    lanes = diagram.iter(f"{X['bpmn']}flowNodeRef")
    named = [lane.text or "" for lane in lanes]
    assert len(named) == len(set(named))
    process = diagram.find("bpmn:process", PREFIXES)
    assert process is not None
    return {each.attrib["id"]: each for each in process if each.attrib.get("id") in set(named)}


def test_every_flow_leads_from_a_node_to_a_node(diagram: ET.Element) -> None:
    """Both ends exist, say so themselves, and everything lies between start and end."""
    nodes, flows = flow_nodes(diagram), list(ends(diagram))
    assert flows
    ids = [each.attrib["id"] for each in diagram.iter() if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    for source, target in flows:
        assert {source, target} <= set(nodes)
    for id_, node in nodes.items():
        ways = {name: node.findall(f"bpmn:{name}", PREFIXES) for name in ("incoming", "outgoing")}
        assert len(ways["incoming"]) == sum(target == id_ for _, target in flows)
        assert len(ways["outgoing"]) == sum(source == id_ for source, _ in flows)
        assert bool(ways["incoming"]) is (id_ != START)
        assert bool(ways["outgoing"]) is (id_ != END)
    assert reached(START, flows) == set(nodes)
    assert reached(END, [(target, source) for source, target in flows]) == set(nodes)


def reached(first: str, flows: list[tuple[str, str]]) -> set[str]:
    found, ahead = {first}, [first]
    while ahead:
        at = ahead.pop()
        new = {target for source, target in flows if source == at} - found
        found |= new
        ahead += new
    return found


def test_every_node_and_flow_is_drawn(diagram: ET.Element) -> None:
    """Each shape inside the pool, none over another, each edge from its node to its node."""
    boxes = {}
    for shape in diagram.iter(f"{X['bpmndi']}BPMNShape"):
        bounds = shape.find("dc:Bounds", PREFIXES)
        assert bounds is not None
        boxes[shape.attrib["bpmnElement"]] = [
            int(bounds.attrib[n]) for n in ("x", "y", "width", "height")
        ]
    nodes = flow_nodes(diagram)
    assert set(nodes) <= set(boxes)
    pool = boxes["pool"]
    for id_ in nodes:
        x, y, width, height = boxes[id_]
        assert pool[0] <= x
        assert x + width <= pool[0] + pool[2]
        assert pool[1] <= y
        assert y + height <= pool[1] + pool[3]
    for one, other in combinations(nodes, 2):
        assert not overlap(boxes[one], boxes[other]), (one, other)
    flows = {flow.attrib["id"]: flow for flow in diagram.iter(f"{X['bpmn']}sequenceFlow")}
    edges = list(diagram.iter(f"{X['bpmndi']}BPMNEdge"))
    assert {edge.attrib["bpmnElement"] for edge in edges} == set(flows)
    for edge in edges:
        flow = flows[edge.attrib["bpmnElement"]]
        points = [
            (int(p.attrib["x"]), int(p.attrib["y"])) for p in edge.findall("di:waypoint", PREFIXES)
        ]
        sx, sy, sw, sh = boxes[flow.attrib["sourceRef"]]
        tx, ty, _, th = boxes[flow.attrib["targetRef"]]
        assert points[0] == (sx + sw, sy + sh // 2)
        assert points[-1] == (tx, ty + th // 2)


def overlap(one: list[int], other: list[int]) -> bool:
    return all(
        one[at] < other[at] + other[at + 2] and other[at] < one[at] + one[at + 2] for at in (0, 1)
    )


def test_every_step_is_a_node() -> None:
    """And each that time brings has a timer before it."""
    found = latest(DraftKind.DECISION, Urgency.NORMAL)
    ids = {node.id for node in flow_graph(found).nodes}
    assert {step.id for step in found.steps} <= ids
    assert {f"when.{step.id}" for step in found.part(Part.NO_REPLY)} <= ids


def test_a_kind_that_waits_for_its_own_rule_is_not_described() -> None:
    """No case opens with it now, so nothing holds that could be published."""
    assert FILE.to_fill
    for kind in FILE.to_fill:
        for urgency in Urgency:
            assert all(each.until for each in policy_versions(FILE, kind, urgency))

"""The procedure as BPMN 2.0: for reading in any viewer, with where everything is drawn.

Nothing runs by it; the times are words, since no clock of BPMN counts working hours.
"""

from xml.etree import ElementTree as ET  # written here, never read  # nosec B405

from remiss.consultation.views.procedure.described_procedure import DescribedProcedure
from remiss.documents.procedure.bpmn_layout import Box, Layout, Point, lay_out
from remiss.documents.procedure.flow_graph import FlowGraph, Node, NodeKind, flow_graph
from remiss.texts import text

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
CORNERS = "http://www.omg.org/spec/DD/20100524/DC"
WAYS = "http://www.omg.org/spec/DD/20100524/DI"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
BPMN = "application/xml"
PREFIXES = {"bpmn": MODEL, "bpmndi": DIAGRAM, "dc": CORNERS, "di": WAYS, "xsi": INSTANCE}


def procedure_bpmn(procedure: DescribedProcedure) -> bytes:
    """An XML document in UTF-8: one pool, a lane for each doer, a node for each step."""
    for prefix, uri in PREFIXES.items():
        ET.register_namespace(prefix, uri)
    graph = flow_graph(procedure)
    layout = lay_out(graph)
    name = f"{procedure.kind}.{procedure.urgency}.{procedure.policy_version}"
    root = _element(None, MODEL, "definitions", id=f"remiss.{name}", targetNamespace="urn:remiss")
    pool = _element(root, MODEL, "collaboration", id="collaboration")
    title = procedure.title.vi
    _element(pool, MODEL, "participant", id="pool", name=title, processRef="process")
    _add_process(root, procedure, graph, layout)
    _add_diagram(root, layout)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _element(parent: ET.Element | None, space: str, name: str, /, **said: str) -> ET.Element:
    tag = f"{{{space}}}{name}"
    return ET.Element(tag, said) if parent is None else ET.SubElement(parent, tag, said)


def _add_process(
    root: ET.Element, procedure: DescribedProcedure, graph: FlowGraph, layout: Layout
) -> None:
    process = _element(
        root, MODEL, "process", id="process", name=procedure.title.vi, isExecutable="false"
    )
    _element(process, MODEL, "documentation").text = "\n".join(procedure.bases)
    lanes = _element(process, MODEL, "laneSet", id="lanes")
    for doer in layout.lanes:
        named = text(f"procedure.doer.{doer}").vi
        lane = _element(lanes, MODEL, "lane", id=f"lane.{doer}", name=named)
        for node in graph.nodes:
            if node.doer is doer:
                _element(lane, MODEL, "flowNodeRef").text = node.id
    for node in graph.nodes:
        _add_node(process, node, graph)
    for number, flow in enumerate(graph.flows, start=1):
        ends = {"sourceRef": flow.source, "targetRef": flow.target}
        _element(process, MODEL, "sequenceFlow", id=f"flow.{number}", **ends)


def _add_node(process: ET.Element, node: Node, graph: FlowGraph) -> None:
    """With its flows, in the order in which the schema has them."""
    element = _element(process, MODEL, node.kind.value, id=node.id, name=node.name)
    if node.note:
        _element(element, MODEL, "documentation").text = node.note
    for number, flow in enumerate(graph.flows, start=1):
        if flow.target == node.id:
            _element(element, MODEL, "incoming").text = f"flow.{number}"
    for number, flow in enumerate(graph.flows, start=1):
        if flow.source == node.id:
            _element(element, MODEL, "outgoing").text = f"flow.{number}"
    if node.kind is NodeKind.TIMER:
        timer = _element(element, MODEL, "timerEventDefinition", id=f"timer.{node.id}")
        duration = _element(timer, MODEL, "timeDuration")
        duration.set(f"{{{INSTANCE}}}type", "bpmn:tFormalExpression")
        duration.text = node.name


def _add_diagram(root: ET.Element, layout: Layout) -> None:
    diagram = _element(root, DIAGRAM, "BPMNDiagram", id="diagram")
    plane = _element(diagram, DIAGRAM, "BPMNPlane", id="plane", bpmnElement="collaboration")
    _add_shape(plane, "pool", layout.pool, isHorizontal="true")
    for doer, box in layout.lanes.items():
        _add_shape(plane, f"lane.{doer}", box, isHorizontal="true")
    for node, box in layout.nodes.items():
        _add_shape(plane, node, box)
    for number, way in enumerate(layout.flows.values(), start=1):
        _add_edge(plane, f"flow.{number}", way)


def _add_shape(plane: ET.Element, of: str, box: Box, **said: str) -> None:
    shape = _element(plane, DIAGRAM, "BPMNShape", id=f"shape.{of}", bpmnElement=of, **said)
    corners = {name: str(value) for name, value in box._asdict().items()}
    _element(shape, CORNERS, "Bounds", **corners)


def _add_edge(plane: ET.Element, of: str, way: tuple[Point, ...]) -> None:
    edge = _element(plane, DIAGRAM, "BPMNEdge", id=f"edge.{of}", bpmnElement=of)
    for x, y in way:
        _element(edge, WAYS, "waypoint", x=str(x), y=str(y))

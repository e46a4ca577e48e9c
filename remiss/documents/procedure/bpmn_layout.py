"""Where each node and flow of a procedure is drawn: a lane for each doer, a column for each node.

No column holds two nodes, so that none covers another; flows that go further than to the next
column run along the lower edge of their lane, where nothing stands.
"""

from collections.abc import Mapping
from typing import NamedTuple

from remiss.consultation.views.procedure.described_step import Doer
from remiss.documents.procedure.flow_graph import Flow, FlowGraph, Node, NodeKind

LEFT, TOP, TITLE = 160, 80, 30
COLUMN, LANE = 170, 150
EDGE = 12
"""How far from its lower edge a flow runs along a lane."""
SIZES = {
    NodeKind.START: (36, 36),
    NodeKind.END: (36, 36),
    NodeKind.TIMER: (36, 36),
    NodeKind.INCLUSIVE: (50, 50),
    NodeKind.EXCLUSIVE: (50, 50),
    NodeKind.PERSON: (130, 96),
    NodeKind.SERVICE: (130, 96),
}
Point = tuple[int, int]


class Box(NamedTuple):
    """A rectangle: its upper left corner and its size."""

    x: int
    y: int
    width: int
    height: int

    @property
    def entry(self) -> Point:
        return self.x, self.y + self.height // 2

    @property
    def exit(self) -> Point:
        return self.x + self.width, self.y + self.height // 2


class Layout(NamedTuple):
    """Everything that is drawn."""

    pool: Box
    lanes: Mapping[Doer, Box]
    nodes: Mapping[str, Box]
    flows: Mapping[Flow, tuple[Point, ...]]


def lay_out(graph: FlowGraph) -> Layout:
    """The lanes of those who do something, top down; nodes from left to right."""
    doers = [doer for doer in Doer if any(node.doer is doer for node in graph.nodes)]
    width = LEFT + COLUMN * len(graph.nodes)
    lanes = {
        doer: Box(TITLE, TOP + LANE * row, width - TITLE, LANE) for row, doer in enumerate(doers)
    }
    nodes = {
        node.id: _box(node, column, lanes[node.doer]) for column, node in enumerate(graph.nodes)
    }
    of = {node.id: lanes[node.doer] for node in graph.nodes}
    flows = {flow: _way(flow, nodes, of) for flow in graph.flows}
    return Layout(Box(0, TOP, width, LANE * len(doers)), lanes, nodes, flows)


def _box(node: Node, column: int, lane: Box) -> Box:
    width, height = SIZES[node.kind]
    middle = LEFT + COLUMN * column + COLUMN // 2
    return Box(middle - width // 2, lane.y + (LANE - height) // 2 - EDGE // 2, width, height)


def _way(flow: Flow, nodes: Mapping[str, Box], of: Mapping[str, Box]) -> tuple[Point, ...]:
    source, target = nodes[flow.source], nodes[flow.target]
    out, into = source.exit, target.entry
    after, before = _gap_after(source), _gap_before(target)
    if after == before:
        return _straight(out, (after, out[1]), (after, into[1]), into)
    edge = of[flow.source].y + LANE - EDGE
    return out, (after, out[1]), (after, edge), (before, edge), (before, into[1]), into


def _straight(*points: Point) -> tuple[Point, ...]:
    return tuple(dict.fromkeys(points))


def _gap_after(box: Box) -> int:
    """Between the column of a box and the next."""
    return _middle(box) + COLUMN // 2


def _gap_before(box: Box) -> int:
    return _middle(box) - COLUMN // 2


def _middle(box: Box) -> int:
    return box.x + box.width // 2

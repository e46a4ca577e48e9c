"""Logistic regression by Newton's method, in plain Python: enough for a few hundred rows."""

from collections.abc import Sequence

from remiss.consultation.clarity.weights import Weights, probability

ROUNDS, CLOSE = 12, 1e-5
Row = dict[str, float]


def fit(rows: Sequence[Row], wanted: Sequence[float], ridge: float) -> Weights:
    """Weights that predict `wanted` (0 or 1) from `rows`; `ridge` keeps them small."""
    names = list(rows[0])
    dense = [[(at, row[name]) for at, name in enumerate(names) if row[name]] for row in rows]
    weights = [0.0] * (len(names) + 1)
    for _ in range(ROUNDS):
        step = _step(dense, wanted, weights, ridge)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < CLOSE:
            break
    measures = {name: round(weight, 4) for name, weight in zip(names, weights, strict=False)}
    return Weights(bias=round(weights[-1], 4), measures=measures)


def _step(
    rows: Sequence[list[tuple[int, float]]],
    wanted: Sequence[float],
    weights: Sequence[float],
    ridge: float,
) -> list[float]:
    size = len(weights)
    slope = [-ridge * weight for weight in weights[:-1]] + [0.0]
    curve = [[0.0] * size for _ in range(size)]
    for at in range(size):
        curve[at][at] = ridge if at < size - 1 else CLOSE
    for row, want in zip(rows, wanted, strict=True):
        entries = [*row, (size - 1, 1.0)]
        sure = probability(sum(weights[at] * value for at, value in entries))
        error, pull = want - sure, sure * (1 - sure)
        for at, value in entries:
            slope[at] += error * value
            line, scaled = curve[at], pull * value
            for other, beside in entries:
                line[other] += scaled * beside
    return _solved(curve, slope)


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination; the ridge keeps every pivot away from zero."""
    size = len(right)
    lines = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for at in range(size):
        pivot = lines[at]
        for below in lines[at + 1 :]:
            if factor := below[at] / pivot[at]:
                for column in range(at, size + 1):
                    below[column] -= factor * pivot[column]
    found = [0.0] * size
    for at in reversed(range(size)):
        rest = sum(lines[at][column] * found[column] for column in range(at + 1, size))
        found[at] = (lines[at][size] - rest) / lines[at][at]
    return found

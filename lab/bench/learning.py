"""Logistic regression over many named measures, of which the telling ones are kept."""

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from remiss.consultation.clarity.weights import Weights

Row = dict[str, float]
LEAST_SEEN = 3
"""Rows a measure must stand in to be learnt from."""


def fit(rows: Sequence[Row], wanted: Sequence[bool], strength: float, most: int) -> Weights:
    """Weights that predict `wanted` from `rows`, of at most `most` measures.

    `strength` is the inverse of the ridge. Learnt twice: of all measures those that move the sum
    most often and furthest are kept, and weighed again without the others.
    """
    vectors = DictVectorizer()
    table = vectors.fit_transform(rows)
    names = vectors.get_feature_names_out()
    seen = np.asarray((table != 0).sum(axis=0)).ravel()
    kept = np.flatnonzero(seen >= min(LEAST_SEEN, len(rows)))
    model = _fitted(table[:, kept], wanted, strength)
    if len(kept) > most:
        moves = np.abs(model.coef_[0]) * np.sqrt(seen[kept])
        kept = np.sort(kept[np.argsort(-moves, kind="stable")[:most]])
        model = _fitted(table[:, kept], wanted, strength)
    found = zip(names[kept], model.coef_[0], strict=True)
    return Weights(
        bias=round(float(model.intercept_[0]), 3),
        measures={str(name): round(float(w), 3) for name, w in found if round(float(w), 3)},
    )


def _fitted(table: object, wanted: Sequence[bool], strength: float) -> LogisticRegression:
    model = LogisticRegression(C=strength, solver="liblinear", random_state=0, max_iter=200)
    return model.fit(table, np.asarray(wanted))

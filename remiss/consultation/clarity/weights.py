"""Adding up what was measured, by weights learnt in `lab/bench/train_clarity.py` and committed."""

import json
from collections.abc import Mapping
from functools import cached_property, lru_cache
from math import exp
from pathlib import Path

from remiss.consultation.values import Value

LIMIT = 30.0


class Weights(Value):
    """What each measure adds; the sum is a log-odds. A measure without a weight adds nothing."""

    bias: float
    measures: dict[str, float]

    def sum(self, measured: Mapping[str, float]) -> float:
        known = self.measures
        return self.bias + sum(known[name] * v for name, v in measured.items() if name in known)


class Model(Value):
    """Everything learnt from labelled replies.

    `roles` by the role of a sentence; `answered`: does the reply answer a question; `clear`: is
    every question of its own answered; `kinds`: which fault, if not. `familiar`: the least share
    of words known from the replies learnt from; with fewer, nothing can be told of a reply;
    `learnt_from`: the digest of the data.
    """

    learnt_from: str = ""
    roles: dict[str, Weights]
    answered: Weights
    clear: Weights
    kinds: dict[str, Weights]
    familiar: float

    def role_odds(self, measured: Mapping[str, float]) -> dict[str, float]:
        """The log-odds of each role, as its weights sum them; most measures weigh for none."""
        added = dict.fromkeys(self.roles, 0.0)
        for name, value in measured.items():
            for role, weight in self._of_roles.get(name, ()):
                added[role] += weight * value
        return {role: weights.bias + added[role] for role, weights in self.roles.items()}

    @cached_property
    def _of_roles(self) -> Mapping[str, list[tuple[str, float]]]:
        """By measure, the roles it weighs for, and how much."""
        known: dict[str, list[tuple[str, float]]] = {}
        for role, weights in self.roles.items():
            for name, weight in weights.measures.items():
                known.setdefault(name, []).append((role, weight))
        return known


@lru_cache(maxsize=1)
def learnt() -> Model:
    """The committed weights."""
    path = Path(__file__).with_name("weights.json")
    return Model.model_validate(json.loads(path.read_text(encoding="utf-8")))


def probability(log_odds: float) -> float:
    return 1 / (1 + exp(-max(-LIMIT, min(LIMIT, log_odds))))


def shares(log_weights: Mapping[str, float]) -> dict[str, float]:
    """Log weights as shares of one."""
    most = max(log_weights.values())
    raw = {name: exp(weight - most) for name, weight in log_weights.items()}
    return {name: weight / sum(raw.values()) for name, weight in raw.items()}

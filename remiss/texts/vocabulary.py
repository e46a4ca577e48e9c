"""Labels: what people call the things the code names, found by the name the code gives them."""

import re
from enum import Enum
from typing import TypeVar

from remiss.texts.bilingual import Bilingual
from remiss.texts.catalogue import text

Member = TypeVar("Member", bound=Enum)

WITHIN_A_NAME = re.compile(r"(?<=[a-z])(?=[A-Z])")


def label(member: Enum) -> Bilingual:
    """What people call a member of an enumeration: `CaseStage.OPEN` stands at `[case_stage.open]`.

    Raises:
        KeyError: it has no label.
    """
    return text(f"{label_prefix(type(member).__name__)}.{member.name.lower()}")


def labels(kind: type[Member]) -> dict[Member, Bilingual]:
    """The label of every member of an enumeration, in its order.

    Raises:
        KeyError: one has no label.
    """
    return {member: label(member) for member in kind}


def label_prefix(class_name: str) -> str:
    """Where the labels of a class stand: `CaseStage` at `case_stage`."""
    return WITHIN_A_NAME.sub("_", class_name).lower()

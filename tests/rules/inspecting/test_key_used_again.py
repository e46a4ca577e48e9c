"""The key of a command that was given: the same again is one, anything else is refused."""

from collections.abc import Sequence
from typing import Any

import pytest

from remiss.consultation.inspecting.decide import decide
from remiss.consultation.inspecting.messages import (
    Command,
    CommitSample,
    OpenInspection,
    OrderDossier,
    RecordedEvent,
)
from remiss.ledger.inspecting.inspection_chain import record_command
from remiss.problems.problem import Problem
from tests.rules.inspecting.test_inspecting import BY, COMMITS, DRAWS, OPENS, given

ONE, OTHER = "KT-ABCDEFGH2345", "KT-ABCDEFGH2346"


class Kept:
    """Tables in which one entry lies, of the command whose id everybody asks for."""

    def __init__(self, entry: RecordedEvent) -> None:
        self._entry = entry

    async def first(self, _query: str, *_arguments: Any) -> dict[str, str]:
        return {"body": self._entry.model_dump_json()}


async def again(before: Sequence[Command], command: Command, inspection: str = ONE) -> int:
    """The number of the entry that the last of `before` led to, as `command` finds it."""
    entry = RecordedEvent(
        number=len(before),
        inspection=ONE,
        version=len(before),
        command_id=BY["id"],
        actor=BY["actor"],
        event=given(*before)[-1],
    )
    tables: Any = Kept(entry)
    return (await record_command(tables, inspection, command, decide)).number


async def test_the_same_command_again_is_what_it_was() -> None:
    """Opened, committed, drawn: the entry that lies there."""
    assert await again((OPENS,), OPENS) == 1
    assert await again((OPENS, COMMITS), COMMITS) == 2
    assert await again((OPENS, COMMITS, DRAWS), DRAWS) == 3


@pytest.mark.parametrize(
    ("command", "inspection"),
    [
        (COMMITS, OTHER),
        (COMMITS.model_copy(update={"size": 3}), ONE),
        (OPENS, ONE),
        (OrderDossier(consultation="HS-1", **BY), ONE),
    ],
)
async def test_a_key_used_for_something_else_is_refused(
    command: OpenInspection | CommitSample | OrderDossier, inspection: str
) -> None:
    """For another inspection, with another content, as another command; nothing is taken for it."""
    with pytest.raises(Problem) as refused:
        await again((OPENS, COMMITS), command, inspection)
    assert refused.value.code == "idempotency_key_reused"

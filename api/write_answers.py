"""Receipts as answers: done, or accepted with where to look."""

import asyncio
from collections.abc import Mapping
from typing import Any

from fastapi import status
from fastapi.responses import JSONResponse

from api.path_prefixes import CASES
from remiss.consultation.life.commands import Command, Open
from remiss.consultation.ports import Receipt
from remiss.consultation.relevance import suggest
from remiss.consultation.time.local_moments import in_local_time
from remiss.consultation.values import AgencyCode, number_questions
from remiss.serving.services import Services
from remiss.views.answers import Accepted, Done, Links, Opened, Warned
from remiss.views.concerned import warnings
from remiss.views.rehearsals import find_duplicates
from remiss.views.seen_receipt import receipt_seen_by


async def carry_out(
    has: Services, consultation: str, command: Command, agency: AgencyCode | None = None
) -> JSONResponse:
    """Give a command to a case and answer with what became of it."""
    receipt = await has.delivery.give(consultation, command)
    return answer(consultation, command, receipt, agency)


def answer(
    consultation: str,
    command: Command,
    receipt: Receipt | None,
    agency: AgencyCode | None = None,
    created: str | None = None,
    **warned: Any,
) -> JSONResponse:
    """200, 201 with where the new thing is, or 202 with where to look.

    `warned`: the `warnings` of a `Warned` answer, and the `duplicates` of an `Opened` one.
    """
    receipt = receipt and receipt_seen_by(command.actor, receipt)
    links = _links(consultation, command.id, agency)
    if receipt is None or not receipt.recorded:
        accepted = Accepted(receipt=receipt, links=links).model_dump(mode="json")
        return JSONResponse(accepted, status.HTTP_202_ACCEPTED, {"Location": links.command})
    kind = _kind_of(warned)(receipt=receipt, links=links, **warned)
    done = in_local_time(kind).model_dump(mode="json")
    if created is None:
        return JSONResponse(done)
    return JSONResponse(done, status.HTTP_201_CREATED, {"Location": created})


async def answer_opening(has: Services, command: Open, created: str) -> JSONResponse:
    """Open a case, and answer with whom else it concerns and which open case it may repeat."""
    receipt, found = await asyncio.gather(
        has.delivery.open_case(command), find_duplicates(has.ledger, command)
    )
    territories = command.draft.territories
    concerned = suggest(command.directory.agencies, command.questions, territories)
    numbers = number_questions(command.questions)
    missing = warnings(concerned, command.agencies, command.drafting_agency.code, numbers)
    case = command.consultation
    return answer(case, command, receipt, created=created, warnings=missing, duplicates=found)


def _kind_of(warned: Mapping[str, Any]) -> type[Done]:
    if "duplicates" in warned:
        return Opened
    return Warned if warned else Done


def _links(consultation: str, command_id: str, agency: AgencyCode | None) -> Links:
    case = f"{CASES}/{consultation}"
    return Links(
        consultation=case,
        timeline=f"{case}/timeline",
        command=f"{case}/commands/{command_id}",
        request=f"{case}/requests/{agency}" if agency else None,
    )

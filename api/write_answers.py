"""Receipts as answers: done, or accepted with where to look."""

from fastapi import status
from fastapi.responses import JSONResponse

from api.addresses import CASES
from api.services import Services
from remiss.consultation.life.commands import Command
from remiss.consultation.ports import Receipt
from remiss.consultation.values import AgencyCode
from remiss.views.answers import Accepted, Done, Links, Warned
from remiss.views.concerned import LeftOutAgency
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
    warnings: tuple[LeftOutAgency, ...] | None = None,
) -> JSONResponse:
    """200, 201 with where the new thing is, or 202 with where to look."""
    receipt = receipt and receipt_seen_by(command.actor, receipt)
    links = _links(consultation, command.id, agency)
    if receipt is None or not receipt.recorded:
        accepted = Accepted(receipt=receipt, links=links).model_dump(mode="json")
        return JSONResponse(accepted, status.HTTP_202_ACCEPTED, {"Location": links.command})
    if warnings is None:
        done = Done(receipt=receipt, links=links).model_dump(mode="json")
    else:
        done = Warned(receipt=receipt, links=links, warnings=warnings).model_dump(mode="json")
    if created is None:
        return JSONResponse(done)
    return JSONResponse(done, status.HTTP_201_CREATED, {"Location": created})


def _links(consultation: str, command_id: str, agency: AgencyCode | None) -> Links:
    case = f"{CASES}/{consultation}"
    return Links(
        consultation=case,
        timeline=f"{case}/timeline",
        command=f"{case}/commands/{command_id}",
        request=f"{case}/requests/{agency}" if agency else None,
    )

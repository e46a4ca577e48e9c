"""The case that `make bench` lives: ten agencies asked one question each, and all agreeing."""

import sys

from temporalio.client import Client

from lab.bench.load.case_shape import reply_by, shape_of
from lab.opening_update import open_by
from remiss.consultation.values import Reply

TEN = shape_of(10)
CODES = TEN.codes


def reply_of(number: int) -> Reply:
    """What the agency of this number answers."""
    return TEN.reply_of(number)


async def open_case(client: Client, task_queue: str, case_id: str) -> None:
    """Open a case as the API opens one, and wait until it is open."""
    await open_by(client, task_queue, TEN.opening_of(case_id))


async def give_reply(client: Client, case_id: str, number: int) -> None:
    """Give one agency's reply, and wait for its receipt; say so where its record comes later.

    Raises:
        RuntimeError: it was not accepted, so that what was measured is not a reply.
    """
    receipt = await reply_by(client, case_id, TEN, number)
    if not receipt.recorded:
        print(f"{receipt.command_id}: the ledger was behind", file=sys.stderr)

"""Mail about one case that did not arrive, for whoever is in charge of the case."""

from pydantic import AwareDatetime

from remiss.consultation.telling.notice import Addressee
from remiss.consultation.values import Value
from remiss.ledger.connection import Reader
from remiss.ledger.statements import SQL
from remiss.texts import Bilingual, say


class UndeliveredMail(Value):
    """To whom, about which event, why it did not arrive, and what to do."""

    version: int
    kind: str
    at: AwareDatetime
    addressee: Addressee
    reason: str
    todo: Bilingual


async def list_undelivered(source: Reader, consultation: str) -> tuple[UndeliveredMail, ...]:
    """Mail of a case that is tried no more, in the order of its events."""
    rows = await source.fetch(SQL["undelivered_of_case"], consultation)
    return tuple(
        UndeliveredMail(
            version=row["version"],
            kind=row["kind"],
            at=row["at"],
            addressee=Addressee.model_validate_json(row["body"]),
            reason=row["last_error"] or row["status"],
            todo=say("notices.undelivered"),
        )
        for row in rows
    )

"""Whether a case a reader may see names a file to them."""

from remiss.consultation.authority import Relation, may
from remiss.consultation.values import Actor, Sha256
from remiss.consultation.visibility import answers_for_agency
from remiss.ledger.connection import Reader
from remiss.ledger.reads.case_list import ReaderScope
from remiss.ledger.statements import SQL


async def is_file_named(source: Reader, actor: Actor, sha256: Sha256) -> bool:
    """Whether one names the file of this hash to `actor`."""
    standing = Relation.ASKED if answers_for_agency(actor) else Relation.OVERSEEING
    sees_inside = may(actor, "read_inside", standing)
    rows = await source.fetch(SQL["file_named"], sha256, *ReaderScope.of(actor), sees_inside)
    return bool(rows[0]["named"])

"""What events name: files, to whoever may see the case; people whom no list had."""

from pydantic import AwareDatetime, Field

from remiss.consultation.authority import Relation, may
from remiss.consultation.values import Actor, AgencyCode, PersonId, Sha256, Value
from remiss.consultation.visibility import answers_for_agency, recused_for
from remiss.ledger.connection import Reader
from remiss.ledger.reads.case_list import ReaderScope
from remiss.ledger.statements import SQL


class UnlistedPerson(Value):
    """Somebody named in an agency's part of cases whom the list did not have there then."""

    person: PersonId
    agency: AgencyCode
    cases: int = Field(description="In how many; which ones is not told.")
    since: AwareDatetime
    last: AwareDatetime


async def is_file_named(source: Reader, actor: Actor, sha256: Sha256) -> bool:
    """Whether one names the file of this hash to `actor`."""
    standing = Relation.ASKED if answers_for_agency(actor) else Relation.OVERSEEING
    sees_inside = may(actor, "read_inside", standing)
    arguments = (*ReaderScope.of(actor), sees_inside, recused_for(actor))
    rows = await source.fetch(SQL["file_named"], sha256, *arguments)
    return bool(rows[0]["named"])


async def concluded_naming(source: Reader, agency: AgencyCode, sha256: Sha256) -> tuple[str, ...]:
    """The cases concluded in which `agency` was asked, and a reply or its copy has this file."""
    rows = await source.fetch(SQL["concluded_naming"], sha256, agency)
    return tuple(row["stream"] for row in rows)


async def list_unlisted_people(source: Reader) -> tuple[UnlistedPerson, ...]:
    """The thousand named last, the last one first."""
    rows = await source.fetch(SQL["unlisted_people"])
    return tuple(UnlistedPerson.model_validate(dict(row)) for row in rows)

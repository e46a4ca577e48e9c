"""Agencies with their mandates, and the part of the registry a case relies on."""

from pydantic import Field

from remiss.consultation.values.codes import AgencyCode, FieldCode, Value
from remiss.texts.bilingual import Bilingual, Text


class Mandate(Value):
    """A field an agency answers for, with the law that says so."""

    field: FieldCode
    title: Text
    legal_basis: Text


class Agency(Value):
    """An agency as the registry knows it."""

    code: AgencyCode
    name: Bilingual
    mandates: tuple[Mandate, ...]
    area: bool = Field(
        default=False,
        description="A commune or ward: its mandates count only for drafts naming its territory.",
    )


class Directory(Value):
    """The part of the registry one case relies on, as it stood when the case opened."""

    version: str
    fields: dict[FieldCode, Bilingual]
    agencies: tuple[Agency, ...]

    def agency(self, code: AgencyCode) -> Agency | None:
        return next((agency for agency in self.agencies if agency.code == code), None)
